"""From the bytes of a Word file to blocks: opens the package, reads its stories, tells what was noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, NoteBlock, TableBlock, Zone
from akn.diagnostics import Code, Position, Result
from akn.errors import UsageError
from akn.text import Kind, Text
from converters.formats.docx.fields import NotePlaces
from converters.formats.docx.mastheads import all_sections, count_furniture, find_masthead, loader
from converters.formats.docx.names import w
from converters.formats.docx.notes import Notes
from converters.formats.docx.numbering import Numbering
from converters.formats.docx.package import Package, Relationship, open_package
from converters.formats.docx.properties import compare_symbols, core_properties, custom_properties
from converters.formats.docx.runs import Inline
from converters.formats.docx.story import Story, flat
from converters.formats.docx.styles import Styles
from converters.formats.docx.tables import SYMBOL
from converters.formats.docx.tally import Tally

if TYPE_CHECKING:
    from lxml.etree import _Element

_BODY = w("body")
_WAYS = ("accept", "reject", "report")


def read_word(data: bytes, source: str, revisions: str) -> Result[Blocks]:
    """See `converters.formats.docx.read`."""
    if revisions not in _WAYS:
        raise UsageError(f"tracked changes can be treated as {', '.join(_WAYS)}, not {revisions!r}")
    package = open_package(data, source)
    tally = Tally(source, revisions)
    reading = _Reading(package, tally)
    blocks = reading.blocks()
    if not blocks:
        tally.tell(Code.EMPTY_INPUT)
    return Result(blocks, (*package.noticed, *tally.diagnostics()))


def read_properties(data: bytes, source: str) -> dict[str, str]:
    """See `converters.formats.docx.properties`."""
    package = open_package(data, source)
    return {**core_properties(package), **custom_properties(package)}


class _Reading:
    """One file while it is read: its parts, found by their relationships."""

    def __init__(self, package: Package, tally: Tally) -> None:
        self._package, self._tally = package, tally
        self._load = loader(package)
        self._root = package.parse(package.main)
        self._links = package.relationships(package.main)
        self._sections = all_sections(self._root)
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"), self._styles.numbering_style)
        parts = {"footnote": self._part("footnotes"), "endnote": self._part("endnotes")}
        self._notes = Notes(parts, self._part("settings"), self._sections, tally)

    def blocks(self) -> Blocks:
        """Masthead, text and notes."""
        header = find_masthead(self._sections, self._links, self._load)
        masthead: list[Block] = []
        if header is not None:
            story = self._story(header.root, self._package.relationships(header.part), zone=Zone.MASTHEAD)
            masthead = flat(story.blocks(header.root))
            del self._tally.counts["picture"]  # the emblem
        running = count_furniture(self._links, header, self._load, self._tally)
        body = self._root.find(_BODY)
        opens = not any(SYMBOL.search(b.text.content) for b in masthead)
        text = self._story(self._root, self._links, opens=opens).blocks(body) if body is not None else []
        printed = [b.text.content for b in [*masthead, *text] if isinstance(b, Block) and b.zone is Zone.MASTHEAD]
        compare_symbols(custom_properties(self._package), printed + running, self._tally)
        blocks = (*masthead, *text, *self._note_blocks())
        names = self._notes.renamed()
        return tuple(_renamed(b, names) for b in blocks) if names else blocks

    def _note_blocks(self) -> list[NoteBlock]:
        found = []
        stories: dict[str, Story] = {}
        for note in self._notes.called():
            if note.kind not in stories:
                part = self._target(f"{note.kind}s")
                root = note.element.getparent()
                links = self._package.relationships(part)
                stories[note.kind] = self._story(note.element if root is None else root, links, in_note=True)
            inner = stories[note.kind].blocks(note.element)
            first = inner[0] if inner else None
            if note.custom and isinstance(first, Block) and first.text.content.startswith(note.marker):
                text = first.text.slice(len(note.marker)).strip()  # the mark is typed before the note as well
                inner[0:1] = [replace(first, text=text, tabbed=False)] if text else []
            found.append(NoteBlock(note.key, note.marker, tuple(inner), source=Position(self._tally.source)))
        return found

    def _story(self, root: _Element, links: dict[str, Relationship], **where: Any) -> Story:
        """A story that starts at an element; `where` says which part of the page it is (see `Story`)."""
        inline = Inline(self._styles, self._notes, NotePlaces(root), links, self._tally)
        return Story(inline, self._styles, self._numbering, self._tally, **where)

    def _target(self, kind: str) -> str:
        return next((r.target for r in self._links.values() if r.kind == kind and not r.external), "")

    def _part(self, kind: str) -> _Element | None:
        target = self._target(kind)
        return self._load(target) if target else None


def _renamed(b: AnyBlock, names: dict[str, str]) -> AnyBlock:
    """A block with the keys of notes changed."""
    if isinstance(b, NoteBlock):
        return replace(b, key=names.get(b.key, b.key), blocks=_inside(b.blocks, names))
    return _inside((b,), names)[0]


def _inside(blocks: tuple[Block | TableBlock, ...], names: dict[str, str]) -> tuple[Block | TableBlock, ...]:
    out: list[Block | TableBlock] = []
    for b in blocks:
        if isinstance(b, TableBlock):
            rows = (tuple(replace(c, blocks=_inside(c.blocks, names)) for c in row) for row in b.rows)
            out.append(replace(b, rows=tuple(rows)))
        elif any(m.get("key") in names for m in b.text.of(Kind.NOTE)):
            marks = (
                m.with_attributes(key=names.get(m.get("key"), m.get("key"))) if m.kind is Kind.NOTE else m
                for m in b.text.marks
            )
            out.append(replace(b, text=Text(b.text.content, tuple(marks))))
        else:
            out.append(b)
    return tuple(out)
