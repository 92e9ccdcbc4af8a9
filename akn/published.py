"""AKN files as they come, ours or published by others, understood alike: the one way in for whatever works on them.

Published files mark no actions, type their numbers and cite by links.  Compared, tabulated or shown as they stand, they
look as if they cited nothing and asked for nothing; so all commands read them through the upgrade (`akn.upgrade`).
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic, Position, Result, Severity
from akn.document import Document
from akn.text import Kind
from akn.walk import texts_of
from akn.xml.names import SOURCE


def understand_xml(data: bytes, source: str = "", *, catalogue: Mapping[str, str] | None = None) -> Result[Document]:
    """The document in an AKN file with its numbers, citations and actions marked, whoever published the file.

    `source` names the file in diagnostics; `catalogue` maps symbols to dates of adoption (see `akn.citing`).  A file
    that this library wrote is read as `akn.read.read_xml` reads it.

    Raises:
        InvalidXml: the file is not well formed, or unsafe to parse.
        UnreadableInput: the file is XML, but not Akoma Ntoso.
    """
    from akn.errors import InvalidXml
    from akn.read import read_xml

    try:
        found = read_xml(data, source)
    except InvalidXml:
        from akn.upgrade import read_mended

        _, found = read_mended(data, source)
    if not is_published(found.value):
        return found
    from akn.upgrade import upgrade_read

    upgraded = upgrade_read(found, source=source, catalogue=catalogue)
    return replace(upgraded, diagnostics=_in_short(upgraded.diagnostics, source))


def _in_short(diagnostics: tuple[Diagnostic, ...], source: str) -> tuple[Diagnostic, ...]:
    """What was found, with one line for all that an upgrade does to every published file."""
    usual = {
        d.code for d in diagnostics if d.code.code.startswith("X") and (d.severity is Severity.INFO or d.code in _USUAL)
    }
    summary = Code.MARKUP_UPGRADED.at(Position(source=source), count=len(usual))
    return (summary, *(d for d in diagnostics if d.code not in usual))


_USUAL = frozenset({Code.METADATA_LEFT_OUT, Code.ELEMENT_READ_AS, Code.MARKERS_RENUMBERED})
"""Warnings about the markup and not about the text: 60 of 60 files drawn from the published ones have one of them."""


def is_published(document: Document) -> bool:
    """Whether a document that was read from AKN is marked up as bodies publish it, and has to be understood anew.

    So is a text of a known body that marks no action and does not name this library as the source of its markup.
    """
    from akn.bodies import organ

    if not (document.body or document.parts or document.preamble) or organ(document.metadata.actor) is None:
        return False
    if any(term.eid == SOURCE for term in document.terms):
        return False
    return not any(
        m.get("refersTo").startswith("#action_") for text, _ in texts_of(document) for m in text.of(Kind.ACTION)
    )
