"""Templates of a language walked as one tree: what each of them alone would match, in the order of the file."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from akn.languages import codes, examples, load
from akn.languages.match import match_line
from akn.languages.shape import KINDS, Language
from akn.languages.slots import SLOTS
from akn.languages.templates import Choice, Gap, Literal, Sequence, SlotMatch, Templates, parse, readers
from akn.languages.view import view

ENGLISH = load("eng")


def _templates(code: str) -> list[tuple[str, Sequence]]:
    language = load(code)
    return [(kind, parse(t, language, SLOTS)) for kind in KINDS for t in language.lines.get(kind, ())]


Found = tuple[int, tuple[SlotMatch, ...]]


def _alone(pieces: Sequence, content: str, at: int, language: Language) -> Iterator[Found]:
    """What the pieces of one template match, one after another: where that ends, and what its slots found."""
    if not pieces:
        yield at, ()
        return
    piece, found = pieces[0], list[Found]()
    if isinstance(piece, Literal):
        found = [(at + len(piece.text), ())] if content.startswith(piece.text, at) else []
    elif isinstance(piece, Gap):
        found = [(at + 1, ())] * content.startswith(" ", at) + [(at, ())]
    elif isinstance(piece, Choice):
        for way in piece.ways:
            for end, inside in _alone(way, content, at, language):
                lone = len(inside) == 1 and inside[0].value and (inside[0].start, inside[0].end) == (at, end)
                name = (SlotMatch(piece.name, at, end, inside[0].value if lone else ""),) if piece.name else ()
                found.append((end, name + (() if name and lone else inside)))
    else:
        reads = [one for reader in SLOTS[piece.name] for one in reader(language, content, at)]
        found = [(end, (SlotMatch(piece.name, at, end, value),)) for end, value in reads]
    for end, slots in found:
        for last, more in _alone(pieces[1:], content, end, language):
            yield last, slots + more


@pytest.mark.parametrize("code", codes())
def test_the_tree_matches_what_each_template_matches_and_in_their_order(code: str) -> None:
    language, templates = load(code), _templates(code)
    tree, matched = Templates(templates, readers(language, SLOTS)), 0
    for example in examples(code):
        content = view(language, example.text).content
        for at in range(min(3, len(content))):
            alone = [(kind, *found) for kind, pieces in templates for found in _alone(pieces, content, at, language)]
            assert tree.matches(content, at) == alone
            whole = [found for found in tree.matches(content, at, len(content)) if found[1] == len(content)]
            assert whole[:1] == [found for found in alone if found[1] == len(content)][:1]
            matched += len(alone)
    assert matched > 15, "the examples of a language file show many of its lines"


@pytest.mark.parametrize(
    ("templates", "text", "ends"),
    [
        (("Item~{one|three|}",), "item three", [("0", 10), ("0", 5), ("0", 4)]),
        (("{[|}~on the report",), "on the report", [("0", 13)]),
        (("{[|}~on the report",), "[ on the report", [("0", 15)]),
        (("{number} years", "~{number} {years|days}"), "12 years", [("0", 8), ("1", 8)]),
        (("{who:all|none} of them", "{all|some}"), "all of them", [("0", 11), ("1", 3)]),
        (("~",), " x", [("0", 1), ("0", 0)]),
    ],
)
def test_choices_and_spaces_at_the_beginning_are_tried_in_their_order(
    templates: tuple[str, ...], text: str, ends: list[tuple[str, int]]
) -> None:
    tree = Templates(((str(i), parse(t, ENGLISH, SLOTS)) for i, t in enumerate(templates)), readers(ENGLISH, SLOTS))
    assert [(kind, end) for kind, end, _ in tree.matches(text, 0)] == ends


def test_a_choice_with_a_name_is_reported_before_what_its_slots_find() -> None:
    tree = Templates([("vote", parse("{who:all|{number}} of them", ENGLISH, SLOTS))], readers(ENGLISH, SLOTS))
    found = [slots for text in ("all of them", "12 of them") for _, _, slots in tree.matches(text, 0)]
    assert [[(f.name, f.start, f.end, f.value) for f in slots] for slots in found] == [
        [("who", 0, 3, "")],
        [("who", 0, 2, "12")],
    ]


def test_a_control_character_in_a_template_stands_for_itself() -> None:
    expected = (Literal("no\x1f"), Choice(((Literal("a"),), (Literal("b"),))))
    assert parse("No\x1f{a|b}", ENGLISH, SLOTS) == expected


def test_lines_that_begin_with_many_different_characters_leave_little_in_memory() -> None:
    match_line(ENGLISH, "United Nations")
    tracemalloc.start()
    try:
        for character in range(0x3400, 0x3400 + 5000):
            match_line(ENGLISH, f"{chr(character)} x")
        assert tracemalloc.get_traced_memory()[0] < 1 << 20
    finally:
        tracemalloc.stop()


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


@pytest.mark.parametrize("space", [" ", ""])
def test_a_name_with_a_bracket_is_known_where_the_space_before_it_is_lost(space: str) -> None:
    found = match_line(
        ENGLISH, f"[on the report of the Special Political and Decolonization Committee{space}(Fourth Committee)]"
    )
    assert found is not None
    assert found.value("committee") == "unga-c4"


def test_a_long_paragraph_with_a_number_is_no_line_of_a_kind() -> None:
    assert (
        match_line(ENGLISH, "2. Requests the keepers to open the meetings to readers in their ninth session, " * 3)
        is None
    )


@pytest.mark.parametrize(
    ("full", "line"),
    [("{the |}{day} {month} {year}", "Date: the 9 June 2044"), ("Ω {day} {month} {year}", "Date: Ω 9 June 2044")],
)
def test_a_date_of_a_language_may_begin_with_words(full: str, line: str) -> None:
    language = replace(ENGLISH, dates=replace(ENGLISH.dates, full=(full,)))
    tree = Templates([("date", parse("Date: {date}", language, SLOTS))], readers(language, SLOTS))
    content = view(language, line).content
    (found,) = tree.matches(content, 0, len(content))
    assert (found[1], found[2][0].value) == (len(content), "2044-06-09")
