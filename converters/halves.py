"""The two halves of a conversion: bytes to the document that they hold, and a document to bytes.

AKN XML and the JSON of the model are the core's own formats and are read and written by `akn`; every other format
speaks blocks only, in both directions (`converters.formats`).
"""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.document import Document
from akn.errors import UnreadableInput, UsageError
from converters.options import CorrectionsFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from akn.blocks import Blocks
    from akn.structure.corrections import Corrections
    from converters.conversion import Source
    from converters.options import Options

CORE = ("xml", "json")
"""The formats that hold a document and not blocks."""

CORRECTION_FAILED = frozenset(
    (
        *(Code.CORRECTION_UNMATCHED, Code.CORRECTION_AMBIGUOUS, Code.CORRECTION_IMPOSSIBLE),
        *(Code.CORRECTION_EMPTY, Code.CORRECTION_REPEATED),
    )
)
"""What is said of a correction that was not applied."""


_RARELY = 50_000
_LONG = 60  # characters of a text that is shown


@contextmanager
def few_collections() -> Iterator[None]:
    """Let Python look for cycles less often: a conversion leaves hardly any, and looking is a twentieth of its time.

    Of several threads the first gives back what it found; the others change nothing.
    """
    before = gc.get_threshold()
    if often := 0 < before[0] < _RARELY:
        gc.set_threshold(_RARELY, *before[1:])
    try:
        yield
    finally:
        if often:
            gc.set_threshold(*before)


def format_of(data: bytes, name: str, options: Options) -> str:
    from converters.formats import sniff

    return options.from_ or sniff(data, name)


def read_blocks(data: Any, name: str, format_: str, options: Options) -> Result[Blocks]:
    """What was seen in a source; the blocks of its layout for a format of the core."""
    if format_ in CORE:
        from akn.layout import layout_blocks

        _, meant = read(data, name, format_, options)
        return Result(layout_blocks(meant.value), meant.diagnostics)
    reader = function_of(format_, "read")
    # of the formats only those with tracked changes have a word for what to do with them, only pictures for the other
    extra = {"revisions": options.revisions} if options.revisions and _part(format_, "REVISIONS") else {}
    if _part(format_, "OCR"):
        from akn.languages import load

        extra |= {"ocr": options.ocr, "language": load(options.language).code if options.language else ""}
    seen: Result[Blocks] = reader(data, name, **extra)
    return seen


def _part(format_: str, name: str) -> Any:
    """What a format offers under a name, None if it does not."""
    from converters.formats import load

    return getattr(load(format_), name, None)


def _short_code(language: str) -> str:
    """The language as BCP 47 has it, the two letters where there are two; empty for one that could not be told."""
    from akn.languages import load

    try:
        return load(language).tag
    except UsageError:
        return language if language != "und" else ""


def read(data: Any, name: str, format_: str, options: Options) -> tuple[Blocks, Result[Document]]:
    """The blocks that a source of any format holds (none of AKN), and what they mean."""
    if format_ not in CORE:
        open_ = _part(format_, "opened")  # once: unpacked and checked for all that is asked of the input
        opened = open_(data, name) if open_ else data
        seen = read_blocks(opened, name, format_, options)
        return seen.value, _parsed(seen, opened, name, format_, options)
    settled = corrections_file(options.corrections)
    if settled.text:
        raise UsageError(f"{settled.path}: only what is parsed can be corrected so, not {format_}")
    if format_ == "xml":
        from akn.published import understand_xml

        catalogue = catalogue_of(options.catalogue).value if options.catalogue else None
        result = understand_xml(data, name, catalogue=catalogue)
    else:
        result = _from_json(data, name, options)
    if options.markup_date:
        document = result.value
        dated = replace(document, metadata=replace(document.metadata, markup=options.markup_date))
        result = Result(dated, result.diagnostics)
    return (), result


def _parsed(seen: Result[Blocks], data: Any, name: str, format_: str, options: Options) -> Result[Document]:
    """What the blocks of a source mean.  Raises DataError for corrections that are none."""
    from akn.parse import parse_blocks
    from akn.structure.corrections import NONE, corrections_in

    if not seen.ok and not seen.value:
        return Result(Document(), seen.diagnostics)
    settled = corrections_file(options.corrections)
    corrections = corrections_in(settled.text, settled.path) if settled.text else NONE
    parsed = parse_blocks(
        seen.value,
        language=options.language,
        body=options.body,
        catalogue=catalogue_of(options.catalogue).value if options.catalogue else None,
        source=name,
        markup=options.markup_date,
        hints=_hints(data, name, format_),
        corrections=corrections,
    )
    found = seen.diagnostics + parsed.diagnostics
    return Result(parsed.value, found + _applied(corrections, found, name))


def _applied(corrections: Corrections, found: tuple[Diagnostic, ...], name: str) -> tuple[Diagnostic, ...]:
    """How many corrections were applied, where there are any."""
    settled = (corrections.symbol, corrections.date, corrections.language, corrections.body)
    count = len(corrections.line) + len(corrections.reference) + sum(map(bool, settled))
    failed = sum(d.code in CORRECTION_FAILED for d in found)
    told = Code.CORRECTIONS_APPLIED.at(Position(source=name), applied=count - failed, count=count)
    return (told,) if count else ()


def _from_json(data: bytes, name: str, options: Options) -> Result[Document]:
    """The document in the JSON of the model, or what blocks in it mean."""
    from akn.snapshot import from_json

    found = from_json(data)
    if isinstance(found, Document):
        return Result(found)
    from akn.parse import parse_blocks

    return parse_blocks(found, language=options.language, body=options.body, source=name)


def _hints(data: Any, name: str, format_: str) -> tuple[str, ...]:
    """What may tell the symbol of a text that does not print it: the properties of the file, and its name."""
    properties = _part(format_, "properties")
    values = tuple(properties(data, name).values()) if properties else ()
    return (*values, os.path.splitext(os.path.basename(name))[0])


def write(document: Document, format_: str, links: str = "docs") -> bytes:
    if format_ == "xml":
        from akn.emit import emit_xml

        return emit_xml(document)
    if format_ == "json":
        from akn.snapshot import to_json

        return to_json(document)
    if format_ == "html":
        from converters.view.page import write_page

        return write_page(document, links=links)
    from akn.layout import layout_blocks

    write = function_of(format_, "write")
    document = _with_links(document, format_, links)
    extra = {"language": _short_code(document.metadata.language)} if _part(format_, "LANGUAGE") else {}
    written: bytes = write(layout_blocks(document, anchors=bool(_part(format_, "ANCHORS"))), **extra)
    return written


def _with_links(document: Document, format_: str, links: str) -> Document:
    """The document with its citations as links, for a format that can show some."""
    from akn.walk import with_texts
    from converters.formats import Loss, load
    from converters.links import Links, linked

    if links != "docs" or Loss.FINDINGS in load(format_).LOSES:
        return document
    way = Links(links, _short_code(document.metadata.language) or "en")
    return with_texts(document, lambda text, _: linked(text, way))


def not_shown(document: Document, format_: str, name: str) -> tuple[Diagnostic, ...]:
    """What is to be said where raised and lowered characters, which carry meaning, are written as ordinary ones."""
    from akn.text import Kind
    from akn.walk import texts_of
    from converters.formats import Loss, load

    if format_ in CORE or Loss.LOOKS not in load(format_).LOSES:
        return ()
    found = [
        words[-1]
        for text, _ in texts_of(document)
        for m in text.of(Kind.SUPERSCRIPT, Kind.SUBSCRIPT)
        if (words := text.content[max(0, m.start - 8) : m.end].split())
    ]
    if not found:
        return ()
    shown = ", ".join(f"“{word}”" for word in dict.fromkeys(found[:5])) + (", …" if len(found) > 5 else "")
    return (Code.RAISED_NOT_SHOWN.at(Position(source=name), count=len(found), format=format_, shown=shown),)


def function_of(format_: str, name: str) -> Callable[..., Any]:
    """The `read` or `write` of a format."""
    from converters.formats import names, no_format

    if format_ not in names():
        raise no_format(format_, *CORE)
    found: Callable[..., Any] | None = _part(format_, name)
    if found is None:
        can = "read, not written" if name == "write" else "written, not read"
        raise UsageError(f"the format {format_!r} can be {can}")
    return found


def catalogue_of(path: str | os.PathLike[str]) -> Result[dict[str, str]]:
    """The adoption dates by symbol that a file tells, read once."""
    return _catalogue(os.fspath(path))


@cache
def _catalogue(path: str) -> Result[dict[str, str]]:
    from akn.catalogue import load_catalogue

    return load_catalogue(path)


def load_source(source: Source, name: str) -> tuple[bytes, str]:
    """The bytes of a source, and what it is called."""
    if isinstance(source, bytes):
        return source, name
    if isinstance(source, (str, os.PathLike)):
        return _read_path(os.fspath(source), name)
    if hasattr(source, "read"):
        return source.read(), name or str(getattr(source, "name", ""))
    if hasattr(source, "save"):  # a document of python-docx
        from io import BytesIO

        source.save(target := BytesIO())
        return target.getvalue(), name or "document.docx"
    kind = type(source).__name__  # not its value, which may be a whole document
    raise UsageError(f"a source is a path, bytes, a binary stream or a document of python-docx, not {kind}")


def _read_path(path: str, name: str) -> tuple[bytes, str]:
    """The bytes of a file, and what it is called; a text that was taken for a path is told as such."""
    from converters.files import read_bytes
    from converters.formats import format_by_suffix

    try:
        return read_bytes(path), name or path
    except UnreadableInput as error:
        if os.path.exists(path) or (format_by_suffix(path) and len(path) < 256 and "\n" not in path):
            raise
        shown = " ".join(path[:_LONG].split()) + "…" * (len(path) > _LONG)
        told = "is no file; a str is a path, a text is given as bytes: convert(text.encode())"
        raise UnreadableInput(f"{shown}: {told}") from error


def corrections_file(given: str | os.PathLike[str] | CorrectionsFile) -> CorrectionsFile:
    """What `Options.corrections` stands for: a file that is read, or what was read already."""
    return given if isinstance(given, CorrectionsFile) else read_corrections(os.fspath(given))


def read_corrections(path: str, *, beside: bool = False) -> CorrectionsFile:
    """A file of corrections; the one beside an input that has its name and `.akn.toml`, if there is one.

    Raises UnreadableInput if it cannot be read.
    """
    path = f"{path}.akn.toml" if beside else path
    if not path or (beside and not os.path.isfile(path)):
        return CorrectionsFile()
    from converters.files import read_bytes

    try:
        return CorrectionsFile(path, read_bytes(path).decode())
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{path}: is not UTF-8") from error
