"""A document back to blocks, in the layout of the printed document: the mirror of `akn.parse`.

The law: `parse_blocks(layout_blocks(document)).value == document` for every document that parse can make.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, Zone
from akn.document import (
    Annex,
    BodyNode,
    Cell,
    Content,
    Division,
    Document,
    Formula,
    Operative,
    Part,
    PointList,
    Preambular,
    Raw,
    Table,
)
from akn.languages import codes, load
from akn.text import COVER_LINE, EMPTY, Kind, Mark, Text
from akn.xml.eids import assign_eids
from akn.xml.elements import Path
from akn.xml.nest import words_in

# the lines of a cover page that the printed document sets in the head of its first page
_MASTHEAD_TERMS = frozenset({"#un", "#symbol", "#dateOfIssuance"})


def layout_blocks(document: Document, *, anchors: bool = True) -> Blocks:
    """The blocks of a document in the order of the printed page, notes at the end.

    Numbers are typed at the start of their paragraphs; actions get the look that the language sets them in; each
    block that starts a unit carries its eId as `anchor`, unless there is no writer to show it (`anchors`).  Findings
    stay on the texts for writers that can show them.
    """
    return tuple(_Layout(document, anchors).blocks())


class _Layout:
    def __init__(self, document: Document, anchors: bool) -> None:
        code = document.metadata.language
        self.document = document
        self.looks = action_looks(code)
        self.direction = load(code).direction if code in codes() else ""
        self.eids: Mapping[Path, str] = assign_eids(document) if anchors else {}

    def blocks(self) -> Iterator[AnyBlock]:
        cover = self.document.cover
        end = masthead_end(cover)
        for i, text in enumerate(cover):  # the masthead in the head of the page, the lines below it by their styles
            yield self._block(text, cover_style(text), zone=Zone.MASTHEAD if i < end else Zone.BODY)
        yield from self._whole(self.document, ())
        for note in self.document.notes:
            yield NoteBlock(note.key, note.marker, tuple(self._held(note.content, Style.NOTE)))

    def _whole(self, whole: Document | Part | Annex, at: Path) -> Iterator[AnyBlock]:
        for i, text in enumerate(whole.preface):
            starts = i == 0 and isinstance(whole, Annex)
            style = Style.NONE if COVER_LINE in [m.get("name") for m in text.of(Kind.INLINE)] else Style.TITLE
            yield self._block(text, style, path=at if starts else None, new_page=starts)
        for i, node in enumerate(whole.preamble):
            path = (*at, "preamble", i)
            if isinstance(node, Formula):
                yield self._block(node.text, Style.PARAGRAPH, path=path)
            else:
                yield from self._content("", node.content, path, 0)
        for i, child in enumerate(whole.body):
            yield from self._node(child, (*at, "body", i))
        if isinstance(whole, Document):
            for i, part in enumerate(whole.parts):
                yield from self._whole(part, ("parts", i))
        if not isinstance(whole, Annex):
            for text in whole.conclusions:
                yield self._block(text, Style.MEETING)
        for i, annex in enumerate(whole.annexes):
            yield from self._whole(annex, (*at, "annexes", i))

    def _node(self, node: BodyNode, at: Path) -> Iterator[AnyBlock]:
        if isinstance(node, Operative):
            yield from self._content(node.num, node.content, at, 0)
        elif isinstance(node, Preambular):
            yield from self._content("", node.content, at, 0)
        elif isinstance(node, Division):
            yield from self._heading(node, at)
            for i, child in enumerate(node.children):
                yield from self._node(child, (*at, "children", i))
        else:
            yield self._raw(node)

    def _heading(self, node: Division, at: Path) -> Iterator[Block]:
        """A number that ends with a sign stands before its heading, any other on a line of its own."""
        if node.heading and runs_in(node.num):
            yield self._block(Text(f"{node.num} ") + node.heading, Style.HEADING, path=at, tabbed=True)
            return
        if node.num:  # a note is called by the number itself where there is no other heading
            calls = EMPTY if node.heading.content else node.heading
            yield self._block(Text(node.num) + calls, Style.HEADING, path=at)
        if node.heading.content:
            yield self._block(node.heading, Style.HEADING, path=None if node.num else at)

    def _content(self, num: str, content: tuple[Content, ...], at: Path, depth: int) -> Iterator[AnyBlock]:
        """The paragraphs, tables and points of one unit, its number typed before the first of them."""
        first = True
        for i, c in enumerate(content):
            if first and num and not isinstance(c, Text):
                yield self._block(Text(num), path=at, indent=depth)
                first = False
            if isinstance(c, Text):
                typed = Text(f"{num} ") + c if first and num else c
                yield self._block(
                    typed, Style.PARAGRAPH, path=at if first else None, indent=depth, tabbed=bool(first and num)
                )
            elif isinstance(c, Table):
                yield from self._captioned(c)
            elif isinstance(c, PointList):
                for k, point in enumerate(c.points):
                    if point.heading:
                        yield self._block(point.heading, Style.PARAGRAPH, indent=depth + 1)
                    yield from self._content(point.num, point.content, (*at, "content", i, "points", k), depth + 1)
                for text in c.wrap_up:
                    yield self._block(text, Style.PARAGRAPH, indent=depth)
            else:
                yield self._raw(c, depth)
            first = False
        if not content:
            yield self._block(Text(num), path=at, indent=depth)

    def _captioned(self, table: Table) -> Iterator[Block | TableBlock]:
        """The title of a table, where it has one, and the table."""
        if table.caption:
            yield self._block(table.caption, Style.HEADING)
        yield TableBlock(tuple(tuple(map(self._cell, row)) for row in table.rows))

    def _cell(self, cell: Cell) -> CellBlock:
        return CellBlock(tuple(self._held(cell.content)), cell.header, cell.rowspan, cell.colspan)

    def _held(self, content: Iterable[Text | Table | Raw], style: Style = Style.NONE) -> Iterator[Block | TableBlock]:
        """What a cell or a note holds."""
        for c in content:
            if isinstance(c, Text):
                yield self._block(c, style)
            elif isinstance(c, Table):
                yield from self._captioned(c)
            else:
                yield self._raw(c)

    def _raw(self, raw: Raw, indent: int = 0) -> Block:
        """What the model has no word for is printed as the text that it holds."""
        return self._block(Text(words_in(raw.xml)), Style.PARAGRAPH, indent=indent)

    def _block(
        self,
        text: Text,
        style: Style = Style.NONE,
        *,
        path: Path | None = None,
        indent: int = 0,
        zone: Zone = Zone.BODY,
        tabbed: bool = False,
        new_page: bool = False,
    ) -> Block:
        return Block(
            typeset(text, self.looks),
            style=style,
            indent=indent,
            zone=zone,
            direction=self.direction,
            tabbed=tabbed,
            anchor=self.eids.get(path, "") if path is not None else "",
            new_page=new_page,
        )


def action_looks(code: str) -> tuple[Kind, ...]:
    """How the organs set an action in a language: italic where nothing else is known."""
    return tuple(Kind(x) for x in load(code).action_looks) if code in codes() else (Kind.ITALIC,)


def typeset(text: Text, looks: tuple[Kind, ...]) -> Text:
    """The text with its actions set as the organs set them, and the words of elements kept as they stand."""
    for m in reversed(text.of(Kind.FOREIGN)):
        if m.get("xml"):
            text = text.replaced(m.start, m.end, words_in(m.get("xml")))
    actions = text.of(Kind.ACTION)
    if not actions:
        return text
    return text.marked(Mark(m.start, m.end, look) for m in actions for look in looks)


def runs_in(num: str) -> bool:
    """Whether the number of a division stands on the line of its heading: one that ends with a sign does."""
    return bool(num) and not num[-1].isalpha() and not num[-1].isdecimal()


def masthead_end(cover: tuple[Text, ...]) -> int:
    """How many lines of the cover stand in the head of the page: those up to the symbol and the date of issue."""
    shown = (i for i, text in enumerate(cover) for m in text.marks if m.get("refersTo") in _MASTHEAD_TERMS)
    return max(shown, default=-1) + 1


def cover_style(text: Text) -> Style:
    """The style of a line of the cover by what it says."""
    kinds = {m.kind for m in text.marks}
    names = {m.get("name") for m in text.of(Kind.INLINE)}
    if Kind.SESSION in kinds:
        return Style.SESSION
    if "agenda item" in names:
        return Style.AGENDA_ITEM
    return Style.AGENDA_TITLE if "agenda item name" in names else Style.NONE
