"""`pytest --workers N`: the tests are collected once, and run by N forks of the process that collected them.

Workers that are started anew would each collect all tests; a fork has them, and the modules that they import, and sends
no word of a test that passes.  A worker takes the tests of its part of the list one after the other, as tests of one
file share what they have made; when these are done, half of the longest part that is left.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import warnings
from multiprocessing.connection import Connection, wait
from tempfile import TemporaryFile
from typing import Any, Literal

import pytest

_SECONDS = 0.5
"""How often it is looked which tests have passed."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--workers N`: how many processes run the tests; with none they run in this one."""
    parser.addoption("--workers", type=int, default=0, help="run the tests in as many forks of this process")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse what forks would share: the files that keep what is printed."""
    if config.getoption("workers") and config.getoption("capture") == "fd":
        raise pytest.UsageError("--workers needs --capture=sys: workers would share the files of --capture=fd")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run the tests in forks, if that is asked."""
    count = min(session.config.getoption("workers"), len(session.items))
    if not count or session.config.option.collectonly or session.testsfailed:
        return None
    parts = _Parts(len(session.items), count)
    workers: dict[Connection, tuple[int, int]] = {}
    ended = []
    for number in range(count):
        if not _fork(session, parts, number, workers):
            return True
    while workers:
        for connection in wait(list(workers), _SECONDS):
            assert isinstance(connection, Connection)
            try:
                kind, told = connection.recv()
            except EOFError:
                kind, told = "lost", None
            if kind in ("report", "warning", "error"):
                _tell(session, kind, told)
                continue
            number, process = workers.pop(connection)
            connection.close()
            if kind == "end":
                ended.append(process)
                continue
            # a worker says that it ends: who does not has been ended, by the test it was at
            words = f"its worker ended with {os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])}"
            _report(session, _of(session.items[parts.at[number]], "failed", words))
            if not _fork(session, parts, number, workers):
                return True
        for test, seconds in parts.passed():
            _report(session, _of(session.items[test], "passed", None, seconds))
        if session.shouldfail or session.shouldstop:
            parts.empty()
    for process in ended:
        os.waitpid(process, 0)
    if session.shouldfail:
        raise session.Failed(session.shouldfail)
    if session.shouldstop:
        raise session.Interrupted(session.shouldstop)
    return True


class _Parts:
    """The tests that no worker has taken yet: of each worker, where its part of the list begins and ends."""

    def __init__(self, tests: int, workers: int) -> None:
        forks = multiprocessing.get_context("fork")
        ends = [tests * worker // workers for worker in range(workers + 1)]
        self._lock = forks.Lock()
        self._begin = forks.RawArray("l", ends[:-1])
        self._end = forks.RawArray("l", ends[1:])
        self.at = forks.RawArray("l", workers)
        """The test at which each worker is."""
        self.following = forks.RawArray("l", [-1] * workers)
        """The test that each worker has taken for the time after, or -1."""
        self.seconds = forks.RawArray("d", [-1] * tests)
        """How long each test took that passed and of which nobody has been told."""

    def take(self, worker: int) -> int:
        """The next test of a worker, or -1 if all are taken."""
        begin, end = self._begin, self._end
        with self._lock:
            if begin[worker] == end[worker]:
                longest = max(range(len(begin)), key=lambda other: end[other] - begin[other])
                begin[worker], end[worker] = (begin[longest] + end[longest]) // 2, end[longest]
                end[longest] = begin[worker]
            if begin[worker] == end[worker]:
                return -1
            begin[worker] += 1
            return int(begin[worker] - 1)

    def passed(self) -> list[tuple[int, float]]:
        """The tests that have passed since this was last asked, and how long they took."""
        passed = [(test, seconds) for test, seconds in enumerate(self.seconds) if seconds >= 0]
        for test, _ in passed:
            self.seconds[test] = -1
        return passed

    def empty(self) -> None:
        """Leave nothing to take."""
        with self._lock:
            self._begin[:] = self._end[:]


def _fork(session: pytest.Session, parts: _Parts, number: int, workers: dict[Connection, tuple[int, int]]) -> bool:
    """Start a worker: true in this process; false in the worker, when it has run its tests."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    sys.stdout.flush()
    sys.stderr.flush()
    if process := os.fork():
        sender.close()
        workers[receiver] = number, process
        return True
    for connection in (receiver, *workers):
        connection.close()
    # what processes of tests print is kept for those that fail; at the end of this one all errors are seen again
    errors = os.dup(2)
    with TemporaryFile() as kept:
        os.dup2(kept.fileno(), 1)
        os.dup2(kept.fileno(), 2)
    teller = _Teller(session.config, sender, parts, number)
    # what a worker that was lost had taken is there already
    if parts.following[number] == -1:
        parts.following[number] = parts.take(number)
    while parts.following[number] != -1:
        parts.at[number], parts.following[number] = parts.following[number], parts.take(number)
        items = [session.items[test] if test != -1 else None for test in (parts.at[number], parts.following[number])]
        session.config.hook.pytest_runtest_protocol(item=items[0], nextitem=items[1])
    os.dup2(errors, 2)
    teller.tell("end", None)
    return False


class _Teller:
    """The plug-in of a worker that tells what it hears."""

    def __init__(self, config: pytest.Config, sender: Connection, parts: _Parts, number: int) -> None:
        self._config = config
        self._parts = parts
        self._number = number
        self._begin = 0
        self._sender: Connection | None = None
        config.pluginmanager.register(self)
        self._sender = sender  # now: who is registered hears of all earlier warnings, which are told

    def tell(self, kind: str, told: Any) -> None:
        """Send something to the first process."""
        if self._sender is not None:
            self._sender.send((kind, told))

    def pytest_runtest_logstart(self) -> None:
        """Note where begins what the processes of a test print."""
        self._begin = os.lseek(1, 0, os.SEEK_CUR)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """What became of a test: that it passed costs no message, but of a law how many examples were tried is told."""
        if not report.passed or hasattr(report, "wasxfail") or "hypothesis" in report.keywords:
            if report.failed and (printed := os.pread(1, 100_000, self._begin)):
                report.sections.append(("Captured output of processes", printed.decode(errors="replace")))
            self.tell("report", self._config.hook.pytest_report_to_serializable(config=self._config, report=report))
        elif report.when == "call":
            self._parts.seconds[self._parts.at[self._number]] = report.duration

    def pytest_warning_recorded(self, warning_message: warnings.WarningMessage, when: str, nodeid: str) -> None:
        """A warning that is no error."""
        heard = warning_message
        kept = warnings.WarningMessage(str(heard.message), heard.category, heard.filename, heard.lineno)
        self.tell("warning", {"warning_message": kept, "when": when, "nodeid": nodeid, "location": None})

    def pytest_internalerror(self, excrepr: object) -> None:
        """What broke the worker itself."""
        self.tell("error", str(excrepr))


def _tell(session: pytest.Session, kind: str, told: Any) -> None:
    """Tell the plug-ins of this process what a worker told."""
    hook = session.config.hook
    if kind == "error":
        print(told, file=sys.__stderr__)
    elif kind == "warning":
        hook.pytest_warning_recorded.call_historic(kwargs=told)
    else:
        _report(session, hook.pytest_report_from_serializable(config=session.config, data=told))


def _report(session: pytest.Session, report: pytest.TestReport) -> None:
    session.config.hook.pytest_runtest_logreport(report=report)
    session.config.hook.pytest_runtest_logfinish(nodeid=report.nodeid, location=report.location)


def _of(
    item: pytest.Item, outcome: Literal["passed", "failed"], words: str | None, seconds: float = 0
) -> pytest.TestReport:
    """The report of a test whose worker sent none."""
    return pytest.TestReport(item.nodeid, item.location, {item.name: 1}, outcome, words, "call", duration=seconds)
