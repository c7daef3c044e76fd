"""Commands at the same time: `python scripts/side_by_side.py "make this" "make that"`; one works while another waits.

The first speaks as it goes; what each other says is shown once those before it are done, so that nothing is mingled.
All are run to their end, and it fails where any of them does.
"""

from __future__ import annotations

import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from types import FrameType


def main(commands: Sequence[str]) -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    with ExitStack() as at_last:
        first, *others = commands
        runs = [start(first, None, at_last)]
        files = [at_last.enter_context(tempfile.TemporaryFile()) for _ in others]
        runs += [start(command, file.fileno(), at_last) for command, file in zip(others, files, strict=True)]
        codes = [ended(runs[0])]
        for run, file in zip(runs[1:], files, strict=True):
            codes.append(ended(run))
            file.seek(0)
            shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
    return next(filter(None, codes), 0)


def start(command: str, file: int | None, at_last: ExitStack) -> subprocess.Popen[bytes]:
    """It never outlives us; what make counts its jobs by stays open for it."""
    words = shlex.split(command)
    run = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=file, stderr=file, close_fds=False)
    at_last.callback(end, run)
    return run


def ended(run: subprocess.Popen[bytes]) -> int:
    while True:
        try:
            return run.wait()
        except KeyboardInterrupt:
            continue  # the terminal told it too: let it finish its report


def end(run: subprocess.Popen[bytes]) -> None:
    if run.poll() is None:
        run.terminate()
        run.wait()


def leave(number: int, _frame: FrameType | None) -> None:
    """Turn a signal into an ordinary exit, so that everything is tidied away."""
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else 'Usage: python scripts/side_by_side.py "command" "command" …')
