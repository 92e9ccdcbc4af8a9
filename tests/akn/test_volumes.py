"""Volumes: several works in one source, each from its number to its closing lines."""

from __future__ import annotations

import pytest

from akn.blocks import Block, Blocks, NoteBlock
from akn.diagnostics import Code
from akn.text import Kind, Text, mark
from akn.volumes import split

FIRST = [
    "Resolution 900 (2044)",
    "of 4 March 2044",
    "The Security Council,",
    "Having heard the wardens of the northern quays,",
    "1. Decides to keep the lamps lit;",
    "Adopted unanimously at the 9999th meeting.",
]
SECOND = [
    "901 (2044). Tidal libraries",
    "The Security Council,",
    "Recalling its resolution 900 (2044),",
    "1. Urges all keepers to report.",
    "Adopted at the 10000th meeting by 13 votes to none, with 2 abstentions (Atlantis,",
    "Lyonesse).",
]
BETWEEN = ["Decisions", "At its 9999th meeting, the Council decided to invite the keepers", "Part two"]


def _blocks(*lines: str) -> Blocks:
    return tuple(Block(Text(line), page=1) for line in lines)


def _words(blocks: Blocks) -> list[str]:
    return [b.text.content for b in blocks if isinstance(b, Block)]


def test_each_work_goes_from_its_number_to_its_closing_lines() -> None:
    volume = split(_blocks("Resolutions of the Council of Tides", *FIRST, *BETWEEN, *SECOND))
    assert volume is not None
    assert [work.number for work in volume.works] == ["900 (2044)", "901 (2044)"]
    assert [_words(work.blocks) for work in volume.works] == [FIRST, SECOND]
    assert _words(volume.between) == ["Resolutions of the Council of Tides", *BETWEEN]


def test_an_annex_after_the_closing_lines_belongs_to_its_work() -> None:
    annex = ["Annex", "List of lamps", "The lamp of the north"]
    volume = split(_blocks(*FIRST, *annex, *SECOND))
    assert volume is not None
    assert _words(volume.works[0].blocks) == [*FIRST, *annex]
    assert volume.between == ()


@pytest.mark.parametrize(
    "lines",
    [
        FIRST,
        [*FIRST[:4], "Recalling resolution 901 (2044),", *FIRST[4:]],
        [*FIRST[:-1], "Resolution 901 (2044)", "1. Resolution 901 (2044) is recalled;"],
        [*FIRST, "Annex", "The Security Council,", "Bearing in mind the tides,"],
        [],
    ],
)
def test_one_work_is_no_volume(lines: list[str]) -> None:
    assert split(_blocks(*lines)) is None


def test_notes_go_with_their_calls() -> None:
    def called(text: str, key: str) -> Block:
        return Block(Text(text, (mark(len(text), len(text), Kind.NOTE, key=key),)), page=1)

    first, second = list(_blocks(*FIRST)), list(_blocks(*SECOND))
    first[3], second[2] = called(FIRST[3], "a"), called(SECOND[2], "b")
    notes = [NoteBlock(key, key, _blocks(f"See the almanac, part {key}."), page=1) for key in ("b", "a", "c")]  # type: ignore[arg-type]
    volume = split((*first, *second, *notes))
    assert volume is not None
    held = [[n.key for n in work.blocks if isinstance(n, NoteBlock)] for work in volume.works]
    assert held == [["a", "c"], ["b"]], "one that nobody calls goes with the work that ends on its page"


def test_a_formula_without_a_number_before_it_begins_no_work() -> None:
    assert (
        split(_blocks("The Security Council,", "Noting the tides,", "The Security Council,", "Recalling them,")) is None
    )


@pytest.mark.parametrize(
    ("language", "number", "formula", "closing"),
    [
        ("fra", "Résolution 900 (2044)", "Le Conseil de sécurité,", "9999e séance"),
        ("spa", "Resolución 900 (2044)", "El Consejo de Seguridad,", "9999ª sesión"),
        ("rus", "Резолюция 900 (2044)", "Совет Безопасности,", "9999-е заседание"),
        ("ara", "القرار 900 (2044)", "إن مجلس الأمن،", "الجلسة 9999"),
        ("zho", "第900（2044）号决议", "安全理事会，", "第9999次会议"),
    ],
)
def test_works_are_found_in_every_language(language: str, number: str, formula: str, closing: str) -> None:
    lines = [number, formula, "1. …", closing]
    again = [line.replace("900", "901") for line in lines]
    volume = split(_blocks(*lines, "* * *", *again), language=language)
    assert volume is not None
    assert [work.number for work in volume.works] == ["900 (2044)", "901 (2044)"]
    assert _words(volume.between) == ["* * *"]


ASSEMBLY = [
    "The General Assembly,",
    "1. Decides to keep the lamps lit.",
    "1934th plenary meeting,",
    "21 September 1971.",
]


def test_numbers_that_are_hard_to_read_are_settled_by_their_neighbours() -> None:
    volume = split(
        _blocks("2751 (XXVl). Tides", *ASSEMBLY, "2752 (XXVJ). Quays", *ASSEMBLY, "2753 (XXVI). Lamps", *ASSEMBLY)
    )
    assert volume is not None
    assert [work.number for work in volume.works] == ["2751 (XXVI)", "2752 (XXVI)", "2753 (XXVI)"]
    assert [_words(work.blocks)[0] for work in volume.works][:2] == ["2751 (XXVI). Tides", "2752 (XXVI). Quays"]
    assert [d.code for d in volume.noticed] == [Code.NUMBER_SETTLED] * 2


def test_a_number_that_a_date_contradicts_is_doubtful_where_it_was_recognised() -> None:
    lines = [line.replace("900 (2044)", "237 (1967)").replace("March 2044", "June 1967") for line in FIRST]
    again = [line.replace("900 (2044)", "238 (1967)").replace("March 2044", "June 1967") for line in FIRST]
    read, recognised = (split(_blocks(*lines, *again), recognised=way) for way in (False, True))
    assert read is not None
    assert recognised is not None
    assert [work.doubtful for work in read.works] == [False, False]
    assert [work.doubtful for work in recognised.works] == [True, False], "237 was adopted on 14 June"
    assert recognised.works[0].number == "237 (1967)"
    assert [d.code for d in recognised.noticed] == [Code.NUMBER_DOUBTFUL]
