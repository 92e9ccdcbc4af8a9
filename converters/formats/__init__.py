"""The file formats: one module or package each, found by its name and loaded when it is first needed.

A format offers `read(data: bytes, source: str = "") -> Result[Blocks]`, `write(blocks: Blocks) -> bytes`, or
both, and with `write` a set `LOSES` of what it cannot carry.  Its law, for any blocks:

    read(write(blocks)).value == without(blocks, LOSES)

The format of a file is told by its first bytes, else by its suffix.  Pictures are told by their bytes only, so that
folders are read without them: often each holds one page of many.  Files of none of our formats (Word 97) are not named
here: the reader that is asked to read them refuses them with the name of what they look like.

>>> "text" in names(), by_suffix("a/b.TXT")
(True, 'text')
"""

from __future__ import annotations

import os
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, Zone
from akn.data import did_you_mean
from akn.errors import UsageError
from akn.extensions import loaded, offered
from akn.text import LOOKS, Kind, Mark, Text, joined

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_SERVANTS = frozenset({"encoding", "pace", "printed"})  # they serve the formats and are none themselves
# suffixes that differ from the name of their format
_SUFFIXES = {"txt": "text", "htm": "html", "xhtml": "html", "md": "markdown", "docm": "docx", "dotx": "docx"}
_CALLED = {**_SUFFIXES, "word": "docx"}  # what a person may call a format
CORE = ("xml", "json")
"""The formats of the core, which hold a document and not blocks."""

_CORE_SUFFIXES = {".xml": "xml", ".akn": "xml", ".json": "json"}  # the formats of the core itself
_OUTPUT_SUFFIXES = {"markdown": "md", "text": "txt"}
_ENCODINGS = (
    *((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")),
    *((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be")),
)


class Loss(StrEnum):
    """What a written file cannot carry; a format names its own in `LOSES`."""

    STYLE = "style"
    INDENT = "indent"
    ZONE = "zone"
    ALIGN = "align"
    DIRECTION = "direction"
    LANGUAGE = "language"
    CUT = "cut"
    LABEL = "label"  # a number becomes the beginning of the text
    LOOKS = "looks"
    FINDINGS = "findings"  # marks that are neither looks nor anchors
    MEANINGS = "meanings"  # findings, but for links to addresses
    BREAKS = "breaks"  # a line break inside a block becomes a space
    NOTE_KEYS = "note keys"  # notes are named by their markers
    NOTE_PLACES = "note places"  # all notes stand at the end
    UNPAIRED = "unpaired notes"  # a note without a call becomes a block, a call without a note becomes its characters
    NOTE_PARAGRAPHS = "note paragraphs"  # a note becomes one paragraph
    CELL_PARAGRAPHS = "cell paragraphs"  # a cell becomes one paragraph, a table inside it too
    SPANS = "spans"  # header cells and spans; rows get one length, empty edges go, one column becomes paragraphs

    __hash__ = str.__hash__  # that of Enum is slow


@cache
def names() -> tuple[str, ...]:
    """The names of all formats, in alphabetical order; none of them is loaded."""
    own = (module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(sorted({*own, *_offered()} - _SERVANTS))


@cache
def _offered() -> dict[str, EntryPoint]:
    """The formats of other packages (entry points `akn.formats`) by name; the suffix of their files is the name."""
    return {point.name: point for point in offered("akn.formats")}


def by_suffix(path: str) -> str:
    """The name of the format that a file name's suffix stands for, empty if there is none."""
    suffix = os.path.splitext(path)[1].lower().removeprefix(".")
    name = _SUFFIXES.get(suffix, suffix)
    return name if name in names() else ""


def format_by_suffix(name: str) -> str:
    """The format that the suffix of a name stands for, empty if none.

    >>> format_by_suffix("a.b/RES.MD"), format_by_suffix("a.xml"), format_by_suffix("a.doc")
    ('markdown', 'xml', '')
    """
    for suffix, format_ in _CORE_SUFFIXES.items():
        if name.lower().endswith(suffix):
            return format_
    return by_suffix(name)


def input_format(name: str) -> str:
    """The format that the suffix of a name stands for, empty if none or if that one can only be written.

    >>> input_format("RES.MD"), input_format("a.xml"), input_format("a.doc")
    ('markdown', 'xml', '')
    """
    format_ = format_by_suffix(name)
    return format_ if format_ in CORE or (format_ and part_of(format_, "read")) else ""


def suffix_of(format_: str) -> str:
    """The suffix that an output in a format gets.

    >>> suffix_of("xml"), suffix_of("text")
    ('.xml', '.txt')
    """
    return "." + _OUTPUT_SUFFIXES.get(format_, format_)


def sniff(data: bytes, name: str = "") -> str:
    """The format of an input; `text` if nothing tells otherwise.

    >>> sniff(b'<?xml version="1.0"?><akomaNtoso/>'), sniff(b"Recalling", "a.md"), sniff(b"Recalling")
    ('xml', 'markdown', 'text')
    """
    named = format_by_suffix(name)
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")):
        return "image"
    head = _head(data)
    if head.startswith(("<!doctype html", "<html")):
        return "html"
    if head.startswith("<?xml"):
        return "html" if named == "html" or "<html" in head else "xml"
    if "akomantoso" in head and head.startswith("<"):
        return "xml"
    return named or "text"


def _head(data: bytes) -> str:
    """The first characters in lower case, whichever Unicode encoding they are in."""
    encoding = next((name for begins, name in _ENCODINGS if data.startswith(begins)), "utf-8-sig")
    return data[:2048].decode(encoding, "replace").lstrip().lower()


def load(name: str) -> Any:
    """The module of a format.

    Raises UsageError, which names the nearest one or all, for a name that no format has.
    """
    if name not in names():
        raise no_format(name)
    return loaded(_offered()[name]) if name in _offered() else import_module(f"{__name__}.{name}")


def no_format(name: str, *core: str) -> UsageError:
    """Why a name is refused that no format has, nor one of the core: with the nearest one, else with all there are."""
    there = sorted((*core, *names()))
    meant = did_you_mean(name.lower(), there, _CALLED) or f"; there are {', '.join(there)}"
    return UsageError(f"there is no format {name!r}{meant}")


def part_of(format_: str, name: str) -> Any:
    """What the module of a format offers under a name, None if it does not.

    Raises UsageError for a name that neither a format has nor one of the core.
    """
    if format_ not in names():
        raise no_format(format_, *CORE)
    return getattr(load(format_), name, None)


def function_of(format_: str, name: str) -> Callable[..., Any]:
    """The `read` or `write` of a format."""
    found: Callable[..., Any] | None = part_of(format_, name)
    if found is None:
        raise UsageError(f"the format {format_!r} can only be {'read' if name == 'write' else 'written'}")
    return found


Keys = dict[str, str]
"""The new name of each note that has both a call and a body."""


def without(blocks: Blocks, loses: frozenset[Loss]) -> Blocks:
    """The same blocks as they come back from a format that loses these things: the right side of the law.

    Blocks that hold nothing at all are left out in any case.
    """
    keys = _keys(blocks, loses)
    kept = [left for b in blocks for left in _left(b, loses, keys)]
    if Loss.NOTE_PLACES in loses:
        kept.sort(key=lambda b: isinstance(b, NoteBlock))
    return tuple(kept)


def _keys(blocks: Blocks, loses: frozenset[Loss]) -> Keys:
    """Names of the notes: their own, or marker, marker.2 and so on, in the order of the bodies."""
    called = {m.get("key") for t in texts(blocks) for m in t.of(Kind.NOTE)}
    found: Keys = {}
    seen: dict[str, int] = {}
    for b in blocks:
        if isinstance(b, NoteBlock) and b.key not in found and (b.key in called or Loss.UNPAIRED not in loses):
            seen[b.marker] = seen.get(b.marker, 0) + 1
            name = b.marker if seen[b.marker] == 1 else f"{b.marker}.{seen[b.marker]}"
            found[b.key] = name if Loss.NOTE_KEYS in loses else b.key
    return found


def texts(blocks: Iterable[AnyBlock]) -> Iterator[Text]:
    """Every text of the blocks, those in cells and notes included."""
    for b in blocks:
        if isinstance(b, Block):
            yield b.text
        elif isinstance(b, NoteBlock):
            yield from texts(b.blocks)
        else:
            for row in b.rows:
                for cell in row:
                    yield from texts(cell.blocks)


def _left(b: AnyBlock, loses: frozenset[Loss], keys: Keys) -> Iterator[AnyBlock]:
    if isinstance(b, Block):
        yield from _paragraph(b, loses, keys)
    elif isinstance(b, TableBlock):
        yield from _table(b, loses, keys)
    else:
        yield from _note(b, loses, keys)


def _paragraph(b: Block, loses: frozenset[Loss], keys: Keys) -> Iterator[Block]:
    text = _text(b.text, loses, keys)
    label = b.label
    if Loss.LABEL in loses and label:
        text = joined([Text(label), text], " ") if text else Text(label)
        label = ""
    if text or label:
        yield Block(
            text,
            label,
            Style.NONE if Loss.STYLE in loses else b.style,
            0 if Loss.INDENT in loses else b.indent,
            Zone.BODY if Loss.ZONE in loses else b.zone,
            "" if Loss.ALIGN in loses else b.align,
            "" if Loss.DIRECTION in loses else b.direction,
            "" if Loss.LANGUAGE in loses else b.language,
            b.cut and Loss.CUT not in loses,
        )


def _text(text: Text, loses: frozenset[Loss], keys: Keys) -> Text:
    """A text without the marks that are lost, its note calls renamed."""
    if not text.marks:
        return text
    kept: list[Mark] = []
    for m in text.marks:
        if m.kind is Kind.NOTE:
            key = keys.get(m.get("key"), "" if Loss.UNPAIRED in loses else m.get("key"))
            # a marker on a call is only told where it differs from that of its note
            lost = Loss.NOTE_KEYS in loses and bool(key)
            kept.append(m.with_attributes(key=key, marker="" if lost else m.get("marker")))
        elif m.kind is Kind.BREAK or not _is_lost(m, loses):
            kept.append(m)
    text = Text(text.content, tuple(kept))
    if Loss.BREAKS in loses:
        text = _without_breaks(text)
    return _without_unpaired(text) if Loss.UNPAIRED in loses else text


def _is_lost(m: Mark, loses: frozenset[Loss]) -> bool:
    if m.kind in LOOKS:
        return Loss.LOOKS in loses
    is_link = m.kind is Kind.LINK and m.get("href")[:1] not in ("", "#")
    return Loss.FINDINGS in loses or (Loss.MEANINGS in loses and not is_link)


def _without_breaks(text: Text) -> Text:
    """A space where a line break parted two words."""
    for m in reversed(text.of(Kind.BREAK)):
        around = text.content[max(0, m.start - 1) : m.start + 1]
        if 0 < m.start < len(text) and " " not in around:
            text = text.replaced(m.start, m.start, " ")
    return text.without(Kind.BREAK)


def _without_unpaired(text: Text) -> Text:
    """The characters of its marker for each call that has no note."""
    lone = [m for m in text.of(Kind.NOTE) if not m.get("key")]
    if lone:
        text = text.keeping(lambda m: m.kind is not Kind.NOTE or bool(m.get("key")))
        for m in reversed(lone):
            text = text.replaced(m.start, m.start, m.get("marker"))
    return text


def _table(b: TableBlock, loses: frozenset[Loss], keys: Keys) -> Iterator[Block | TableBlock]:
    rows = [[_cell(c, loses, keys) for c in row] for row in b.rows]
    if Loss.SPANS in loses:
        rows = rectangle(rows)
        if rows and len(rows[0]) == 1:
            yield from (b for row in rows for b in row[0].blocks if not isinstance(b, NoteBlock))
            return
    if rows:
        yield TableBlock(tuple(map(tuple, rows)))


def rectangle(rows: list[list[CellBlock]]) -> list[list[CellBlock]]:
    """Rows of one length, without the empty rows at top and bottom and the empty columns on the left."""
    while rows and not any(cell.blocks for cell in rows[-1]):
        rows.pop()
    first = next((i for i, row in enumerate(rows) if any(cell.blocks for cell in row)), 0)
    left = min(
        (next(i for i, c in enumerate(row) if c.blocks) for row in rows if any(c.blocks for c in row)), default=0
    )
    rows = [row[left:] for row in rows[first:]]
    width = max(map(len, rows), default=0)
    return [row + [CellBlock(())] * (width - len(row)) for row in rows]


def _cell(cell: CellBlock, loses: frozenset[Loss], keys: Keys) -> CellBlock:
    inner = _inside(cell.blocks, loses, keys, Loss.CELL_PARAGRAPHS)
    return CellBlock(inner) if Loss.SPANS in loses else replace(cell, blocks=inner)


def _note(b: NoteBlock, loses: frozenset[Loss], keys: Keys) -> Iterator[AnyBlock]:
    inner = _inside(b.blocks, loses, keys, Loss.NOTE_PARAGRAPHS)
    if b.key in keys:
        yield NoteBlock(keys[b.key], b.marker, inner)
    elif inner and isinstance(inner[0], Block):
        yield replace(inner[0], text=joined([Text(b.marker), inner[0].text], " "))
        yield from inner[1:]
    else:
        yield from (Block(Text(b.marker)), *inner)


def _inside(
    blocks: Iterable[AnyBlock], loses: frozenset[Loss], keys: Keys, one_paragraph: Loss
) -> tuple[Block | TableBlock, ...]:
    """What is left in a cell or a note, as one paragraph if that is lost."""
    inner = tuple(x for b in blocks for x in _left(b, loses, keys) if not isinstance(x, NoteBlock))
    if one_paragraph in loses:
        text = joined((t for t in texts(inner) if t), " ")
        inner = (Block(text),) if text else ()
    return inner
