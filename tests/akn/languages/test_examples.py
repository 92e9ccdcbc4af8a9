"""Every language file carries its own examples; here they run.  A new file is found by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akn.languages import action_keys, codes, detect_language, examples, load
from akn.languages.actions import find_opening
from akn.languages.dates import find_dates
from akn.languages.labels import match_label
from akn.languages.match import match_formula, match_line
from akn.languages.shape import Example, Language
from akn.languages.slots import SLOTS
from akn.languages.tables import ActionPlace, is_composed
from akn.languages.view import plain
from akn.text import Text

EXAMPLES = [(load(code), example) for code in codes() for example in examples(code)]


def _formula(language: Language, example: Example) -> None:
    found = match_formula(language, example.text)
    assert found is not None
    assert found.actor == example.body
    assert example.text[found.start : found.end] == example.text


def _line(language: Language, example: Example) -> None:
    found = match_line(language, example.text)
    if example.none:
        assert found is None
        return
    assert found is not None
    assert (found.kind, found.body) == (example.kind, example.body)
    assert {name: found.value(name) for name in example.groups} == dict(example.groups)
    for group in found.groups:
        assert 0 <= group.start < group.end <= len(example.text)


def _label(language: Language, example: Example) -> None:
    found = match_label(language, example.text)
    if example.none:
        assert found is None
        return
    assert found is not None
    assert found.printed == example.value
    assert {f"{alphabet} {place}" for alphabet, place in found.readings} == set(example.readings)
    assert not example.text[found.end].isspace()


def _opening(language: Language, example: Example) -> None:
    where: ActionPlace = "preamble" if example.where == "preamble" else "operative"
    found = find_opening(Text(example.text), language, where)
    assert found is not None
    assert (found.key, found.phrase, found.corrected) == (example.key, example.phrase, example.value)
    assert example.text[found.start : found.end] == example.phrase
    assert found.key in action_keys() or is_composed(found.key, action_keys(), language.actions)


def _ordinal(language: Language, example: Example) -> None:
    content = plain(language, example.text).strip()
    found = [end for reads in SLOTS["ordinal"] for end in reads(language, content, 0)]
    assert (len(content), example.value) in found


def _date(language: Language, example: Example) -> None:
    assert [found.value for found in find_dates(language, example.text)] == [example.value]


def _detect(language: Language, example: Example) -> None:
    assert detect_language(example.text).code == language.code


TESTS: dict[str, Callable[[Language, Example], None]] = {
    "formula": _formula,
    "line": _line,
    "label": _label,
    "opening": _opening,
    "ordinal": _ordinal,
    "date": _date,
    "detect": _detect,
}


@pytest.mark.parametrize(("language", "example"), EXAMPLES, ids=lambda v: getattr(v, "code", None) or v.text[:40])
def test_the_example_holds(language: Language, example: Example) -> None:
    TESTS[example.test](language, example)


@pytest.mark.parametrize("code", codes())
def test_every_language_shows_each_thing_it_must_know(code: str) -> None:
    shown = {example.test for example in examples(code)}
    assert shown == set(TESTS)
    bodies = {example.body for example in examples(code) if example.test == "formula"}
    assert {"unga", "unsc", "unga-hrc", "unecosoc"} <= bodies
    kinds = {example.kind for example in examples(code) if example.test == "line"}
    assert {"publisher", "authority", "date", "session", "adoption", "adoptionMeeting", "proponent", "meeting"} <= kinds


def test_the_examples_of_all_languages_were_collected() -> None:
    assert len(EXAMPLES) >= 30 * len(codes())
