"""What a reading has noticed: counted while reading, told once at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from akn.diagnostics import Code, Diagnostic, Position

_PLURALS = {  # what is counted: one of it, and many of it
    "insertion": "insertions",
    "deletion": "deletions",
    "move": "moves",
    "change of format": "changes of format",
    "picture": "pictures",
    "chart": "charts",
    "diagram": "diagrams",
    "embedded object": "embedded objects",
    "embedded document": "embedded documents",
    "running header": "running headers",
    "footer": "footers",
    "job number": "job numbers",
    "bar code": "bar codes",
}
_REVISIONS = ("insertion", "deletion", "move", "change of format")
_OBJECTS = ("picture", "chart", "diagram", "embedded object", "embedded document")
_FURNITURE = ("running header", "footer", "job number", "bar code")
_HOW = {"accept": "accepted", "reject": "rejected", "report": "accepted and reported"}


class Tally:
    """Counts of what was left out or settled, and diagnostics with a place of their own."""

    def __init__(self, source: str, revisions: str) -> None:
        """Take the name of the file and what is done with tracked changes: accept, reject or report."""
        self.source = source
        self.revisions = revisions
        self.counts: Counter[str] = Counter()
        self.fields: Counter[str] = Counter()
        self.told: list[Diagnostic] = []

    def count(self, what: str, by: int = 1) -> None:
        """Count something."""
        self.counts[what] += by

    def tell(self, code: Code, where: Position | None = None, **found: object) -> None:
        """Keep a diagnostic."""
        self.told.append(code.at(where or Position(source=self.source), **found))

    def diagnostics(self) -> Iterator[Diagnostic]:
        """All of it, in an order that does not depend on chance."""
        yield from self.told
        where = Position(source=self.source)
        _, kinds = self._sum(_REVISIONS)
        if kinds:
            yield Code.REVISIONS_SETTLED.at(where, how=_HOW[self.revisions], kinds=kinds)
        if self.counts["comment"]:
            yield Code.COMMENTS_LEFT_OUT.at(where, count=self.counts["comment"])
        if self.counts["hidden"]:
            yield Code.HIDDEN_TEXT_LEFT_OUT.at(where, count=self.counts["hidden"])
        _, kinds = self._sum(_OBJECTS)
        if kinds:
            yield Code.CONTENT_LEFT_OUT.at(where, kinds=kinds)
        if self.counts["symbol"]:
            yield Code.SYMBOLS_UNKNOWN.at(where, count=self.counts["symbol"])
        if self.fields:
            kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(self.fields.items()))
            yield Code.FIELD_WITHOUT_RESULT.at(where, kinds=kinds)
        total, kinds = self._sum(_FURNITURE)
        if total:
            yield Code.FURNITURE_DROPPED.at(where, count=total, kinds=kinds)

    def _sum(self, what: tuple[str, ...]) -> tuple[int, str]:
        found = [(n, one) for one in what if (n := self.counts[one])]
        return sum(n for n, _ in found), ", ".join(f"{n} {one if n == 1 else _PLURALS[one]}" for n, one in found)
