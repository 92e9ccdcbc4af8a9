"""The second half of a conversion: a document to bytes.

A format is written from the document (AKN XML, the JSON of the model, pages, whatever a module of a format writes by
`write_document`), or from the blocks of its layout (`write`).  Both are a `Writer`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic, Position
from akn.document import Document
from akn.errors import PlugInError, UsageError
from converters.options import Options, taken_by
from converters.reading import Look, Status


class Writer(Protocol):
    """Turns what was read into the bytes of one format."""

    @property
    def shows_faults(self) -> bool:
        """True if what is wrong with the markup is shown in what is written, so it has to be found before."""

    def check(self) -> None:
        """Raise MissingDependency if the format cannot be written here."""

    def write(self, look: Look, options: Options) -> bytes:
        """The bytes: of the document that was read, with what was noticed on the way where the format shows that."""


class FromDocument:
    """Writes a document by a function of it, whatever its blocks were."""

    shows_faults = False

    def __init__(self, write: Callable[..., bytes]) -> None:
        self._write = write

    def check(self) -> None:
        """Nothing is missing."""

    def write(self, look: Look, options: Options) -> bytes:
        """What the function makes of the document."""
        return self._write(look.document, **taken_by(self._write, options))


class AsXml:
    """Writes AKN XML, of the elements that an outline has of the document where there is one."""

    shows_faults = False

    def check(self) -> None:
        """Nothing is missing."""

    def write(self, look: Look, options: Options) -> bytes:
        """The XML of the document."""
        from akn.emit import emit_xml

        return emit_xml(look.document, look.outline.whole if look.outline else None)


class FromBlocks:
    """Writes the layout of a document by the `write` of the module of a format."""

    shows_faults = False

    def __init__(self, format_: str) -> None:
        from converters.formats import function_of, part_of

        self._format = format_
        self._write = function_of(format_, "write")
        self._anchors = bool(part_of(format_, "ANCHORS"))

    def check(self) -> None:
        """Nothing is missing: the module could be loaded."""

    def write(self, look: Look, options: Options) -> bytes:
        """The layout, with citations as links if the format can show some."""
        from akn.layout import layout_blocks

        document = _with_links(look.document, self._format, options.links)
        asked = taken_by(self._write, replace(options, language=_short_code(document.metadata.language)))
        written: bytes = self._write(layout_blocks(document, anchors=self._anchors), **asked)
        return written


_OF_DOCUMENTS = {"json": ("akn.snapshot", "to_json")}
_OWN = {"xml": ("converters.writing", "AsXml"), "html": ("converters.view.page", "PageWriter")}


@cache
def writer_of(format_: str) -> Writer:
    """The writer of a format.  Raises UsageError for a format that there is not, or that can only be read."""
    if format_ in _OF_DOCUMENTS:
        return FromDocument(_named(*_OF_DOCUMENTS[format_]))
    if format_ in _OWN:
        made: Writer = _named(*_OWN[format_])()
        return made
    from converters.formats import part_of

    write = part_of(format_, "write_document")
    return FromDocument(write) if write else FromBlocks(format_)


def written_suffixes() -> tuple[str, ...]:
    """The suffixes, without their dots, of what can be written: the formats of the core first.

    >>> written_suffixes()[:2], "docx" in written_suffixes(), "pdf" in written_suffixes()
    (('xml', 'json'), True, False)
    """
    from converters.formats import CORE, names, suffix_of

    return (*CORE, *(suffix_of(name).removeprefix(".") for name in names() if _is_written(name)))


def _is_written(format_: str) -> bool:
    try:
        writer_of(format_)
    except (UsageError, PlugInError):  # it is only read, or a package that offers it fails
        return False
    return True


def _named(module: str, name: str) -> Any:
    return getattr(import_module(module), name)


def write(document: Document, options: Options) -> bytes:
    """A document in the format that `options.to` names, of which nothing else is known."""
    return writer_of(options.to).write(Look(document, (), "", (), Status.CONVERTED), options)


def _short_code(language: str) -> str:
    """The language as BCP 47 has it, the two letters where there are two; empty for one that could not be told."""
    from akn.languages import load

    try:
        return load(language).tag
    except UsageError:
        return language if language != "und" else ""


def _with_links(document: Document, format_: str, links: str) -> Document:
    """The document with its citations as links, for a format that can show some."""
    from akn.citing import context_of
    from akn.walk import with_texts
    from converters.formats import Loss, load
    from converters.links import Links, linked

    if links != "docs" or Loss.FINDINGS in load(format_).LOSES:
        return document
    way = Links(links, _short_code(document.metadata.language) or "en")
    context = context_of(document)
    return with_texts(document, lambda text, place: linked(text, way, context.at(place) if context else None))


def not_shown(document: Document, format_: str, name: str) -> tuple[Diagnostic, ...]:
    """What is to be said where raised and lowered characters, which carry meaning, are written as ordinary ones."""
    from akn.text import Kind
    from akn.walk import texts_of
    from converters.formats import CORE, Loss, part_of

    if format_ in CORE or Loss.LOOKS not in (part_of(format_, "LOSES") or ()):
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
