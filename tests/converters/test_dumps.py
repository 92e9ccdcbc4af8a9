"""A PDF file has no paragraphs; what the usual programs dump from it is put together again."""

from __future__ import annotations

from akn.parse import parse_blocks
from converters.formats import text as text_format
from tests.akn.structure.outline import outline
from tests.converters.formats.dumps import AS_PRINTED, IN_READING_ORDER
from tests.converters.formats.text_shown import noticed

_ONE = (
    "operative 1.: {Reaffirms=reaffirms} that a library which the tide enters twice a day is a library like any other, "
    "and that its readers have the right to come back when the water has gone, be it by day or by night, whatever the "
    "season;"
)
_RECALLING = (
    "preambular: {Recalling=recalling} its resolution 98/12 of 1 December 2043 on the reading rooms of the coast "
    "and on all who keep them open at the hours at which the tide is out, the most recent of which was adopted "
    "without a vote in the light of those principles,"
)
_NOTING = (
    "preambular: {Noting=noting} that the book fair of the islands was held in the harbour from 24 to 26 May 2043,"
)
_TWO = (
    "operative 2.: {Decides=decides} to proclaim 2046 the International Year of Tidal Libraries, and {calls "
    "upon=callsUpon} all States with a coast to observe it;"
)
_COVER = [
    "cover: Ninety-ninth session",
    "cover: Agenda item 18",
    "cover: Culture of the sea",
    "cover: Resolution adopted by the General Assembly on 9 December 2044",
    "cover: [on the report of the Second Committee (A/99/310, para. 9)]",
    "preface: 99/7. International Year of Tidal Libraries and of the people who keep their shelves dry",
]
_CLOSING = ["closing: 51st plenary meeting", "closing: 9 December 2044"]


def _outline(text: str) -> list[str]:
    return outline(parse_blocks(text_format.read(text.encode()).value).value)


def test_a_dump_in_the_order_of_printing() -> None:
    assert _outline(AS_PRINTED) == [
        "cover: United Nations A/RES/99/7",
        "cover: General Assembly Distr.: General",
        "cover: 20 December 2044",
        *_COVER,
        "formula: The General Assembly,",
        _RECALLING,
        "preambular: {Guided=guided} by the Charter of the Reading Rooms[1] and the Rules of the Shelves, which say, "
        "among other things, that no reader is to be sent away,",
        _NOTING,
        _ONE,
        _TWO,
        "division: Follow-up",
        "  operative 3.: {Requests=requests} the Secretary-General to report to the General Assembly at its hundredth "
        "session, and in particular:",
        "    point (a): To tell how many shelves have been raised;",
        "    point (b): To tell how many readers have been carried home in the boats of the libraries, by island and "
        "by month.[2]",
        *_CLOSING,
        "note 1 (1): Resolution 97/3.",
        "note 2 (2): See A/99/12, annex.",
    ]


def test_a_dump_in_reading_order() -> None:
    assert _outline(IN_READING_ORDER) == [
        "cover: A/RES/99/7",
        "cover: United Nations",
        "cover: General Assembly",
        "cover: Distr.: General",
        "cover: 20 December 2044",
        *_COVER,
        "formula: The General Assembly,",
        _RECALLING,
        "preambular: {Guided=guided} by the Charter of the Reading Rooms,[1] and the Rules of the Shelves,[2] which "
        "say, among other things, that no reader is to be sent away,",
        _NOTING,
        f"{_ONE}[3]",
        _TWO,
        "operative 3.: {Requests=requests} the Secretary-General:",
        "  point (a): To tell how many shelves have been raised;",
        "  point (b): To tell how many readers have been carried home in the boats of the libraries, by island and by "
        "month.[4]",
        *_CLOSING,
        "note 1 (1): Resolution 97/3.",
        "note 2 (2): Resolution 97/4, as printed in the book of the resolutions of that session, vol. 2, annex.",
        "note 3 (3): See A/98/7.",
        "note 4 (4): See A/99/12, annex.",
    ]


def test_what_the_printer_added_is_counted() -> None:
    told = noticed(AS_PRINTED)["FURNITURE_DROPPED"].text
    assert "(1 bar code, 2 horizontal rules, 1 job number, 5 running headers: " in told
    told = noticed(IN_READING_ORDER)["FURNITURE_DROPPED"].text
    assert "(1 bar code, 2 horizontal rules, 3 job numbers, 1 page number, 3 running headers: " in told


def test_notes_that_cannot_be_told_apart_stay_as_they_are() -> None:
    dump = IN_READING_ORDER.replace("Resolution 97/3.\n", "Resolution 97/3. See A/95/1.\nIbid.\n")
    lines = _outline(dump)
    assert "note 1 (1): Resolution 97/3." not in lines
    together = " ".join(lines)
    assert together.index("Resolution 97/3. See A/95/1.") < together.index("Ibid.") < together.index("Resolution 97/4,")


def test_a_digit_of_a_number_is_no_call() -> None:
    dump = AS_PRINTED.replace("Reading Rooms1\nand", "Reading Rooms of 12 islands and").replace("__\n1\n", "__\n2\n", 1)
    assert any("of 12 islands and the Rules" in line for line in _outline(dump))


def test_a_recurring_first_line_of_the_text_is_no_header() -> None:
    """A group of lines below the header belongs to it only if it repeats the title as a whole."""
    dump = AS_PRINTED.replace("2. Decides", "keep their shelves dry, and\ncount them;\n2. Decides")
    assert any("keep their shelves dry, and count them;" in line for line in _outline(dump))


def test_a_resolution_of_a_session_in_roman_numerals_keeps_its_number() -> None:
    dump = AS_PRINTED.replace("Reading Rooms1\nand", "Reading Rooms, of resolution 1514 (XV) and").replace(
        "__\n1\n", "__\n4\n", 1
    )
    assert any("of resolution 1514 (XV) and the Rules" in line for line in _outline(dump))


def test_the_marks_of_the_printing_plant_may_stand_before_and_behind_the_notes_of_a_single_page() -> None:
    page = IN_READING_ORDER.partition("\f")[0].replace("3\n\nSee A/98/7.\n1\n2\n", "3\n\nSee A/98/7.\n")
    job = "44-99071 (E)\n\n"
    page = page.replace(job, "").replace("Resolution 97/3.\n", f"1\n2\n\n{job}Resolution 97/3.\n")
    assert _outline(page)[-3:] == [
        "note 1 (1): Resolution 97/3.",
        "note 2 (2): Resolution 97/4, as printed in the book of the resolutions of that session, vol. 2, annex.",
        "note 3 (3): See A/98/7.",
    ]


def test_a_number_at_the_foot_that_has_lost_its_note_is_no_note() -> None:
    dump = AS_PRINTED.replace("1\nResolution 97/3.\n", "1\n")
    lines = _outline(dump)
    assert [line for line in lines if line.startswith("note")] == ["note 1 (2): See A/99/12, annex."]
    assert any("Reading Rooms1 and" in line for line in lines)


def test_the_last_word_of_a_title_may_stand_beside_the_symbol() -> None:
    odd = "International Year of Tidal Libraries and of the people who keep their\nshelves dry A/RES/99/7\n"
    dump = AS_PRINTED.replace(
        "\fA/RES/99/7\nInternational Year of Tidal Libraries and of the people who\nkeep their shelves dry\n",
        f"\f{odd}",
    )
    assert _outline(dump) == _outline(AS_PRINTED)


def test_a_line_that_a_call_ended_goes_on_with_a_capital_or_a_number_too() -> None:
    dump = AS_PRINTED.replace(
        "Charter of the Reading Rooms1\nand the Rules of\n", "Charter of the Reading Rooms,1\nthe 9 December Rules of\n"
    )
    assert any("Reading Rooms,[1] the 9 December Rules" in line for line in _outline(dump))
    dump = AS_PRINTED.replace(
        "Charter of the Reading Rooms1\nand the Rules of\n",
        "Charter of the Reading Rooms,1\n9 December and the Rules of\n",
    )
    assert any("Reading Rooms,[1] 9 December and the Rules" in line for line in _outline(dump))
