"""What a template tells before it is walked: it may reject no line that it matches."""

from __future__ import annotations

from functools import partial

import pytest

from akn.languages import codes, load
from akn.languages.match import match_line
from akn.languages.slots import SLOTS, slot_firsts, slot_longest
from akn.languages.templates import beginnings, longest, parse

ENGLISH = load("eng")


def _any(_slot: str) -> tuple[str]:
    return ("",)


def _pieces(template: str) -> tuple[object, ...]:
    return parse(template, ENGLISH, SLOTS)


def test_the_longest_match_is_that_of_the_longest_ways() -> None:
    assert longest(_pieces("Item~{one|three|}"), partial(slot_longest, ENGLISH)) == len("item three")


def test_a_rest_of_a_line_has_no_bound() -> None:
    assert longest(_pieces("Annex {label}~{title}"), partial(slot_longest, ENGLISH)) == float("inf")


def test_a_space_that_may_be_missing_is_no_beginning_of_its_own() -> None:
    assert set(beginnings(_pieces("{[|}~on the report"), _any)) == {"[", " ", "on the report"}
    assert beginnings(_pieces("~{date}"), _any) == ("",)
    assert set(beginnings(_pieces("~{number} years"), partial(slot_firsts, ENGLISH))) == {" ", *"0123456789"}


@pytest.mark.parametrize("code", codes())
def test_no_slot_finds_more_than_it_says(code: str) -> None:
    language = load(code)
    digits = "1" * 300
    for name, read in SLOTS.items():
        assert all(end <= slot_longest(language, name) for end, _ in read(language, digits, 0))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("97/118. " + "Libraries of the tidal coasts and of all that they hold for readers " * 2, "titleNumber"),
        ("Annex II – " + "Rules of the reading rooms between high water and low water, and more " * 2, "annex"),
        ("[on the report of " + "the Council of Coasts, " * 4 + "(A/97/3 and A/97/3/Add.1, para. 12)]", "proponent"),
    ],
)
def test_long_lines_that_are_of_a_kind_are_found(line: str, kind: str) -> None:
    found = match_line(ENGLISH, line.strip())
    assert found is not None
    assert found.kind == kind


def test_a_long_paragraph_with_a_number_is_no_line_of_a_kind() -> None:
    assert (
        match_line(ENGLISH, "2. Requests the keepers to open the meetings to readers in their ninth session, " * 3)
        is None
    )
