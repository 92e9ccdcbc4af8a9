"""Document → Akoma Ntoso 3.0 XML, following the AKN4UN profile; the mirror of `akn.read`.

What stands in the file is a tree of elements (`akn.xml.lower`), which is written here; the same document gives the same
bytes.  Also the notes that no text calls: a parser makes none, but emit loses no note of any document.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from msgspec.structs import replace

from akn.document import Document, Note
from akn.text import EMPTY, Kind, Text, mark
from akn.walk import calls_in
from akn.xml.elements import Path, encoded, written
from akn.xml.emit_meta import MetaOf
from akn.xml.lower import DEEPEST, Lowered, lower


def emit_xml(document: Document, lowered: Lowered | None = None) -> bytes:
    """The document as Akoma Ntoso XML in UTF-8, with a declaration and a line feed at the end.

    `lowered` are its elements with their `meta`, where the caller has them already (`Outline.whole`).

    >>> from akn.document import Document, Operative
    >>> xml = emit_xml(Document(body=(Operative("1.", (Text("Decides to go on."),)),))).decode()
    >>> xml[xml.index("<mainBody") : xml.index("</mainBody>")].split("\\n")[1].strip()
    '<paragraph eId="para_1"><num>1.</num>'
    """
    lowered = lowered or lower(document, MetaOf(document))
    while document.notes and (keys := _uncalled(document, lowered.places)):
        document = _calling(document, keys)
        lowered = lower(document, MetaOf(document))
    return encoded(written(lowered.root))


def with_all_notes_called(document: Document) -> Document:
    """The document with a call for each note that has no place, after its last words, so that no note is lost.

    A parser reports such notes; a document that comes from elsewhere may still hold some.  A note that is called in
    `DEEPEST` others has no place there.
    """
    while document.notes and (keys := _uncalled(document, lower(document, marks="named").places)):
        document = _calling(document, keys)
    return document


def _uncalled(document: Document, places: Container[Path]) -> list[str]:
    """The keys of the notes that have no place, without those that others of them call.

    Which these are may change where the others are called: notes then stand deeper in each other.  So one asks again.
    """
    known: set[str] = set()
    uncalled: dict[str, Note] = {}
    for i, note in enumerate(document.notes):
        if note.key not in known and ("notes", i) not in places:
            uncalled[note.key] = note
        known.add(note.key)

    def follow(keys: Iterable[str], depth: int = 0) -> None:
        """Take out the notes that are called, and those that their own texts call."""
        for key in keys if depth < DEEPEST else ():
            if note := uncalled.pop(key, None):
                follow(calls_in(note), depth + 1)

    found = []
    while uncalled:
        found.append(next(iter(uncalled)))
        follow(found[-1:])
    return found


def _calling(document: Document, keys: Iterable[str]) -> Document:
    """The document with a call of these notes after its last words."""
    calls = Text("", tuple(mark(0, 0, Kind.NOTE, key=key) for key in keys))
    lines = document.conclusions or document.preface or document.cover or (EMPTY,)
    name = next((n for n in ("conclusions", "preface", "cover") if getattr(document, n)), "conclusions")
    return replace(document, **{name: (*lines[:-1], lines[-1] + calls)})
