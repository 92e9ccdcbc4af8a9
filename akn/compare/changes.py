"""What kind a change is: a citation brought up to date, a date, a number, a verb, or wording only."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from akn.compare.units import Unit
from akn.compare.words import Piece


class Change(Struct, frozen=True):
    """One change."""

    kind: str
    old: str | None = None
    new: str | None = None
    detail: str = ""

    def shown(self) -> str:
        """The kind in words, with what it became."""
        return f"{self.kind} {self.detail}".rstrip()

    def as_dict(self) -> dict[str, str | None]:
        return {"kind": self.kind, "old": self.old, "new": self.new, "detail": self.detail}


def changes_of(old: Unit, new: Unit, words: Sequence[Piece]) -> tuple[Change, ...]:
    return (Change("wording"),) if words else ()
