"""R-080 to R-084: footnotes."""

from __future__ import annotations

import re

from akn.numerals import european
from akn.rules import MUST, Findings, Shown, rule
from akn.rules.index import Doc, Index, Node, stripped


def _notes(index: Index) -> list[Node]:
    return [node for node in index.all("authorialNote") if not index.in_meta(node)]


@rule(
    "R-080",
    MUST,
    'a note has marker, placement="bottom", an eId and at least one p',
    note="a missing eId is reported under R-076",
)
def note_attributes(index: Index) -> Findings:
    """Profile 1.6."""
    for node in _notes(index):
        if not node.get("marker"):
            yield node, "the note has no marker", "write the printed call into marker"
        if node.get("placement") != "bottom":
            yield node, f"the placement is “{node.get('placement')}”", 'write placement="bottom"'
        if node.child("p") is None:
            yield node, "the note has no p", "put its text into p"


@rule(
    "R-081",
    MUST,
    "numeric markers run from 1 in document order; they restart at most at an annex or a part",
    shown=Shown.PARTLY,
    note="whether the marker is the printed call, the file does not show",
)
def markers_run(index: Index) -> Findings:
    """Profile section 4, row 32: markers that start at 2 are ids of the word processor."""
    last: dict[int, int] = {}
    seen: Doc | None = None
    for node in _notes(index):
        marker = node.get("marker")
        doc = index.document_of(node)
        if doc is None or not marker.isdecimal() or len(marker) > 6:
            continue
        number = int(european(marker))
        host = doc
        while host.is_annex and host.host is not None:
            host = host.host
        previous = last.get(host.node.order, 0)
        restarts = number == 1 and seen is not None and doc is not seen and doc.is_annex
        if number != previous + 1 and not restarts:
            yield node, f"marker {number} follows {previous or 'no marker'}", f"write marker {previous + 1}"
        last[host.node.order] = number
        seen = doc


@rule(
    "R-082",
    MUST,
    "the note text repeats neither marker nor leading space; sup does not wrap the note",
    note="in code also: the marker at the beginning of the text, unless a year follows it",
)
def note_text(index: Index) -> Findings:
    """Profile 1.6."""
    for node in _notes(index):
        if node.parent is not None and node.parent.name == "sup":
            yield node, "sup wraps the note", "remove sup: the marker is no text"
        p = node.child("p")
        if p is None:
            continue
        words = p.words()
        if words != words.lstrip(" \t\r\n"):
            yield p, "the note begins with white space", "remove it"
        if _repeats_marker(words, node.get("marker")):
            yield p, f"the note begins with its marker {node.get('marker')}", "remove it from the text"


def _repeats_marker(words: str, marker: str) -> bool:
    """True if a text begins with the marker, and that is not the day of a date ("1 March 2044")."""
    begin = words.lstrip()
    begin = begin[1:] if begin[:1] in ("(", "[") else begin
    rest = begin[len(marker) :]
    if not marker or not begin.startswith(marker) or not rest[1:].strip() or rest[0] not in ".)] \t\n":
        return False
    return not re.search(r"\d{4}", rest.lstrip(".)] \t\n")[:25])


@rule(
    "R-083",
    MUST,
    "a repeated call is a noteRef with the href of an authorialNote and the same marker",
)
def repeated_calls(index: Index) -> Findings:
    """Profile 1.6."""
    for node in index.all("noteRef"):
        target = index.ids.get(node.get("href")[1:]) if node.get("href").startswith("#") else None
        if target is None or target.name != "authorialNote":
            yield node, f"href is “{node.get('href')}”, which is no note", "write # and the eId of the authorialNote"
        elif target.get("marker") != node.get("marker"):
            said = f"the marker is “{node.get('marker')}”, that of the note “{target.get('marker')}”"
            yield node, said, "write the marker of the note"


@rule(
    "R-084",
    MUST,
    "as many notes are called as in the source, and no note is empty",
    shown=Shown.PARTLY,
    note="shown: empty notes",
)
def no_empty_note(index: Index) -> Findings:
    """Profile section 4, row 32."""
    for node in _notes(index):
        if not stripped(node.words(notes=True)):
            yield node, "the note is empty", "write its text, or remove the call"
