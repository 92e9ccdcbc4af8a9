"""Which documents a text names, and where: those that it cites, and the paragraphs of others."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from akn.bodies.symbols import parse_symbol
from akn.citing import symbol_to, work_in
from akn.document import Document
from akn.text import Kind
from akn.walk import RUNNING, Place, Unit


class Naming(Struct, frozen=True):
    """A document that a text names: its symbol, the index of the paragraph (of a note the one that calls it), and where
    the words end that introduce it: before its call or its symbol.
    """

    symbol: str
    unit: int
    end: int


class Recalled(Struct, frozen=True):
    """A paragraph of another text that a text cites by its number: the symbol of that, the eId there, the index of the
    unit that cites it, and where.
    """

    symbol: str
    eid: str
    unit: int
    start: int


def namings(document: Document, seen: Sequence[Unit]) -> tuple[Naming, ...]:
    """The issued documents that a document cites, `seen` are its units; those of notes stand where they are called."""
    calls: dict[str, tuple[int, int]] = {}
    for i, unit in enumerate(seen):
        for m in unit.text.of(Kind.NOTE):
            calls.setdefault(m.get("key"), (i, m.start))
    found: list[Naming] = []
    for i, unit in enumerate(seen):
        if unit.place not in RUNNING:
            continue  # the cover names the report of the committee that the text was drafted in
        called = calls.get(document.notes[int(unit.path[1])].key) if unit.kind == "note" else None
        for m in unit.text.of(Kind.REF):
            work = work_in(m.get("href"))
            symbol = symbol_to(work, unit.text.content[m.start : m.end]) if work else ""
            known = parse_symbol(symbol) if symbol else None
            if known is not None and not known.adopted:
                found.append(Naming(symbol, *(called or (i, m.start))))
    return tuple(dict.fromkeys(found))


def paragraphs_recalled(seen: Sequence[Unit]) -> tuple[Recalled, ...]:
    """The paragraphs of other texts that the units of a document cite by their numbers: "paragraph 5 of resolution"."""
    found: list[Recalled] = []
    for i, unit in enumerate(seen):
        for m in unit.text.of(Kind.REF) if unit.place is Place.OPERATIVE else ():
            address, _, eid = m.get("href").partition("#")
            work = work_in(address) if eid and address else None
            if work and (symbol := symbol_to(work)):
                found.append(Recalled(symbol, eid, i, m.start))
    return tuple(found)


class LaterText(Struct, frozen=True):
    """A text that may cite answers: its symbol, its language (ISO 639-2/T), its units, what it names, and the day
    of its adoption, empty where none is known."""

    symbol: str
    language: str
    units: Sequence[Unit]
    named: Sequence[Naming]
    adopted: str = ""
