"""The redline: all marks accepted it is the new document, all rejected the old one."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from xml.etree import ElementTree

import docx as python_docx
import pytest
from hypothesis import given
from msgspec.structs import replace

from akn.blocks import Blocks, NoteBlock
from akn.document import Annex, Cell, Document, Formula, Note, Operative, Point, PointList, Preambular, Table
from akn.layout import layout_blocks
from akn.text import Kind, Text, mark
from converters.compare.redline import as_redline
from converters.formats import docx, texts, without
from tests.strategies import documents

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _read(data: bytes, revisions: str = "accept") -> Blocks:
    """The blocks of a file, its notes in the order of their calls: where notes stand in a file says nothing."""
    blocks = docx.read(data, revisions=revisions).value
    calls = [m.get("key") for t in texts(blocks) for m in t.of(Kind.NOTE)]
    notes = sorted((b for b in blocks if isinstance(b, NoteBlock)), key=lambda b: calls.index(b.key))
    running = [b for b in blocks if not isinstance(b, NoteBlock)]
    return without((*running, *notes), docx.LOSES)


def _written(document: Document) -> Blocks:
    """What is read from a Word file of the document."""
    return _read(docx.write(layout_blocks(document)))


def _holds(old: Document, new: Document) -> None:
    redline = as_redline(old, new)
    assert _read(redline) == _written(new)
    assert _plain(_read(redline, "reject")) == _plain(_written(old))


def _plain(blocks: Blocks) -> str:
    """What blocks say, no-break spaces being as others: a word that stays is that of the new document."""
    return repr(blocks).replace("\\xa0", " ").replace("\\u202f", " ")


@given(documents(), documents())
def test_accepted_it_is_the_new_document_and_rejected_the_old_one(old: Document, new: Document) -> None:
    _holds(old, new)


def _resolution(*paragraphs: str, notes: tuple[str, ...] = (), rows: tuple[str, ...] = ("North", "South")) -> Document:
    calls = [
        mark(len(paragraphs[0]) - 1, len(paragraphs[0]) - 1, Kind.NOTE, key=str(n)) for n, _ in enumerate(notes, 1)
    ]
    points = PointList((Point("(a)", (Text("To trim the wicks;"),)), Point("(b)", (Text("To polish the lenses."),))))
    table = Table(tuple((Cell((Text(row),)), Cell((Text(str(len(row))),))) for row in rows))
    body = [Operative(f"{n}.", (Text(p, tuple(calls if n == 1 else ())),)) for n, p in enumerate(paragraphs, 1)]
    return Document(
        preface=(Text("99/7. Lighthouses"),),
        preamble=(Formula(Text("The General Assembly,")), Preambular((Text("Recalling its resolution 98/3,"),))),
        body=(*body, Operative(f"{len(paragraphs) + 1}.", (Text("Requests the Keeper:"), points))),
        annexes=(Annex((Text("Annex"), Text("Lamps")), body=(Operative("", (table,)),)),),
        notes=tuple(Note(str(n), str(n), (Text(t),)) for n, t in enumerate(notes, 1)),
    )


LAST = _resolution(
    "Calls upon all keepers to keep their lamps burning from dusk until dawn;",
    "Encourages coastal States to print the tables of the tides;",
    notes=("A/98/17.",),
)
THIS = [
    LAST,
    _resolution(
        "Calls upon all keepers to keep their lamps burning until dawn;", "Notes the storm;", notes=("A/99/2.",)
    ),
    _resolution("Notes the storm;"),
    _resolution(
        "Encourages coastal States to print the tables of the tides;",
        "Calls upon all keepers to keep their lamps burning from dusk until dawn;",
        notes=("See resolution 97/4.", "A/98/17."),
        rows=("North", "East", "South"),
    ),
    _resolution("Calls upon all keepers to keep their lamps burning;", rows=("West",)),
    Document(),
]


@pytest.mark.parametrize("new", THIS, ids=["same", "reworded", "without notes", "moved", "fewer rows", "empty"])
def test_it_holds_both_ways_for_the_changes_of_a_year(new: Document) -> None:
    _holds(LAST, new)
    _holds(new, LAST)


def test_a_mark_that_is_empty_is_not_the_number_that_word_counts() -> None:
    (counted,) = LAST.notes
    typed = replace(LAST, notes=(replace(counted, marker=""),))
    _holds(LAST, typed)
    _holds(typed, LAST)


def test_notes_have_their_ids_in_the_order_of_their_calls() -> None:
    for new in (THIS[1], THIS[3]):
        with zipfile.ZipFile(io.BytesIO(as_redline(LAST, new))) as archive:
            root = ElementTree.fromstring(archive.read("word/document.xml"))
        ids = [e.get(f"{W}id") for e in root.iter(f"{W}footnoteReference")]
        assert ids == [str(n) for n in range(1, len(ids) + 1)]


def _ends(data: bytes) -> list[tuple[str, str, str]]:
    """Of the paragraphs of a file the mark on the first words, on the last ones, and on the end."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))

    def sign(e: ElementTree.Element | None) -> str:
        return "" if e is None else e.tag.removeprefix(W) if e.tag in (f"{W}ins", f"{W}del") else ""

    found = []
    for p in root.iter(f"{W}p"):
        content = [e for e in p if e.tag not in (f"{W}pPr", f"{W}bookmarkStart", f"{W}bookmarkEnd")]
        content = [e[0] if e.tag == f"{W}hyperlink" and len(e) else e for e in content]
        end = next((s for e in p.findall(f"{W}pPr/{W}rPr/*") if (s := sign(e))), "")
        first, last = (content[0], content[-1]) if content else (None, None)
        found.append((sign(first) or (end if first is None else ""), sign(last), end))
    return found


_AT_THE_END = [
    # a paragraph became longer, or shorter, or another one, and one beside it is new or gone
    (["Notes the fog", "Thanks the rowers;"],
     ["Notes the fog and the ice", "Recalls the storm;", "Thanks the rowers;"]),
    (["Notes the fog and the ice", "Recalls the storm;", "Thanks the rowers;"],
     ["Notes the fog", "Thanks the rowers;"]),
    (["Fog", "Ice", "Thanks the rowers;"], ["Fog bells", "Ice bells", "Recalls the storm;", "Thanks the rowers;"]),
    (["Fog", "Thanks the rowers;"], ["Fog bells", "Recalls the storm;", "Thanks the rowers;"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), _AT_THE_END)
def test_a_paragraph_does_not_end_as_the_next_one_begins_where_its_end_stays(old: list[str], new: list[str]) -> None:
    one, two = (Document(preamble=tuple(Preambular((Text(t),)) for t in those)) for those in (old, new))
    _holds(one, two)
    ends = _ends(as_redline(one, two))
    assert any(last for _, last, end in ends if not end)
    assert not any(last and last == first for (_, last, end), (first, _, _) in pairwise(ends) if not end)


def test_the_same_document_has_no_marks() -> None:
    assert _marks(as_redline(LAST, LAST)) == []


def _marks(data: bytes) -> list[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    found = []
    for e in root.iter():
        if e.tag not in (f"{W}ins", f"{W}del"):
            continue
        said = _said(e)
        if said:
            found.append((e.tag.removeprefix(W), said))
    return found


def test_spaces_that_keep_words_together_are_no_change() -> None:
    one, two = (_resolution(f"Notes the storm of 3{space}December;") for space in ("\u00a0", " "))
    assert _marks(as_redline(one, two)) == []


def _by(root: ElementTree.Element, author: str) -> list[ElementTree.Element]:
    return [e for e in root.iter() if e.get(f"{W}author") == author]


def _said(mark: ElementTree.Element) -> str:
    return "".join(t.text or "" for t in mark.iter() if t.tag in (f"{W}t", f"{W}delText"))


def test_what_moved_is_marked_by_an_author_of_its_own() -> None:
    tides, bells, fog = (
        "Encourages coastal States to print the tables of the tides and to share them freely;",
        "Decides to count the bells of every harbour before the end of the winter;",
        "Notes the fog of that year, and the many lessons that were drawn from it;",
    )
    made = as_redline(_resolution(tides, bells, fog), _resolution(bells, fog, tides.replace("print", "publish")))
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml"))
    marks = [(e.get(f"{W}author"), e.tag.removeprefix(W)) for e in root.iter() if e.get(f"{W}author")]
    assert {author for author, sign in marks if sign in ("ins", "del")} == {"akn diff", "akn diff: moved"}
    assert [e.tag.removeprefix(W) for e in _by(root, "akn diff: moved") if "tides" in _said(e)] == ["del", "ins"]
    assert not [e for e in _by(root, "akn diff: moved") if "bells" in _said(e) or "fog" in _said(e)]
    new = as_redline(_resolution(tides, bells), _resolution(tides, bells, fog))
    assert b"moved" not in zipfile.ZipFile(io.BytesIO(new)).read("word/document.xml")


def test_only_the_words_that_changed_are_marked() -> None:
    assert _marks(as_redline(LAST, THIS[1]))[:1] == [("del", " from dusk")]


def test_word_finds_the_parts_and_the_ids_that_it_needs() -> None:
    data = as_redline(LAST, THIS[3])
    opened = python_docx.Document(io.BytesIO(data))
    assert any("Requests the Keeper" in p.text for p in opened.paragraphs)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [ElementTree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "footnotes")]
    ids = [e.get(f"{W}id") for part in parts for e in part.iter() if e.get(f"{W}author")]
    assert len(ids) == len(set(ids)) > 4
    called = [e.get(f"{W}id") for e in parts[0].iter(f"{W}footnoteReference")]
    there = [e.get(f"{W}id") for e in parts[1].iter(f"{W}footnote") if not e.get(f"{W}type")]
    assert called == there
    assert len(called) == len(set(called))


def test_the_same_documents_give_the_same_bytes() -> None:
    assert as_redline(LAST, THIS[1]) == as_redline(LAST, THIS[1])
