"""What is known of the texts that are cited: a register, which the check of citations asks (`akn.checking`).

The dates that this library ships are one (`Shipped`); a library of resolutions is another, and anything with the
methods of `Register` may be a third.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from akn.bodies.adopted import day_of, highest_of
from akn.bodies.symbols import Symbol


class Known(Struct, frozen=True):
    """What a register knows of a text: the days of adoption (one; several where its parts were adopted on several or
    its sources disagree; none if it does not know), and who says so.

    `titles` are those in the language that was asked for.  Where the register has the text itself, `parts` are the
    letters of its parts (none for a text without parts); else they are None.
    """

    days: tuple[str, ...]
    source: str
    titles: tuple[str, ...] = ()
    parts: tuple[str, ...] | None = None


class Register(Protocol):
    """What can be asked about texts that are cited."""

    def known(self, symbol: Symbol, language: str) -> Known | None:
        """What is known of a text, with its titles in a language (ISO 639-2/T); None if it is not in the register."""
        ...

    def places(self, symbol: Symbol) -> frozenset[str] | None:
        """The eIds of the units of a text; None if the register does not have the text itself."""
        ...

    def highest(self, symbol: Symbol) -> int:
        """The highest number that is known of the series of a text (its body, kind and session); 0 if none is."""
        ...


SHIPPED = "shipped dates"
"""What `Known.source` says of dates that came with this library."""


class Shipped:
    """The dates of adoption that this library ships (`akn.bodies.adopted`).

    >>> from akn.bodies.symbols import parse_symbol
    >>> Shipped().known(parse_symbol("A/RES/66/288"), "eng").days
    ('2012-07-27',)
    """

    def known(self, symbol: Symbol, language: str) -> Known | None:
        """The day of adoption; None for a text without one."""
        day = day_of(symbol)
        return Known((day,), SHIPPED) if day else None

    def places(self, symbol: Symbol) -> None:
        """None: dates are all that there is."""

    def highest(self, symbol: Symbol) -> int:
        """The highest number that was seen of the session."""
        return highest_of(symbol)


class Together:
    """Several registers as one: the first that knows a thing says it."""

    def __init__(self, registers: Sequence[Register]) -> None:
        self._registers = tuple(registers)

    def known(self, symbol: Symbol, language: str) -> Known | None:
        """What the first register knows, with the days of the first that has some."""
        found = [known for register in self._registers if (known := register.known(symbol, language))]
        if not found or found[0].days:
            return found[0] if found else None
        dated = next((known for known in found if known.days), found[0])
        return Known(dated.days, dated.source, found[0].titles, found[0].parts)

    def places(self, symbol: Symbol) -> frozenset[str] | None:
        """The places of the first register that has the text."""
        return next((p for register in self._registers if (p := register.places(symbol)) is not None), None)

    def highest(self, symbol: Symbol) -> int:
        """The highest number that any of them knows."""
        return max((register.highest(symbol) for register in self._registers), default=0)


def number_of(symbol: Symbol) -> int:
    """The number of a text within its series, 0 if it has none.

    >>> from akn.bodies.symbols import parse_symbol
    >>> number_of(parse_symbol("A/RES/75/101 A")), number_of(parse_symbol("S/RES/2231 (2015)"))
    (101, 2231)
    """
    from akn.bodies.identity import identity_of

    m = re.match("[0-9]+", identity_of(symbol).number)
    return int(m[0]) if m else 0
