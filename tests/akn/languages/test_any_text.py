"""Whatever the text: nothing raises, offsets lie inside it, work grows no faster than it does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.errors import DataError
from akn.languages import codes, detect_language, examples, load
from akn.languages.dates import find_dates
from akn.languages.labels import HIGHEST, match_label, ordinal_words
from akn.languages.match import match_formula, match_line, match_lines
from akn.languages.slots import SLOTS
from akn.languages.templates import parse
from akn.languages.view import view
from tests.strategies import ANY
from tests.work import calls, within

LINES = st.one_of(
    st.text(ANY, max_size=120),
    st.lists(
        st.sampled_from(sorted({e.text for code in codes() for e in examples(code) if e.test in ("line", "label")})),
        max_size=3,
    ).map(" ".join),
    st.text(alphabet="[]()0123456789/.-– AXIViaأبвс第号", max_size=60),
)
LANGUAGES = st.sampled_from(codes())


@given(LINES, LANGUAGES)
def test_lines_survive_and_their_parts_lie_inside_them(text: str, code: str) -> None:
    language = load(code)
    match_formula(language, text)
    match_line(language, text)
    last = 0
    for found in match_lines(language, text):
        assert last <= found.start < found.end <= len(text)
        last = found.end
        for group in found.groups:
            assert found.start <= group.start < group.end <= found.end


@given(LINES, LANGUAGES)
def test_labels_survive_and_are_the_beginning_of_the_text(text: str, code: str) -> None:
    found = match_label(load(code), text)
    if found is not None:
        assert found.readings
        assert found.printed in text[: found.end]


@given(LINES, LANGUAGES)
def test_dates_survive_and_are_days_of_the_calendar(text: str, code: str) -> None:
    for found in find_dates(load(code), text):
        assert 0 <= found.start < found.end <= len(text)
        assert len(found.value) == 10


@given(st.text(ANY, max_size=300))
def test_detection_survives_and_its_share_is_a_share(text: str) -> None:
    found = detect_language(text)
    assert 0.0 <= found.share <= 1.0
    assert found.code in (*codes(), "")


@given(st.text(ANY, max_size=200), LANGUAGES)
def test_a_view_leads_back_into_the_text(text: str, code: str) -> None:
    seen = view(load(code), text)
    offsets = [seen.start(i) for i in range(len(seen.content))]
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)
    for i in range(len(seen.content)):
        assert seen.start(i) < seen.end(i + 1) <= len(text)


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize(
    "piece", ["[", "(", "1/", "A/", "second ", "1 and ", "الجمعية العامة ", "第一", "x" * 50 + " "]
)
def test_a_line_built_to_be_hard_comes_to_an_end(code: str, piece: str) -> None:
    language = load(code)
    text = piece * (5600 // len(piece))
    with within(20):
        match_line(language, text)
        match_formula(language, text[:190])
        match_label(language, text)


def test_a_million_characters_are_no_line() -> None:
    language = load("eng")
    assert match_line(language, "a" * 1_000_000) is None
    assert calls(lambda: match_line(language, "a" * 1_000_000)) < 50


@pytest.mark.parametrize("code", codes())
def test_every_session_up_to_the_highest_has_a_name(code: str) -> None:
    language = load(code)
    assert set(ordinal_words(language).values()) == set(range(1, HIGHEST + 1))


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{nothing}", "unknown slot {nothing}"),
        ("{a|b", "brace without its twin"),
        ("a}", "brace without its twin"),
        ("{date", "brace without its twin"),
    ],
)
def test_a_template_that_is_wrong_is_told(template: str, message: str) -> None:
    with pytest.raises(DataError, match=message.replace("{", r"\{").replace("}", r"\}")):
        parse(template, load("eng"), SLOTS)
