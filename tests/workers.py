"""Several processes for one run: all is imported and read once, then each worker is this process over again.

Those of one file stay together, since they share what is set up for them. `--workers=3` on the command line; without
it every test is run in the process that read it.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any

import pytest

APART = "test_every_page.py"  # its tests share nothing, and are the longest: each goes where there is time
Told = dict[str, Any]


def in_files(items: list[pytest.Item]) -> list[list[pytest.Item]]:
    """The tests of a file are one piece of work, in the order in which the first of each was read."""
    found: dict[str, list[pytest.Item]] = {}
    for item in items:
        file = item.nodeid.partition("::")[0]
        found.setdefault(item.nodeid if file.endswith(APART) else file, []).append(item)
    return list(found.values())


@dataclass
class Worker:
    """What the process that reports knows of one."""

    name: str
    process: int
    line: Connection
    at_work_on: tuple[str, Any] | None = None
    said_goodbye: bool = False


def run_in(number: int, session: pytest.Session, told: Told) -> bool:
    """Run what was read in so many processes, each of which finds `told` in `config.workerinput`.

    A worker that is killed fails the test it was at. Raises what a run in one process would: Failed, Interrupted.
    """
    work = in_files(session.items)
    turn = iter(range(len(work)))
    if reporter := session.config.pluginmanager.get_plugin("terminalreporter"):
        reporter.showfspath = False  # the tests of several files come mingled
    workers = [start(f"gw{place}", session, work, told) for place in range(number)]
    try:
        listen(session, {worker.line: worker for worker in workers}, turn)
    finally:
        for worker in workers:
            end(worker)
    return True


def start(name: str, session: pytest.Session, work: list[list[pytest.Item]], told: Told) -> Worker:
    ours, theirs = Pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    if process := os.fork():
        theirs.close()
        return Worker(name, process, ours)
    code = 1
    try:
        ours.close()
        be_a_worker(name, session, work, told, theirs)
        code = 0
    finally:
        os._exit(code)  # what follows in this process is the other's to do


def end(worker: Worker) -> None:
    worker.line.close()
    if not worker.said_goodbye:
        with suppress(ProcessLookupError):
            os.kill(worker.process, signal.SIGTERM)
    os.waitpid(worker.process, 0)


# The process that reports.


def listen(session: pytest.Session, at_work: dict[Connection, Worker], turn: Iterator[int]) -> None:
    while at_work:
        for line in wait(list(at_work)):
            assert isinstance(line, Connection)
            worker = at_work[line]
            try:
                kind, *words = line.recv()
            except (EOFError, ConnectionResetError):
                kind, words = "lost", []
            hear(session, worker, kind, words, turn)
            if kind in {"goodbye", "lost"}:
                del at_work[line]
        if session.shouldfail:
            raise session.Failed(session.shouldfail)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)


def hear(session: pytest.Session, worker: Worker, kind: str, words: list[Any], turn: Iterator[int]) -> None:
    hook = session.config.hook
    if kind == "what next":
        worker.line.send(next(turn, None))
    elif kind == "begins":
        worker.at_work_on = (words[0], words[1])
        hook.pytest_runtest_logstart(nodeid=words[0], location=words[1])
    elif kind == "report":
        hook.pytest_runtest_logreport(report=hook.pytest_report_from_serializable(config=session.config, data=words[0]))
    elif kind == "ends":
        hook.pytest_runtest_logfinish(nodeid=words[0], location=words[1])
    elif kind == "warning":
        hook.pytest_warning_recorded.call_historic(kwargs=words[0])
    elif kind == "broken":
        raise RuntimeError(f"{worker.name}:\n{words[0]}")
    elif kind == "goodbye":
        worker.said_goodbye = True
    else:
        hook.pytest_runtest_logreport(report=lost(worker))


def lost(worker: Worker) -> pytest.TestReport:
    nodeid, location = worker.at_work_on or (worker.name, (worker.name, None, worker.name))
    words = f"{worker.name} was lost in the middle of {nodeid}; what else it had of this file was not run."
    return pytest.TestReport(nodeid, location, {}, "failed", words, "call")


# A worker.


def be_a_worker(
    name: str, session: pytest.Session, work: list[list[pytest.Item]], told: Told, line: Connection
) -> None:
    try:
        settle_in(name, session.config, told)
        session.config.pluginmanager.register(Telling(session.config, line.send))
        run_all(session, work, lambda: ask(line))
        line.send(("goodbye",))
    except BaseException:
        line.send(("broken", traceback.format_exc()))


def ask(line: Connection) -> int | None:
    line.send(("what next",))
    number: int | None = line.recv()
    return number


def settle_in(name: str, config: pytest.Config, told: Told) -> None:
    """A name, a folder and files for what is printed, none of which another has; nothing is shown from here."""
    config.workerinput = {"workerid": name, **told}  # type: ignore[attr-defined]  # pytest-django asks for it there
    config.pluginmanager.unregister(name="terminalreporter")
    if capture := config.pluginmanager.get_plugin("capturemanager"):
        capture.stop_global_capturing()
        capture.start_global_capturing()
        capture.suspend_global_capture(in_=True)
    folders = config._tmp_path_factory  # type: ignore[attr-defined]
    folders._basetemp = folders.getbasetemp() / name
    folders._basetemp.mkdir()


def run_all(session: pytest.Session, work: list[list[pytest.Item]], what_next: Callable[[], int | None]) -> None:
    """The next piece is asked for before the last test of this one: what both stand on is kept, all else is ended."""
    number = what_next()
    while number is not None:
        for item, following in pairwise(work[number]):
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        last = work[number][-1]
        number = what_next()
        then = None if number is None else work[number][0]
        session.config.hook.pytest_runtest_protocol(item=last, nextitem=then)


class Telling:
    """Each thing a worker's pytest tells is told to the process that reports."""

    def __init__(self, config: pytest.Config, send: Callable[[tuple[Any, ...]], None]) -> None:
        self.config, self.send = config, send

    def pytest_runtest_logstart(self, nodeid: str, location: Any) -> None:
        self.send(("begins", nodeid, location))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        data = self.config.hook.pytest_report_to_serializable(config=self.config, report=report)
        self.send(("report", data))

    def pytest_runtest_logfinish(self, nodeid: str, location: Any) -> None:
        self.send(("ends", nodeid, location))

    def pytest_warning_recorded(
        self, warning_message: warnings.WarningMessage, when: str, nodeid: str, location: Any
    ) -> None:
        words = str(warning_message.message)
        plain = warnings.WarningMessage(
            words, warning_message.category, warning_message.filename, warning_message.lineno
        )
        given = {"warning_message": plain, "when": when, "nodeid": nodeid, "location": location}
        self.send(("warning", given))
