"""Numbers of notes that recognition lost or misread, settled by their order in a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from akn.blocks import Block, NoteBlock
from akn.text import Text
from converters.formats.pdf import read_pages
from converters.formats.pdf.note_numbers import calls_of_no_note, with_numbers
from converters.formats.pdf.page import Face, Page, Piece, Space

SIZE, SMALL = 10.0, 8.0
Line = tuple[float, float, Sequence[str]]  # left, size, words; "^7" is raised, and stands at the word before


def _column(lines: Sequence[Line], sure: float = 0.9) -> Page:
    pieces: list[Piece] = []
    for i, (left, size, words) in enumerate(lines):
        base, at = 700.0 - 12 * i, left
        for word in words:
            raised = word.startswith("^") and len(word) > 1 and word[1:].isdecimal()
            text = word[1:] if raised else word
            face, foot = Face(0.6 * size if raised else size), base + (0.34 * size if raised else 0.0)
            wide = 0.5 * face.size * len(text)
            space = Space.NONE if raised else Space.PRINTED
            piece = Piece(len(pieces), text, at, at + wide, foot, foot, foot + face.size, face, space=space)
            piece.confidence = sure
            pieces.append(piece)
            at += wide + (0.0 if raised else 3.0)
    return Page(1, 300, 800, pieces, [], [], [])


def _text(*ends: Sequence[str]) -> list[Line]:
    """Paragraphs of two lines, the second of which ends so."""
    return [
        line for end in ends for line in ((60.0, SIZE, ("Having", "heard", "the")), (50.0, SIZE, ("wardens", *end)))
    ]


def _notes(*starts: Sequence[str]) -> list[Line]:
    return [
        line
        for start in starts
        for line in (
            (58.0, SMALL, (*start, "See", "the", "almanac")),
            (50.0, SMALL, ("of", "the", "northern", "quays")),
        )
    ]


def _raised(page: Page) -> list[str]:
    return [p.text for p in page.pieces if p.face.size < 0.7 * SMALL or p.face.size == 0.6 * SIZE]


def _words(page: Page) -> Iterator[str]:
    return (p.text for p in page.pieces)


def test_a_note_between_two_others_has_the_number_between() -> None:
    page = _column(_text(("^1", ","), ("^2", ","), ("^3", ",")) + _notes(("^1",), ("*",), ("^3",)))
    (made,) = with_numbers([page])
    assert _raised(made) == ["1", "2", "3", "1", "2", "3"]
    assert "*" not in set(_words(made))
    assert [p.at for p in made.pieces] == list(range(len(made.pieces)))


def test_a_glued_sign_goes_and_the_word_stays() -> None:
    page = _column(_text(("^4",), ("^5",), ("^6",)) + _notes(("^4",), ("°Ibid.,",), ("^6",)))
    (made,) = with_numbers([page])
    assert _raised(made)[-3:] == ["4", "5", "6"]
    assert "Ibid.," in set(_words(made))


def test_what_was_read_for_a_call_is_the_call() -> None:
    page = _column(_text(("^1",), ("^7", "›,"), ("^,",), ("^4",)) + _notes(("^1",), ("^2",), ("^3",), ("^4",)))
    (made,) = with_numbers([page])
    assert _raised(made)[:4] == ["1", "2", "3", "4"]
    assert not {"›,", "^,", "7"} & set(_words(made))


def test_as_many_as_are_missing_or_none() -> None:
    page = _column(_text(("^1",), ("^9",), ("^4",)) + _notes(("^1",), ("^2",), ("^3",), ("^4",)))
    assert _raised(with_numbers([page])[0])[:3] == ["1", "9", "4"], "it may be 2 or 3"


def test_notes_of_many_volumes_stand_in_the_order_of_their_calls() -> None:
    page = _column(_text(("^5", ","), ("^11", ","), ("^23",)) + _notes(("^25",), ("^11",), ("^23",)))
    assert _raised(with_numbers([page])[0])[:3] == ["25", "11", "23"]


def test_what_closes_a_quotation_of_the_line_before_is_no_call() -> None:
    quoted = [(60.0, SIZE, ("an", "item", "“Tides")), (50.0, SIZE, ("and", "quays”."))]
    page = _column(_text(("^1",), ()) + quoted + _text(("^3",)) + _notes(("^1",), ("^2",), ("^3",)))
    made = with_numbers([page])[0]
    assert _raised(made)[:2] == ["1", "3"], "2 has no place"
    assert "quays”." in set(_words(made))


def test_a_short_note_above_the_first_whose_number_is_read_as_part_of_its_word() -> None:
    short = [(58.0, SIZE, ("1S/11536.",))]
    page = _column([*_text(("^1",), ("^2",), ("^3",)), *short, *_notes(("^2",), ("^3",))])
    (made,) = with_numbers([page])
    assert _raised(made)[3:] == ["1", "2", "3"]
    assert "S/11536." in set(_words(made))
    other = _column([*_text(("^1",), ("^2",), ("^3",)), (58.0, SIZE, ("5S/11536.",)), *_notes(("^2",), ("^3",))])
    assert "5S/11536." in set(_words(with_numbers([other])[0])), "5 is not the number before 2"


def test_numbers_that_do_not_agree_stay() -> None:
    page = _column(_text(("^41",), ("^25",)) + _notes(("^41",), ("*",), ("^25",)))
    assert list(_words(with_numbers([page])[0])) == list(_words(page))


def test_a_line_of_figures_is_as_large_as_its_text() -> None:
    lines = _text(("^1",), ("^2",))
    lines[-1] = (50.0, 0.86 * SIZE, ("1970/1971", "^2"))
    (made,) = with_numbers([_column(lines + _notes(("^1",), ("^2",)))])
    assert [p.face.size for p in made.pieces if p.text == "1970/1971"] == [SIZE]


def test_a_text_layer_is_believed() -> None:
    page = _column(_text(("^1",), ("^2",)) + _notes(("^1",), ("*",), ("^3",)), sure=1.0)
    assert with_numbers([page])[0] is page


def test_a_figure_that_calls_no_note_of_its_page_is_named() -> None:
    def told(text: str, *markers: str, page: int = 3) -> list[tuple[int, str]]:
        notes = [NoteBlock(f"n{m}", m, (Block(Text("See the calendar.")),), page=page) for m in markers]
        return list(calls_of_no_note((Block(Text(text), page=3), *notes)))

    assert told("as the keeper of the quays, 57 the pilot and others hold", "58", "59") == [(3, "57")]
    assert told("Adopted by 12 votes to none.46", "45") == [(3, "46")]
    assert told("the lamps of the quays, 58 which", "57", "59") == [(3, "58")]
    assert not told("the lamps of the quays, 58 which", "57", "58", "59"), "it is there"
    assert not told("the lamps of the quays, 58 which", "57", "59", page=4), "of another page"
    assert not told("the lamps of the quays, 40 of them", "57", "59"), "far from the notes"
    assert not told("in accordance with rule 58 which", "57", "59"), "no sign before it"
    assert not told("on 3 November, 58.5 tons", "57", "59")


def test_a_raised_number_that_no_note_answers_is_named_with_its_page() -> None:
    words = [(50.0, SIZE, ("the", "lamps", "of", "the", "quays", "and", "of", "all", "ferries")) for _ in range(8)]
    called: Line = (50.0, SIZE, ("as", "the", "keepers", "said", "^7", "in", "their", "report"))
    lone = [
        d for d in read_pages([_column([*words, called])], "x.pdf").diagnostics if d.code.name == "CALL_WITHOUT_NOTE"
    ]
    assert [(d.position.page, d.message.rpartition(": ")[2]) for d in lone] == [(1, "7")]
    stored = read_pages([_column([*words, called], sure=1.0)], "x.pdf").diagnostics
    assert "CALL_WITHOUT_NOTE" not in [d.code.name for d in stored], "a text layer may have raised what it likes"
