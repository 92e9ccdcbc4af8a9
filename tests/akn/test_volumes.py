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


@pytest.mark.parametrize(
    ("language", "number", "formula"),
    [
        ("ara", "2801 (د - 26). مسألة المنارات", "إن الجمعية العامة،"),
        ("ara", "القرار 2801 (د-26)", "إن الجمعية العامة،"),
        ("zho", "第2801（二十六）号决议", "大会，"),
        ("zho", "2801(XXVI).灯塔问题", "大会，"),
    ],
)
def test_sessions_are_counted_as_each_language_prints_them(language: str, number: str, formula: str) -> None:
    lines = [number, formula, "1. …"]
    volume = split(_blocks(*lines, *(line.replace("2801", "2802") for line in lines)), language=language)
    assert volume is not None
    assert [work.number for work in volume.works] == ["2801 (XXVI)", "2802 (XXVI)"]
    assert not any(work.doubtful for work in volume.works)
    assert volume.works[0].blocks[0].text.content == number, "the words stay as printed"


MASTHEAD = [
    "United Nations",
    "A/RES/99/13",
    "General Assembly",
    "Distr.: General",
    "20 December 2044",
    "Ninety-ninth session",
    "Agenda item 18 (b)",
    "Culture and sustainable development:",
    "culture of the sea",
    "Resolution adopted by the General Assembly on 10 December 2044",
    "[on the report of the Second Committee (A/99/310, para. 9)]",
]
LAMPS = ["99/12. Lamps", "The General Assembly,", "1. Decides to keep the lamps lit.", "51st plenary meeting"]
QUAYS = ["99/13. Quays", "The General Assembly,", "1. Decides to mend the quays.", "52nd plenary meeting"]


@pytest.mark.parametrize("masthead", [MASTHEAD, MASTHEAD[1:2], [*MASTHEAD[1:2], "Towers"], MASTHEAD[5:], MASTHEAD[-2:]])
@pytest.mark.parametrize(
    "tail", [[], ["9 December 2044"], ["9 December 2044", "Annex", "Lamps", "1. The lamp of the north"]]
)
def test_a_masthead_belongs_to_the_work_below_it(masthead: list[str], tail: list[str]) -> None:
    volume = split(_blocks(*LAMPS, *tail, *masthead, *QUAYS))
    assert volume is not None
    assert [_words(work.blocks) for work in volume.works] == [[*LAMPS, *tail], [*masthead, *QUAYS]]
    assert [work.number for work in volume.works] == ["99/12", "99/13"]
    assert volume.between == ()


@pytest.mark.parametrize(
    "lines",
    [
        ["General Assembly", "Ninety-ninth session"],  # a running head
        ["United Nations", "A/RES/99/20", "Towers"],  # the symbol of another work
        ["A/RES/99/13", "At its 51st meeting, the Assembly decided to invite the keepers."],
        ["Part two", "Ninety-ninth session"],
    ],
)
def test_other_lines_between_works_are_no_masthead(lines: list[str]) -> None:
    volume = split(_blocks(*LAMPS, *lines, *QUAYS))
    assert volume is not None
    assert _words(volume.between) == lines
    assert [_words(work.blocks) for work in volume.works] == [LAMPS, QUAYS]


def test_lines_above_a_masthead_stay_between() -> None:
    volume = split(_blocks("Contents", "A/RES/99/13", "Quays", "Part one.", *LAMPS, "Part two", *MASTHEAD, *QUAYS))
    assert volume is not None
    assert _words(volume.between) == ["Contents", "A/RES/99/13", "Quays", "Part one.", "Part two"]
    assert volume.before == (0, 0, 0, 0, 1)


def test_a_symbol_of_several_parts_is_that_of_its_number() -> None:
    volume = split(_blocks(*LAMPS, "A/RES/99/13 A-B", *QUAYS))
    assert volume is not None
    assert _words(volume.works[1].blocks) == ["A/RES/99/13 A-B", *QUAYS]


def test_states_below_the_name_of_a_vote_belong_to_the_closing_lines() -> None:
    vote = ["Adopted by a recorded vote of 30 to 2, with 1 abstention:", "Abstaining:", "Lyonesse"]
    volume = split(_blocks(*LAMPS, *vote, "Part two", *QUAYS))
    assert volume is not None
    assert _words(volume.works[0].blocks) == [*LAMPS, *vote]
    assert _words(volume.between) == ["Part two"]


@pytest.mark.parametrize(
    ("lines", "outside"),
    [
        (["Ys, AvalonAgainst:", "Atlantis", "Lyonesse and Lemuria.]"], 0),
        (["Ys, AvalonAgainst:", "Atlantis", "Lyonesse and Lemuria"], 3),  # the bracket is never closed
    ],
)
def test_closing_lines_end_where_their_bracket_is_closed(lines: list[str], outside: int) -> None:
    vote = ["[Adopted by a recorded vote of 30 to 2, with 1 abstention. The voting was as follows:", *lines]
    volume = split(_blocks(*LAMPS, *vote, "Part two", *QUAYS))
    assert volume is not None
    assert _words(volume.between) == [*vote[len(vote) - outside :], "Part two"]


ASSEMBLY = [
    "The General Assembly,",
    "1. Decides to keep the lamps lit.",
    "1934th plenary meeting,",
    "21 September 1971.",
]


@pytest.mark.parametrize(("below", "outside"), [("of the year.", 0), ("The list of lamps", 1)])
def test_the_rest_of_a_closing_line_belongs_to_it(below: str, outside: int) -> None:
    first = [*FIRST[:-1], "2020th plenary meeting, 14 December 2044", below]
    volume = split(_blocks(*first, *SECOND))
    assert volume is not None
    assert len(volume.between) == outside


def test_the_day_in_the_line_of_a_number_is_that_of_the_work() -> None:
    lines = ["Resolution 237 (1967) of 4 June 1967", *FIRST[2:]]
    again = ["Resolution 238 (1967) of 19 June 1967", *FIRST[2:]]
    volume = split(_blocks(*lines, *again), recognised=True)
    assert volume is not None
    assert [work.doubtful for work in volume.works] == [True, False], "237 was adopted on 14 June"


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
