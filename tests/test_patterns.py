"""Patterns that are compiled anywhere take time in proportion to their texts, also to those made to be slow."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.every_pattern import ROOT, is_asked_at_a_place, seconds, slow, slowest
from tests.thorough import of_full


@pytest.mark.timeout(600)  # some seconds of a processor that has nothing else to do
def test_every_pattern_takes_time_in_proportion_to_its_text() -> None:
    line = [sys.executable, "-m", "tests.every_pattern", "--one-in", str(of_full(1, 5))]
    run = subprocess.run(line, cwd=ROOT, capture_output=True, check=True)
    told = json.loads(run.stdout)
    assert told["patterns"] > 2000
    assert told["slow"] == []


@pytest.mark.parametrize(
    ("pattern", "start", "again"),
    [("(?:a+)+b", "", "a"), ("(?:[ ,]*(?:a|b)[ ,]*)+x", "", "a "), ("a[^b]*b", "", "a"), (r"\d+x", "", "1")],
)
def test_a_pattern_whose_work_outgrows_its_text_is_told(pattern: str, start: str, again: str) -> None:
    # 320 signs, 1,280 and 5,120 are enough; those that follow 4,000 would take ten times as long.  So short a text is
    # searched in a tenth of a millisecond: a busy processor may hide once how that grows
    made = re.compile(pattern)
    assert any(slow(made, start, again, at_a_place=False, short=320) > 1 for _ in range(3))


@pytest.mark.parametrize("pattern", ["a[^ab]*b", "(?<!a)a+b", r"\w{1,40}x", r"[ ,]{0,9}(?:(?:a|b)[ ,]*)+"])
def test_a_pattern_that_keeps_step_with_its_text_is_not_told(pattern: str) -> None:
    assert slowest(re.compile(pattern), ["a b, a"], at_a_place=False, draws=20) == ("", "", 0.0)


@pytest.mark.parametrize(
    ("taken", "told"), [((0.6, 0.1, 0.2), 0.1), ((0.6, 0.5, 0.1), 0.5), ((0.001, 9.0, 9.0), 0.001)]
)
def test_one_slow_try_alone_tells_nothing(
    taken: tuple[float, ...], told: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(time for spent in taken for time in (0.0, spent))
    monkeypatch.setattr("tests.every_pattern.time.process_time", lambda: next(clock))
    assert seconds(re.compile("a"), "a", at_a_place=False, enough=0.01) == told


def test_what_matches_at_a_place_alone_is_not_searched_with() -> None:
    line = next(
        number
        for number, line in enumerate((ROOT / "converters/formats/pdf/furniture.py").read_text().splitlines(), 1)
        if line.startswith("_symbol = ")
    )
    assert is_asked_at_a_place(f"converters/formats/pdf/furniture.py:{line}")
    assert slow(re.compile(r"\d+x"), "", "1", at_a_place=True) == 0
