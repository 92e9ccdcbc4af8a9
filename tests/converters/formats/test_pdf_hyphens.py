"""Words that the ends of narrow lines divide: whole again, unless the hyphen is theirs."""

from __future__ import annotations

from akn.blocks import Block, NoteBlock, Spot
from akn.diagnostics import Code
from akn.text import Kind, Text, mark
from converters.formats.pdf import read
from converters.formats.pdf.hyphens import without_hyphens
from tests.converters.formats.pdf_file import Page, pdf
from tests.converters.formats.test_pdf_columns import LEFT, RIGHT, _column, _filled


def _block(*lines: str) -> Block:
    """A paragraph of lines as the reader of pages joins them: nothing comes after a hyphen."""
    content, spots = "", []
    for line in lines:
        content += "" if not content or content.endswith(("-", "\u00ad")) else " "
        spots.append(Spot(len(content), 1, (0.0, 0.0, 1.0, 1.0)))
        content += line
    return Block(Text(content), spots=tuple(spots))


def test_a_divided_word_is_whole_again() -> None:
    mended = without_hyphens((_block("Having heard the Coun-", "cil in Decem-", "ber, and its wardens,"),))
    (block,) = mended.blocks
    assert isinstance(block, Block)
    assert block.text.content == "Having heard the Council in December, and its wardens,"
    assert mended.words == ["Coun-cil", "Decem-ber"]
    assert [block.text.content[s.at :][:4] for s in block.spots] == ["Havi", "cil ", "ber,"]


def test_a_word_that_two_paragraphs_divide_makes_them_one() -> None:
    note = NoteBlock("1", "1", (Block(Text("See the almanac.")),))
    mended = without_hyphens((_block("901 (XXX). Rights of the tidal Com-"), note, _block("munities of the north")))
    first, second = mended.blocks
    assert isinstance(first, Block)
    assert first.text.content == "901 (XXX). Rights of the tidal Communities of the north"
    assert [spot.at for spot in first.spots] == [0, 34]
    assert second == note
    apart = (_block("901 (XXX). Rights of the Com-"), _block("Munities"))
    assert without_hyphens(apart).blocks == apart, "a capital begins a paragraph"


def test_hyphens_of_words_stay() -> None:
    lines = ("the peace-", "keeping force and the so-", "called wardens of Haye-", "Lorraine, as in 1965-", "66")
    known = _block("keeping the peace; so-called lamps")
    mended = without_hyphens((known, _block(*lines)))
    assert mended.words == []
    assert mended.blocks == (known, _block(*lines))


def test_a_second_half_that_is_a_word_keeps_its_hyphen() -> None:
    known = _block("the nuclear lamp of the secretary, vingt ou cinq")
    mended = without_hyphens((known, _block("non-", "nuclear and Under-", "secretary, vingt-", "cinq")))
    assert mended.words == []


def test_what_stands_whole_elsewhere_is_divided_by_the_line_alone() -> None:
    mended = without_hyphens((_block("with out reason, and without"), _block("with-", "out boats")))
    assert [b.text.content for b in mended.blocks if isinstance(b, Block)][1] == "without boats"


def test_marks_and_notes_keep_their_places() -> None:
    block = _block("the Coun-", "cil of wardens")
    at = block.text.content.index("cil")
    marked = Block(block.text.marked([mark(at + 4, at + 6, Kind.ITALIC)]), spots=block.spots)
    (found, note) = without_hyphens((marked, NoteBlock("a", "1", (_block("See the alma-", "nac."),)))).blocks
    assert isinstance(found, Block)
    assert isinstance(note, NoteBlock)
    (italic,) = found.text.of(Kind.ITALIC)
    assert found.text.content[italic.start : italic.end] == "of"
    assert [b.text.content for b in note.blocks if isinstance(b, Block)] == ["See the almanac."]


def test_columns_are_mended_and_it_is_said() -> None:
    page = Page()
    first = _filled("Recalling one", "of all lamps,", 20)
    first[3] = "and the keepers of boats have a right to compen-"
    first[4] = "sation of all that they and the others have lost"
    _column(page, LEFT, 720, [first])
    _column(page, RIGHT, 720, [_filled("Noting two", "of the wardens,", 20)])
    result = read(pdf([page]))
    assert any("right to compensation of all" in b.text.content for b in result.value if isinstance(b, Block))
    (said,) = (d for d in result.diagnostics if d.code is Code.WORDS_MENDED)
    assert "“compen-sation”" in said.message
