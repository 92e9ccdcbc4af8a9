"""How far a batch is, told on a terminal, in a log, or not at all."""

from __future__ import annotations

import io
import sys

import pytest

from converters.batch import progress as shown
from converters.batch.progress import Bar, Lines, PagesTold, Silence, progress
from converters.batch.task import Outcome
from converters.conversion import Status


def _never() -> int:
    raise AssertionError("inputs are counted although nobody sees it")


def test_quiet_is_silent_and_counts_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(_never, quiet=True) as bar:
        bar.add(Outcome("a", "", Status.FAILED))
    assert capsys.readouterr().err == ""


def test_a_log_gets_a_line_every_ten_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 3.0, 9.9, 10.0, 12.0, 20.0])
    lines = Lines(100, clock=lambda: next(times))
    for status in (Status.CONVERTED, Status.CONVERTED, Status.FAILED, Status.CONVERTED, Status.CONVERTED):
        lines.add(Outcome("a", "", status))
    assert capsys.readouterr().err.splitlines() == [
        "akn: 3/100 done, 1 with errors, 0.3/s",
        "akn: 5/100 done, 1 with errors, 0.2/s, 6 min 20 s left",
    ]


def test_pages_of_each_input_are_told_every_ten_seconds() -> None:
    times = iter([0.0, 1.0, 10.0, 11.0, 12.0, 20.0])
    lines: list[str] = []
    pages = PagesTold(lines.append, clock=lambda: next(times))
    for name, done in (("a.pdf", 1), ("b.pdf", 1), ("a.pdf", 6), ("b.pdf", 5), ("a.pdf", 7), ("a.pdf", 11)):
        pages(name, done, 11)
    assert lines == [
        "akn: a.pdf: 6 of 11 pages read, 10 s left",
        "akn: b.pdf: 5 of 11 pages read, 15 s left",
    ], "nothing when all are"


def test_a_terminal_gets_a_bar_and_other_lines_stand_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich")

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    bar = progress(lambda: 4)
    assert isinstance(bar, Bar)
    with progress(lambda: None) as unknown:
        unknown.add(Outcome("a", "", Status.CONVERTED))
    with bar:
        bar.add(Outcome("a", "", Status.CONVERTED))
        bar.print("a.txt: error [B101]: why")
        bar.add(Outcome("b", "", Status.FAILED))
    assert "a.txt: error [B101]: why\n" in terminal.getvalue()
    assert "2/4" in terminal.getvalue()


def test_a_terminal_without_rich_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    def missing(_total: int) -> Bar:
        raise ImportError("rich")

    monkeypatch.setattr(shown, "Bar", missing)
    assert isinstance(progress(lambda: 1), Lines)


def test_where_nobody_knows_how_many_there_are_no_end_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 11.0])
    Lines(None, clock=lambda: next(times)).add(Outcome("a.zip!/a", "", Status.CONVERTED))
    assert capsys.readouterr().err == "akn: 1 done, 0 with errors, 0.1/s\n"


def test_more_inputs_than_were_counted_is_no_negative_time(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 11.0, 22.0])
    lines = Lines(1, clock=lambda: next(times))
    lines.add(Outcome("a.zip!/a", "", Status.CONVERTED))
    lines.add(Outcome("a.zip!/b", "", Status.CONVERTED))
    assert "2/2 done" in capsys.readouterr().err
    assert isinstance(lines, Silence)
