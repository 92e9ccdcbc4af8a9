"""What a text is known by whatever its printed symbol looks like: body, kind, session, number, part.

Symbols are printed in several ways ("S/RES/2619(2022)", "553 A and B"), and IRIs hold dates on which files disagree;
two mentions mean one text if and only if they agree in these five.

>>> from akn.bodies.symbols import parse_symbol
>>> identity_of(parse_symbol("A/RES/217(III)[A]"))
Identity(body='ga', kind='resolution', session='3', number='217', part='A')
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from akn.bodies import grammar
from akn.bodies.symbols import Symbol


class Identity(Struct, frozen=True):
    """A text: the name of the body's file, the kind, the session (or the year, where the body counts by years or
    prints it with the number), the number, the letters of its parts.  Of an issued document the number is its symbol.
    """

    body: str
    kind: str
    session: str
    number: str
    part: str


@lru_cache(maxsize=1024)
def identity_of(symbol: Symbol) -> Identity:
    """What a symbol is known by.

    >>> from akn.bodies.symbols import parse_symbol
    >>> identity_of(parse_symbol("S/RES/2619(2022)")).number, identity_of(parse_symbol("A/99/310")).number
    ('2619', 'A/99/310')
    """
    for body, shape in grammar.shapes():
        same = body.name == symbol.body and shape.kind == symbol.kind
        if same and (values := grammar.match(shape.full, symbol.printed)) is not None:
            found = {name: value.upper() for name, value in values.items()}
            session = found.get("session") or found.get("year") or grammar.session_of(found.get("roman", ""))
            number = found.get("number") or found.get("running") or ""
            return Identity(symbol.body, symbol.kind, session, number, symbol.part)
    return Identity(symbol.body, symbol.kind, symbol.session, symbol.printed, "")
