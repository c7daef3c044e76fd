"""Reads the code of clients once, then becomes as many as are wanted, again and again, each in a process of its own.

Run by `fleet` as `python -m tests.engine.litter FD`. By that wire comes `[MODULE, [WORD, …], …]`, with a wire for each
client; it says their numbers, and once all have ended how. It ends when nobody can ask for more.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import socket
import sys
import traceback
from datetime import date
from types import ModuleType
from typing import NoReturn

from django.template.loader import get_template
from django.urls import reverse

from venues.bank_holidays import bank_holidays_after

MOST_WORDS, MOST_CLIENTS = 65_536, 64


def main(number: str) -> None:
    gc.disable()
    with socket.socket(fileno=int(number)) as asked, asked.makefile("w") as said:
        while True:
            wanted, wires, _flags, _address = socket.recv_fds(asked, MOST_WORDS, MOST_CLIENTS)
            if not wanted:
                return
            pids = bear(*json.loads(wanted), wires=wires)
            print(json.dumps(pids), file=said, flush=True)
            ends = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
            print(json.dumps(max(map(abs, ends))), file=said, flush=True)


def bear(module: str, *each: list[str], wires: list[int]) -> list[int]:
    client = importlib.import_module(module)
    read_ahead()
    gc.freeze()  # what has been read stays, in each of them
    pids = []
    for number, (wire, words) in enumerate(zip(wires, each, strict=True)):
        pid = os.fork()
        if not pid:
            gc.enable()
            for other in wires[number + 1 :]:
                os.close(other)
            become(wire, [module, *words])
            run(client)
        os.close(wire)
        pids.append(pid)
    return pids


def run(client: ModuleType) -> NoReturn:
    """Taking all down that was read, in eight processes, took longer than their work: none of it is."""
    code = 1
    try:
        client.main()
        sys.stdout.flush()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def read_ahead() -> None:
    """What each client would otherwise read for itself, for its first price and its first letter."""
    bank_holidays_after("ENG", date.today(), 1)
    reverse("home")
    get_template("letters/asked.txt")


def become(wire: int, words: list[str]) -> None:
    """What this client reads and says goes by its own wire."""
    os.dup2(wire, sys.stdin.fileno())
    os.dup2(wire, sys.stdout.fileno())
    os.close(wire)
    sys.argv = words


if __name__ == "__main__":
    main(*sys.argv[1:])
