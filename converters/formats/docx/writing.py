"""From blocks to a Word file on our own template."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import quoteattr

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, Zone, paragraphs
from akn.text import Kind, Mark, Text, joined
from converters.formats.docx import template
from converters.formats.docx.line import Manner, manner, number_end, properties, runs
from converters.formats.docx.package import MASTHEAD, SYMBOL, TABLE, pack
from converters.formats.docx.template import (
    NAMESPACES,
    XML,
    Where,
    clean,
    footers,
    page_masthead,
    running_header,
    section,
)

_SPACER = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'


def write_word(blocks: Blocks, *, masthead_in_head: bool = True, notes: bool = False) -> bytes:
    """See `converters.formats.docx.write`; a masthead may stand on the page instead of in its head.

    With `notes` there is a part for notes even if the blocks have none.
    """
    return _Writer(blocks, masthead_in_head, notes).file()


def has_masthead(blocks: Blocks) -> bool:
    """True if the blocks begin with a masthead that stands in the head of the page."""
    first = blocks[0] if blocks else None
    return isinstance(first, Block) and first.zone is Zone.MASTHEAD and not first.text.of(Kind.NOTE)


class _Part:
    """A part of the package while it is written: its relationships, and where its paragraphs stand."""

    def __init__(self) -> None:
        self.links: dict[str, str] = {}

    def relationship(self, target: str) -> str:
        return self.links.setdefault(target, f"rLink{len(self.links) + 1}")

    def relationships(self, fixed: Sequence[tuple[str, str, str, bool]] = ()) -> str:
        found = [*fixed, *((i, "hyperlink", target, True) for target, i in self.links.items())]
        return template.relationships(found) if found else ""


class _Writer:
    """One file while it is written."""

    def __init__(self, blocks: Blocks, masthead_in_head: bool, notes_part: bool) -> None:
        self._blocks, self._notes_part = blocks, notes_part
        self._in_head = masthead_in_head
        called = Counter(m.get("key") for t in _texts(blocks) for m in t.of(Kind.NOTE) if m.get("key"))
        notes = {b.key: b for b in reversed(blocks) if isinstance(b, NoteBlock)}
        self._notes = {b.key: b for b in blocks if isinstance(b, NoteBlock) and b.key in called and notes[b.key] is b}
        self._ids = {key: n for n, key in enumerate(self._notes, 1)}
        self._repeated = {key for key, times in called.items() if times > 1}
        self._printed: dict[str, bool] = {}  # notes called so far: whether Word counts them
        self._count = 0
        self._bookmarks = 0
        self._anchors = {b.anchor for b in paragraphs(blocks) if b.anchor}
        self._rtl = _most(b.direction for b in paragraphs(blocks)) == "rtl"
        self._language = _most(b.language for b in paragraphs(blocks))

    def file(self) -> bytes:
        """The bytes of the file."""
        parts: dict[str, str] = {}
        head, rest = self._split_masthead()
        symbol = next((b.text.content for b in head if SYMBOL.fullmatch(b.text.content)), "")
        body, header = _Part(), _Part()
        fixed = [("rStyles", "styles", "styles.xml", False), ("rSettings", "settings", "settings.xml", False)]
        first = page_masthead(head, lambda b, style, large: self._masthead_line(b, style, large, header), self._rtl)
        furniture = {"footer1": footers(self._rtl)[0], "footer2": footers(self._rtl)[1]}
        if symbol:
            furniture |= {
                "header2": running_header(symbol, left=self._rtl),
                "header3": running_header(symbol, left=not self._rtl),
            }
        if first:
            furniture["header1"] = first
        for name, content in furniture.items():
            parts[f"word/{name}.xml"] = content
            fixed.append((name, name.rstrip("123"), f"{name}.xml", False))
        content = "".join(self._story(rest, body))
        if self._notes or self._notes_part:
            notes = _Part()
            parts["word/footnotes.xml"] = self._footnotes(notes)
            parts["word/_rels/footnotes.xml.rels"] = notes.relationships()
            fixed.append(("rNotes", "footnotes", "footnotes.xml", False))
        parts["word/document.xml"] = (
            f"{XML}<w:document {NAMESPACES}><w:body>{content}"
            f"{section(sorted(furniture), first_page=bool(first), rtl=self._rtl)}</w:body></w:document>"
        )
        parts["word/_rels/document.xml.rels"] = body.relationships(sorted(fixed))
        parts["word/_rels/header1.xml.rels"] = header.relationships() if first else ""
        parts["word/styles.xml"] = template.styles()
        parts["word/settings.xml"] = template.settings(notes="word/footnotes.xml" in parts)
        parts["docProps/core.xml"] = template.core_properties(self._title(), self._language)
        parts["_rels/.rels"] = template.package_relationships()
        names = sorted(p[5:-4] for p in parts if p.startswith("word/") and p.count("/") == 1)
        parts["[Content_Types].xml"] = template.content_types(names)
        return pack({name: part for name, part in parts.items() if part})

    def _split_masthead(self) -> tuple[list[Block], list[AnyBlock]]:
        """The blocks for the first-page header, and all others.

        A header can hold no notes: a masthead with a note call stands in the body, as a table.
        """
        head: list[Block] = []
        for b in self._blocks if self._in_head else ():
            if not isinstance(b, Block) or b.zone is not Zone.MASTHEAD or b.text.of(Kind.NOTE):
                break
            head.append(b)
        count = page_lines(head)
        return head[:count], list(self._blocks[count:])

    def _title(self) -> str:
        return next((b.text.content for b in paragraphs(self._blocks) if b.style is Style.TITLE), "")

    # stories

    def _story(self, blocks: Iterable[AnyBlock], part: _Part, where: Where = Where.BODY) -> Iterator[str]:
        """Blocks as paragraphs and tables; no table is the last or the neighbour of another (Word would join them)."""
        after_table = False
        for made, is_table in self._pieces(blocks, part, where):
            if is_table and after_table:
                yield _SPACER
            yield made
            after_table = is_table
        if after_table:
            yield _SPACER

    def _pieces(self, blocks: Iterable[AnyBlock], part: _Part, where: Where) -> Iterator[tuple[str, bool]]:
        """What each block is written as, and whether that is a table."""
        for masthead, group in groupby(blocks, key=lambda b: isinstance(b, Block) and b.zone is Zone.MASTHEAD):
            if masthead and where is Where.BODY:
                yield self._masthead_table([b for b in group if isinstance(b, Block)], part), True
                continue
            for b in group:
                if isinstance(b, TableBlock):
                    yield self._table(b, part), True
                elif isinstance(b, Block):
                    yield self._paragraph(b, part, where), False
                elif b.key not in self._notes:
                    for made in self._story(_uncalled(b), part, where):
                        yield made, False

    def _paragraph(self, b: Block, part: _Part, where: Where, *, lead: str = "") -> str:
        style, place = template.setting(b.style, b.indent, where)
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        page = "<w:pageBreakBefore/>" if b.new_page else ""
        return self._set(b, part, named + page + _direction(b) + place + _JUSTIFY.get(b.align, ""), lead=lead)

    def _set(self, b: Block, part: _Part, inner: str, *, lead: str = "", large: int = 0) -> str:
        """A paragraph with the properties `inner` and the text of a block, a label typed before it."""
        text = b.text
        tab_at = number_end(text.content, tabbed=b.tabbed, title=b.style is Style.TITLE)
        if b.label:
            tab_at = len(b.label) if text else 0
            text = joined([Text(b.label), text], " ") if text else Text(b.label)
        how = manner(text, b.direction, b.language, large)
        content = "".join(
            runs(text, how, tab_at=tab_at, call=lambda m: self._call(m, how), link=lambda m: self._link(m, part))
        )
        if b.anchor:
            self._bookmarks += 1
            name, n = template.bookmark(b.anchor), self._bookmarks
            content = f'<w:bookmarkStart w:id="{n}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{n}"/>'
        return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{lead}{content}</w:p>"

    # masthead

    def _masthead_line(self, b: Block, style: str, large: int, part: _Part) -> str:
        named, place = template.setting(b.style, b.indent, Where.MASTHEAD)
        named = style if b.style is Style.NONE else named
        inner = f'<w:pStyle w:val="{named}"/>{_direction(b)}{place}{_JUSTIFY.get(b.align, "")}'
        return self._set(b, part, inner, large=large)

    def _masthead_table(self, blocks: list[Block], part: _Part) -> str:
        lines = "".join(self._masthead_line(b, f"{MASTHEAD}Line", 0, part) for b in blocks)
        width = template.WIDTH
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{MASTHEAD}"/>{_VISUAL if self._rtl else ""}'
            f'<w:tblW w:w="{width}" w:type="dxa"/></w:tblPr><w:tblGrid>{template.grid_column(width)}</w:tblGrid>'
            f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{lines}</w:tc></w:tr></w:tbl>'
        )

    # tables

    def _table(self, b: TableBlock, part: _Part) -> str:
        rows = laid_out(b)
        columns = max((sum(c.colspan for c in row) for row, _ in rows), default=0)
        if not columns:
            return ""
        narrow = columns < _WIDE
        column = (template.WIDTH - 2 * template.MARGIN if narrow else template.WIDTH) // columns
        inner = ""
        for row, header in rows:
            missing = columns - sum(c.colspan for c in row)
            properties = f'<w:gridAfter w:val="{missing}"/>' if missing else ""
            properties += "<w:tblHeader/>" if header else ""
            inner += f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}"
            inner += "".join(self._cell(c, column, part, in_header=header) for c in row) + "</w:tr>"
        left = f'<w:tblInd w:w="{template.MARGIN}" w:type="dxa"/>' if narrow else ""
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE}"/>{_VISUAL if self._rtl else ""}'
            f'<w:tblW w:w="{column * columns}" w:type="dxa"/>{left}</w:tblPr>'
            f"<w:tblGrid>{template.grid_column(column) * columns}</w:tblGrid>{inner}</w:tbl>"
        )

    def _cell(self, c: Laid, column: int, part: _Part, *, in_header: bool) -> str:
        inner = "".join(self._story(c.blocks, part, Where.HEADER_CELL if c.header else Where.CELL)) or "<w:p/>"
        properties = '<w:cnfStyle w:firstColumn="1"/>' if c.header and not in_header else ""
        # no width at all tells the reader that the table has no cell there
        properties += '<w:tcW w:w="0" w:type="nil"/>' if c.gap else f'<w:tcW w:w="{column * c.colspan}" w:type="dxa"/>'
        properties += f'<w:gridSpan w:val="{c.colspan}"/>' if c.colspan > 1 else ""
        properties += f'<w:vMerge w:val="{c.merge}"/>' if c.merge else ""
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"

    # notes and links

    def _call(self, m: Mark, how: Manner) -> str:
        key = m.get("key")
        note = self._notes.get(key)
        if note is None:
            return f"<w:r>{properties(frozenset(), how, complex_script=False)}<w:t>{clean(m.get('marker'))}</w:t></w:r>"
        n, look = self._ids[key], f'<w:rPr><w:rStyle w:val="{template.FOOTNOTE_REFERENCE}"/></w:rPr>'
        if key in self._printed:
            return (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                f'<w:r><w:instrText xml:space="preserve"> NOTEREF _RefNote{n} \\f \\h </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
                f'<w:r>{look}<w:t>{clean(note.marker)}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        self._printed[key] = counted = note.marker == str(self._count + 1)
        if counted:
            self._count += 1
            call = f'<w:r>{look}<w:footnoteReference w:id="{n}"/></w:r>'
        else:
            call = (
                f'<w:r>{look}<w:footnoteReference w:customMarkFollows="1" w:id="{n}"/>'
                f"<w:t>{clean(note.marker)}</w:t></w:r>"
            )
        if key not in self._repeated:
            return call
        self._bookmarks += 1
        i = self._bookmarks
        return f'<w:bookmarkStart w:id="{i}" w:name="_RefNote{n}"/>{call}<w:bookmarkEnd w:id="{i}"/>'

    def _link(self, m: Mark, part: _Part) -> str:
        target = m.get("href") or m.get("from")
        if m.kind is Kind.LINK and target and not target.startswith("#"):
            return f'<w:hyperlink r:id="{part.relationship(target)}">'
        if m.kind in (Kind.REF, Kind.RREF) and target.startswith("#") and target[1:] in self._anchors:
            return f"<w:hyperlink w:anchor={quoteattr(template.bookmark(target[1:]))}>"
        return ""

    def _footnotes(self, part: _Part) -> str:
        return (
            f"{XML}<w:footnotes {NAMESPACES}>{template.separators(self._rtl)}"
            + "".join(self._footnote(key, note, part) for key, note in self._notes.items())
            + "</w:footnotes>"
        )

    def _footnote(self, key: str, note: NoteBlock, part: _Part) -> str:
        first = note.blocks[0] if note.blocks else None
        how = manner(Text(), first.direction, first.language) if isinstance(first, Block) else Manner()
        look = properties(frozenset(), how, complex_script=how.rtl, style=template.FOOTNOTE_REFERENCE)
        mark = "<w:footnoteRef/>" if self._printed.get(key) else f"<w:t>{clean(note.marker)}</w:t>"
        lead = f'<w:r>{look}{mark}</w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
        inner, waiting = [], [*note.blocks]
        if not waiting or not isinstance(waiting[0], Block):
            inner.append(f'<w:p><w:pPr><w:pStyle w:val="{template.FOOTNOTE_TEXT}"/></w:pPr>{lead}</w:p>')
            lead = ""
        for b in waiting:
            if isinstance(b, Block):
                inner.append(self._paragraph(b, part, Where.NOTE, lead=lead))
                lead = ""
            else:
                inner += (self._table(b, part), _SPACER)
        return f'<w:footnote w:id="{self._ids[key]}">{"".join(inner)}</w:footnote>'


_REST = 100  # so many rows may be missing below the table
_WIDE = 4  # a table of so many columns takes the width of the page
_VISUAL = "<w:bidiVisual/>"
_JUSTIFY = {"center": '<w:jc w:val="center"/>', "end": '<w:jc w:val="right"/>'}
_HEAD = 3  # publisher, symbol and organ
_DISTRIBUTION = 5  # then distribution, date, language, original language
_DISTRIBUTION_LENGTH = 40


def _direction(b: Block) -> str:
    return {"rtl": "<w:bidi/>", "ltr": '<w:bidi w:val="0"/>'}.get(b.direction, "")


def page_lines(head: Sequence[Block]) -> int:
    """How many blocks of a masthead fit into the header of the first page; what follows stands on the page."""
    count = _HEAD
    for b in head[_HEAD : _HEAD + _DISTRIBUTION]:
        if b.style is not Style.NONE or len(b.text) > _DISTRIBUTION_LENGTH:
            break
        count += 1
    return min(count, len(head))


def _texts(blocks: Iterable[AnyBlock]) -> Iterator[Text]:
    """The texts in which a note can be called: not those of the notes themselves."""
    return (b.text for b in paragraphs(b for b in blocks if not isinstance(b, NoteBlock)))


def _most(values: Iterable[str]) -> str:
    """The value that comes most often, the first of equals; empty ones do not count."""
    counts = Counter(v for v in values if v)
    return max(counts, key=lambda v: counts[v]) if counts else ""


def _uncalled(b: NoteBlock) -> list[AnyBlock]:
    """A note that nothing calls, as paragraphs: its marker typed before its text."""
    first = b.blocks[0] if b.blocks else None
    if isinstance(first, Block):
        lead = [Text(part) for part in (b.marker, first.label) if part]
        return [replace(first, text=joined([*lead, first.text], " "), label=""), *b.blocks[1:]]
    return [Block(Text(b.marker)), *b.blocks]


# tables


class Laid(Struct):
    """A cell on the grid; `merge` is that of Word (`restart`, `continue`), `gap`: the table has no cell here."""

    blocks: tuple[Block | TableBlock, ...] = ()
    colspan: int = 1
    header: bool = False
    merge: str = ""
    gap: bool = False


def laid_out(table: TableBlock) -> list[tuple[list[Laid], bool]]:
    """The rows of a table on the grid, each with whether it is a header row.

    A cell that spans rows is followed below by cells that continue it.
    """
    found: list[tuple[list[Laid], bool]] = []
    above: dict[int, tuple[int, int]] = {}  # column of a cell that reaches down -> rows left, width
    leading = True
    for cells in filter(None, table.rows):
        leading = leading and all(c.header for c in cells)
        row, above = _laid_row(cells, above)
        found.append((row, leading))
    while above and len(found) < len(table.rows) + _REST:  # a cell that spans more rows than there are
        row, above = _laid_row((), above)
        found.append((row, False))
    return found


def _laid_row(
    cells: Sequence[CellBlock], above: dict[int, tuple[int, int]]
) -> tuple[list[Laid], dict[int, tuple[int, int]]]:
    """A row on the grid, and what reaches down from it into the next one."""
    row: list[Laid] = []
    below: dict[int, tuple[int, int]] = {}
    column, waiting = 0, deque(cells)
    while waiting or above:
        if column in above:
            left, width = above.pop(column)
            row.append(Laid(colspan=width, merge="continue"))
            if left > 1:
                below[column] = (left - 1, width)
        elif waiting:
            c = waiting.popleft()
            width = max(1, c.colspan)
            row.append(Laid(c.blocks, width, c.header, "restart" if c.rowspan > 1 else ""))
            if c.rowspan > 1:
                below[column] = (c.rowspan - 1, width)
        elif (start := min(above)) > column:  # it stands right of all cells of this row
            width = start - column
            row.append(Laid(colspan=width, gap=True))
        else:  # covered by a wider cell: Word has no such merging
            del above[start]
            continue
        column += width
    return row, below
