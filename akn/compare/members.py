"""The texts of a series as far as their mandates are followed (`akn.compare.following`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from akn.clauses import Mandate, mandates
from akn.compare.namings import Naming, Recalled, namings, paragraphs_recalled
from akn.document import Document
from akn.walk import Unit, units
from akn.xml.eids import identify


class SeriesMember(Struct, frozen=True, dict=True):
    """A text of a series as far as its mandates are followed: what it is called, the day of adoption (YYYY-MM-DD, empty
    if it is not known), the number of its session, its body (actor code), language (ISO 639-2/T), title and file, its
    units (`akn.units`), its clauses with the index of the unit that each stands in, the documents that it names, and
    the paragraphs of other texts that it cites; `draft` as `akn.document.Metadata.is_draft`.
    """

    symbol: str
    adopted: str
    session: str
    actor: str
    language: str
    title: str
    file: str
    units: tuple[Unit, ...]
    clauses: tuple[tuple[int, Mandate], ...]
    named: tuple[Naming, ...] = ()
    draft: bool = False
    recalled: tuple[Recalled, ...] = ()

    def verb_of(self, row: Mandate) -> str:
        """The verb of a clause as printed, of a point that of the paragraph that leads to it; its action where no words
        say it.
        """
        outer = row.eId
        while outer and not row.verb:
            outer = outer.rpartition("__")[0]
            if (outer, row.action) in self._verbs:
                return self._verbs[outer, row.action]
        return row.verb or row.action

    @cached_property
    def _verbs(self) -> dict[tuple[str, str], str]:
        """The verbs of clauses by the eId and the action of each."""
        return {(row.eId, row.action): row.verb for _, row in self.clauses if row.verb}


def is_mandate(row: Mandate) -> bool:
    """Whether a clause asks somebody for something, or settles something."""
    return row.force in ("directive", "deciding") or bool(row.binding)


def member_of(document: Document, file: str = "") -> SeriesMember:
    """A document as a member of its series; `file` is what the caller calls it."""
    metadata = document.metadata
    identifiers = identify(document)
    seen = units(document, identifiers)
    rows = [row for row in mandates(document) if row.action]
    first = rows[0].title if rows else ""
    return SeriesMember(
        next(iter(metadata.symbols), "") or metadata.number or file,
        metadata.date if metadata.date_name in ("adoption", "voting") else "",
        metadata.session,
        metadata.actor,
        metadata.language,
        first,
        file,
        seen,
        placed(seen, rows),
        namings(document, seen),
        metadata.is_draft,
        paragraphs_recalled(seen),
    )


def placed(seen: Sequence[Unit], rows: Iterable[Mandate]) -> tuple[tuple[int, Mandate], ...]:
    """Clauses with the indices of their units.  A clause names its unit by eId and text: several may share an eId."""
    at: dict[tuple[str, str], int] = {}
    for i, unit in enumerate(seen):
        at.setdefault((unit.eid, unit.text.content), i)
    return tuple((at[row.eId, row.text], row) for row in rows if (row.eId, row.text) in at)
