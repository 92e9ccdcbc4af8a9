"""Notes that no text calls: a parser makes none, but emit loses no note of any document."""

from __future__ import annotations

from msgspec.structs import replace

from akn.document import (
    Annex,
    Cell,
    Division,
    Document,
    Formula,
    Note,
    Operative,
    Part,
    Point,
    PointList,
    Preambular,
    Table,
)
from akn.text import Kind, Text, mark


def with_all_notes_called(document: Document) -> Document:
    """The document with a call for each note that has none, after its last words, so that no note is lost.

    A parser reports such notes; a document that comes from elsewhere may still hold some.
    """
    called: set[str] = set()
    if document.notes:
        _collect_calls(document, called)
    notes: dict[str, Note] = {}
    for note in document.notes:
        notes.setdefault(note.key, note)
    missing = []
    for key in _reachable(called, notes):
        missing.append(key)
    if not missing:
        return document
    calls = Text("", tuple(mark(0, 0, Kind.NOTE, key=key) for key in missing))
    return _append(document, calls)


def _reachable(called: set[str], notes: dict[str, Note]) -> list[str]:
    """The keys of the notes that no text calls, not even from inside of a note that is called."""
    seen: set[str] = set()

    def follow(keys: set[str]) -> None:
        waiting = [key for key in sorted(keys) if key in notes]
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen.add(key)
                inner: set[str] = set()
                _collect_calls(notes[key].content, inner)
                waiting += sorted(inner & notes.keys())

    follow(called)
    missing = []
    for key in notes:
        if key not in seen:
            missing.append(key)
            follow({key})
    return missing


def _collect_calls(node: object, found: set[str]) -> None:
    """All keys of notes that the texts of a node call; the content of notes is not looked at."""
    if isinstance(node, Text):
        for m in node.marks:
            if m.kind is Kind.NOTE:
                found.add(m.get("key"))
    elif isinstance(node, tuple):
        for item in node:
            _collect_calls(item, found)
    elif isinstance(node, (Document, Part)):
        parts = node.parts if isinstance(node, Document) else ()
        cover = node.cover if isinstance(node, Document) else ()
        for field in (cover, node.preface, node.preamble, node.body, node.conclusions, node.annexes, parts):
            _collect_calls(field, found)
    elif isinstance(node, Annex):
        for field in (node.preface, node.preamble, node.body, node.annexes):
            _collect_calls(field, found)
    elif isinstance(node, Formula):
        _collect_calls(node.text, found)
    elif isinstance(node, (Preambular, Operative, Point, Cell)):
        _collect_calls(node.content, found)
    elif isinstance(node, Division):
        _collect_calls(node.heading, found)
        _collect_calls(node.children, found)
    elif isinstance(node, PointList):
        _collect_calls(node.points, found)
        _collect_calls(node.wrap_up, found)
    elif isinstance(node, Table):
        _collect_calls(node.caption, found)
        _collect_calls(node.rows, found)


def _append(document: Document, calls: Text) -> Document:
    """The document with anchors after its last line: of the conclusions, the preface or the cover, or a new line."""
    if document.conclusions:
        return replace(document, conclusions=(*document.conclusions[:-1], document.conclusions[-1] + calls))
    if document.preface:
        return replace(document, preface=(*document.preface[:-1], document.preface[-1] + calls))
    if document.cover:
        return replace(document, cover=(*document.cover[:-1], document.cover[-1] + calls))
    return replace(document, conclusions=(calls,))
