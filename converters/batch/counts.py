"""What a document holds, in numbers: for the report of a batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from akn.document import Annex, Document, Operative, Preambular
from akn.text import Kind, Text

_UNITS: dict[type, str] = {Preambular: "preambular", Operative: "operative", Annex: "annexes"}
_MARKS = {Kind.ACTION: "actions", Kind.REF: "references", Kind.RREF: "references", Kind.NOTE: "note_calls"}
_NAMES = ("preambular", "operative", "annexes", "notes", "note_calls", "actions", "references", "characters")


def count_units(document: Document) -> tuple[tuple[str, int], ...]:
    """Names and numbers of the units and findings of a document, always the same names in the same order.

    >>> dict(count_units(Document(body=(Operative("1."),))))["operative"]
    1
    """
    counts: Counter[str] = Counter(notes=len(document.notes))
    for node in _nodes(document):
        if isinstance(node, Text):
            counts["characters"] += len(node.content)
            counts.update(_MARKS[m.kind] for m in node.marks if m.kind in _MARKS)
        elif type(node) in _UNITS:
            counts[_UNITS[type(node)]] += 1
    return tuple((name, counts[name]) for name in _NAMES)


def _nodes(root: object) -> Iterator[object]:
    """Every value of the model below a root, the root included; iterative, because lists nest to any depth."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting.extend(node)
            continue
        yield node
        if isinstance(node, Struct) and not isinstance(node, Text):
            waiting.extend(
                v for name in node.__struct_fields__ if isinstance(v := getattr(node, name), (tuple, Struct))
            )
