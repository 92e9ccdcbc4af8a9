"""Word (.docx): a resolution as the house templates make it, and as any other Word file.

Reading keeps what stands in the file, character by character; what Word does not print is left out and counted.
Writing uses a template of our own (see `converters.formats.docx.template`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, NoteBlock, TableBlock, Zone, paragraphs
from akn.diagnostics import Code, Position, Result
from akn.errors import UnreadableInput, UsageError
from akn.patterns import lazy_pattern
from akn.text import Kind, Text
from converters.formats import Loss
from converters.formats.docx.counting import Numbering
from converters.formats.docx.embedded import read_embedded
from converters.formats.docx.notes import Called, NotePlaces, WordNotes
from converters.formats.docx.package import (
    CORE_PROPERTIES,
    CUSTOM_PROPERTIES,
    DUBLIN_CORE,
    REL_ID,
    SYMBOL,
    TYPE,
    XML_BYTES,
    Package,
    Relationship,
    Tally,
    open_package,
    target_of,
    w,
)
from converters.formats.docx.runs import Inline
from converters.formats.docx.story import Story
from converters.formats.docx.styles import Styles, is_on
from converters.formats.docx.writing import write_word
from converters.formats.printed.furniture import NAMES, printers

if TYPE_CHECKING:
    from lxml.etree import _Element

LOSES = frozenset(
    {
        Loss.LABEL,  # the house types its numbers, and so do we
        Loss.CUT,
        Loss.MEANINGS,
        Loss.NOTE_KEYS,
        Loss.NOTE_PLACES,
        Loss.UNPAIRED,
    }
)
"""What a Word file cannot carry."""

REVISIONS = ("accept", "reject", "report")
"""What can be done with tracked changes."""

ANCHORS = True
"""The eIds of units are bookmarks."""

TYPED = True
"""Paragraphs at the end of a work of a volume may be its notes: whoever typed it off had them so."""


opened = open_package
"""A file unpacked and checked, which `read` and `properties` take as well as bytes."""

_B = TypeVar("_B", bound=AnyBlock)
_escaped = lazy_pattern(r"_x[0-9a-fA-F]{4}_")  # how Office writes characters that XML cannot hold
_CORE = {
    f"{{{DUBLIN_CORE}}}title": "title",
    f"{{{DUBLIN_CORE}}}subject": "subject",
    f"{{{DUBLIN_CORE}}}language": "language",
    f"{{{CORE_PROPERTIES}}}keywords": "keywords",
}


def _custom_properties(package: Package) -> dict[str, str]:
    """The custom properties of a file that have a value."""
    root = package.parse_optional(package.related("custom-properties") or "docProps/custom.xml")
    found: dict[str, str] = {}
    for e in root.iter(f"{{{CUSTOM_PROPERTIES}}}property") if root is not None else ():
        value = " ".join(_escaped.sub(" ", "".join(map(str, e.itertext()))).split())
        if value and e.get("name"):
            found.setdefault(e.get("name", ""), value)
    return found


def _core_properties(package: Package) -> dict[str, str]:
    """Title, subject, language and keywords of a file, as far as it gives them."""
    root = package.parse_optional(package.related("core-properties") or "docProps/core.xml")
    found: dict[str, str] = {}
    for e in root if root is not None else ():
        value = " ".join((e.text or "").split())
        if e.tag in _CORE and value:
            found[_CORE[e.tag]] = value
    return found


def _compare_symbols(properties: dict[str, str], printed: list[str], tally: Tally) -> None:
    """Tell where a property names a symbol that the masthead and the running headers do not print."""
    shown = {_plain(line) for line in printed}
    if not any("/" in line for line in shown):
        return  # no symbol is printed at all
    for name, value in properties.items():
        if name.lower().startswith("symbol") and not any(_plain(value) in line for line in shown):
            tally.tell(Code.PROPERTY_DISAGREES, stored=value)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


_SECTION, _HEADER, _TITLE_PAGE = w("sectPr"), w("headerReference"), w("titlePg")
_P, _T, _FONTS, _ASCII = w("p"), w("t"), w("rFonts"), w("ascii")
_MASTHEAD_LINES = 3  # a running header has one line or two


def _masthead_part(
    sections: list[_Element], links: dict[str, Relationship], load: Callable[[str], _Element | None]
) -> str:
    """The name of the first-page header of the first section, empty if there is none.

    Where the section has none, its only header serves if it holds a symbol and more lines than a running header.
    """
    first = sections[0] if sections else None
    headers: dict[str, str] = {}
    for e in first.iterchildren(_HEADER) if first is not None else ():
        link = links.get(e.get(REL_ID, ""))
        if link is not None and not link.external:
            headers[e.get(TYPE, "default")] = link.target
    title_page = first.find(_TITLE_PAGE) if first is not None else None
    if title_page is not None and is_on(title_page):
        return headers.get("first", "")
    only = headers.get("default", "")
    root = load(only)
    lines = [text for _, text in _printed_lines(root)] if root is not None else []
    return only if len(lines) >= _MASTHEAD_LINES and any(map(SYMBOL.fullmatch, lines)) else ""


def _printed_lines(root: _Element) -> Iterator[tuple[_Element, str]]:
    """The paragraphs of a header or footer that hold text."""
    for p in root.iter(_P):
        text = "".join(t.text or "" for t in p.iter(_T)).strip()
        if text:
            yield p, text


def _count_furniture(
    links: dict[str, Relationship], masthead: str, load: Callable[[str], _Element | None], tally: Tally
) -> list[str]:
    """Count the lines of all headers and footers but the masthead; the lines of the running headers."""
    running: list[str] = []
    parts = sorted({(r.kind, r.target) for r in links.values() if r.kind in ("header", "footer") and not r.external})
    for kind, part in parts:
        root = load(part) if part != masthead else None
        for p, text in _printed_lines(root) if root is not None else ():
            if kind == "header":
                tally.count("running header")
                running.append(text)
            elif any("barcode" in (f.get(_ASCII) or "").lower().replace(" ", "") for f in p.iter(_FONTS)):
                tally.count("bar code")
            else:
                tally.count(NAMES[printers(text)] or "footer")
    return running


_BODY = w("body")


def read(data: bytes | Package, source: str = "", *, revisions: str = "accept", nested: bool = False) -> Result[Blocks]:
    """The blocks of a Word file, its notes after them.

    `revisions` says what to do with tracked changes: `accept` them, `reject` them, or accept them and `report` each.
    `nested` says that the file stands in another one: documents that stand in it are not read.

    Raises:
        UnreadableInput: the bytes are no Word file, or unsafe to open; the message is one line.
        UsageError: there is no such way to treat tracked changes.
    """
    if revisions not in REVISIONS:
        raise UsageError(f"tracked changes can be treated as {', '.join(REVISIONS)}, not {revisions!r}")
    package = data if isinstance(data, Package) else open_package(data, source)
    tally = Tally(source, revisions)
    reading = _Reading(package, tally, nested=nested)
    blocks = reading.blocks()
    if not blocks:
        tally.tell(Code.EMPTY_INPUT)
    return Result(blocks, (*package.noticed, *tally.diagnostics()))


def properties(data: bytes | Package, source: str = "") -> Mapping[str, str]:
    """What the properties of a Word file say: hints (`Symbol1`, `JobNo`, `title`), never trusted over the text."""
    package = data if isinstance(data, Package) else open_package(data, source)
    return {**_core_properties(package), **_custom_properties(package)}


def write(blocks: Blocks) -> bytes:
    """A Word file of the blocks on our own template; the same bytes for the same blocks.

    Blocks of the masthead that come first stand in the first-page header, notes are real footnotes (a further call is
    a NOTEREF field), anchors are bookmarks and references to them are links.
    """
    return write_word(blocks)


class _Reading:
    """One file while it is read: its parts, found by their relationships."""

    def __init__(self, package: Package, tally: Tally, *, nested: bool) -> None:
        self._package, self._tally, self._nested = package, tally, nested
        self._embedded: list[NoteBlock] = []  # notes of documents that stand in the file
        self._embedded_bytes = 0
        self._times: Counter[str] = Counter()  # that a document stands in the file, by its part
        self._root = package.parse(package.main)
        self._links = package.relationships(package.main)
        self._sections = list(self._root.iter(_SECTION))
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"), self._styles.numbering_style)
        parts = {"footnote": self._part("footnotes"), "endnote": self._part("endnotes")}
        self._notes = WordNotes(parts, self._part("settings"), self._sections, tally)

    def blocks(self) -> Blocks:
        """Masthead, text and notes."""
        header = _masthead_part(self._sections, self._links, self._package.parse_optional)
        masthead: list[Block] = []
        root = self._package.parse_optional(header)
        if root is not None:
            story = self._story(root, self._package.relationships(header), zone=Zone.MASTHEAD)
            masthead = list(paragraphs(story.blocks(root)))
            del self._tally.counts["picture"]  # the emblem
        running = _count_furniture(self._links, header, self._package.parse_optional, self._tally)
        body = self._root.find(_BODY)
        opens = not any(SYMBOL.search(b.text.content) for b in masthead)
        text = self._story(self._root, self._links, opens=opens).blocks(body) if body is not None else []
        printed = [b.text.content for b in [*masthead, *text] if isinstance(b, Block) and b.zone is Zone.MASTHEAD]
        _compare_symbols(_custom_properties(self._package), printed + running, self._tally)
        blocks = (*masthead, *text, *self._note_blocks(), *self._embedded)
        for document, count in self._times.items():
            if count > 1:
                self._tally.tell(Code.EMBEDDED_TWICE, part=document, count=count)
        names = self._notes.renamed()
        return _all_renamed(blocks, names) if names else blocks

    def _note_blocks(self) -> list[NoteBlock]:
        found: dict[str, NoteBlock] = {}
        stories: dict[str, Story] = {}
        for note in self._notes.waiting():
            if note.key not in found:
                found[note.key] = self._note_block(note, stories)
        return [found[note.key] for note in self._notes.called()]

    def _note_block(self, note: Called, stories: dict[str, Story]) -> NoteBlock:
        if note.kind not in stories:
            part = target_of(f"{note.kind}s", self._links)
            root = note.element.getparent()
            links = self._package.relationships(part)
            stories[note.kind] = self._story(note.element if root is None else root, links, in_note=True)
        inner = stories[note.kind].blocks(note.element)
        first = inner[0] if inner else None
        if note.custom and isinstance(first, Block) and first.text.content.startswith(note.marker):
            text = first.text.slice(len(note.marker)).strip()  # the mark is typed before the note as well
            inner[0:1] = [replace(first, text=text, tabbed=False)] if text else []
        return NoteBlock(note.key, note.marker, tuple(inner), source=Position(self._tally.source))

    def _story(self, root: _Element, links: dict[str, Relationship], **where: Any) -> Story:
        """A story that starts at an element; `where` says which part of the page it is (see `Story`)."""
        inline = Inline(self._styles, self._notes, NotePlaces(root), links, self._tally)
        read = partial(self._document, links)
        return Story(inline, self._styles, self._numbering, self._tally, embedded=read, **where)

    def _document(self, links: dict[str, Relationship], relation: str) -> list[Block | TableBlock]:
        """The blocks of a document that stands in the file, by the id of its relationship; its notes are kept.

        A document is read where it stands first.
        """
        link = links.get(relation)
        if link is None or link.external:
            self._tally.count("embedded document")
            return []
        self._times[link.target] += 1
        if self._times[link.target] > 1:  # thousands of references to one part would be gigabytes of its words
            return []
        try:
            self._embedded_bytes += self._package.size(link.target)
            if self._embedded_bytes > XML_BYTES:
                raise UnreadableInput(f"all of them are larger than {XML_BYTES >> 20} MB")
            data = self._package.read(link.target)
            found = read_embedded(data, link.target, self._tally.source, nested=self._nested)
        except UnreadableInput as error:
            self._tally.tell(Code.EMBEDDED_UNREAD, part=link.target, reason=error)
            return []
        self._tally.reported += found.diagnostics
        if not found.value:
            self._tally.count("embedded document")
        notes = {b.key: f"{relation}-{len(self._embedded)}-{b.key}" for b in found.value if isinstance(b, NoteBlock)}
        blocks = _all_renamed(found.value, notes)
        self._embedded += [b for b in blocks if isinstance(b, NoteBlock)]
        return [b for b in blocks if not isinstance(b, NoteBlock)]

    def _part(self, kind: str) -> _Element | None:
        return self._package.parse_optional(target_of(kind, self._links))


def _renamed(b: AnyBlock, names: dict[str, str]) -> AnyBlock:
    """A block with the keys of notes changed."""
    if isinstance(b, NoteBlock):
        return replace(b, key=names.get(b.key, b.key), blocks=_all_renamed(b.blocks, names))
    if isinstance(b, TableBlock):
        rows = (tuple(replace(c, blocks=_all_renamed(c.blocks, names)) for c in row) for row in b.rows)
        return replace(b, rows=tuple(rows))
    marks = (
        m.with_attributes(key=names.get(m.get("key"), m.get("key"))) if m.kind is Kind.NOTE else m for m in b.text.marks
    )
    return replace(b, text=Text(b.text.content, tuple(marks)))


def _all_renamed(blocks: Sequence[_B], names: dict[str, str]) -> tuple[_B, ...]:
    return tuple(cast("_B", _renamed(b, names)) for b in blocks)
