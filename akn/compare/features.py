"""What the versions of a unit in several languages share: the evidence by which rows are made and compared."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from akn.compare.anchors import Anchors, anchors, targets
from akn.compare.units import Unit, units
from akn.document import Document
from akn.errors import UsageError
from akn.languages import load
from akn.languages.shape import Language
from akn.numerals import cleaned
from akn.text import Kind
from akn.walk import Place

_ENTITIES = (Kind.ORGANIZATION, Kind.ROLE, Kind.EVENT, Kind.LOCATION, Kind.PERSON, Kind.TERM)
_ROLES = frozenset(
    (
        *(Kind.DOC_AUTHORITY, Kind.DOC_NUMBER, Kind.DOC_DATE, Kind.DOC_STATUS, Kind.DOC_TITLE, Kind.DOC_TYPE),
        *(Kind.DOC_PROPONENT, Kind.DOC_COMMITTEE, Kind.SESSION, Kind.VOTE, Kind.OUTCOME),
    )
)


class Seen(Struct, frozen=True):
    """A unit with what it shares with its versions in other languages.

    `number` is its label where that is a number; `action` the key of its first action phrase, `actions` are all.
    `share` is its part of the characters of its document, by which lengths are compared between languages.
    """

    unit: Unit
    anchors: Anchors
    values: frozenset[str]  # of the anchors, each with its kind
    number: str
    actions: tuple[str, ...]
    entities: tuple[str, ...]
    roles: frozenset[str]  # what a line of the front matter is
    targets: tuple[str, ...]
    notes: tuple[str, ...]  # keys of the notes called, in order
    share: float


class Version(Struct, frozen=True):
    """A document in one language: its name for messages, its units with their evidence."""

    language: Language
    document: Document
    file: str
    seen: tuple[Seen, ...]


def version(document: Document, file: str = "") -> Version:
    """The document with its units looked at.  Raises UsageError if its language is not known."""
    code = document.metadata.language
    try:
        language = load(code)
    except UsageError as error:
        raise UsageError(f"{file or 'a document'}: {error}") from error
    all_units = units(document)
    total = sum(len(u.text.content) for u in all_units if u.place is not Place.NOTE) or 1
    return Version(language, document, file, tuple(_seen(u, language, total) for u in all_units))


def _seen(unit: Unit, language: Language, total: int) -> Seen:
    text = unit.text
    label = cleaned(unit.num) if unit.num else ""
    found = anchors(text, language)
    if unit.place is Place.NOTE and found.said and found.said[0].start == 0 and found.said[0].value == label:
        found = replace(found, said=found.said[1:])  # the number of the note, printed again
    return Seen(
        unit,
        found,
        frozenset(f"{a.kind} {a.value}" for a in found.said),
        label if label.isdigit() and label.isascii() else "",
        tuple(m.get("refersTo").removeprefix("#action_") for m in text.of(Kind.ACTION)),
        tuple(m.get("refersTo") for m in text.of(*_ENTITIES)),
        frozenset(m.kind.value for m in text.marks if m.kind in _ROLES),
        tuple(target for target, _ in targets(text)),
        tuple(m.get("key") for m in text.of(Kind.NOTE)),
        len(text.content) / total,
    )


class Profile:
    """What the units of a row say together, kept up to date as languages join it."""

    __slots__ = ("actions", "entities", "first", "members", "notes", "share", "values")

    def __init__(self, first: Seen) -> None:
        self.first = first
        self.members = 0
        self.share = 0.0
        self.notes = 0
        self.values: dict[str, int] = {}
        self.actions: dict[str, int] = {}
        self.entities: dict[str, int] = {}
        self.add(first)

    def add(self, seen: Seen) -> None:
        """Take a unit of one more language into account."""
        self.share = (self.share * self.members + seen.share) / (self.members + 1)
        self.members += 1
        self.notes += len(seen.notes)
        for table, values in ((self.values, seen.values), (self.actions, seen.actions), (self.entities, seen.entities)):
            for value in set(values):
                table[value] = table.get(value, 0) + 1

    def without(self, seen: Seen) -> Profile:
        """The profile as if a unit had not joined it; it needs another member."""
        other = object.__new__(Profile)
        other.first, other.members = self.first, self.members - 1
        other.share = (self.share * self.members - seen.share) / max(1, other.members)
        other.notes = self.notes - len(seen.notes)
        other.values = _less(self.values, seen.values)
        other.actions = _less(self.actions, seen.actions)
        other.entities = _less(self.entities, seen.entities)
        return other


def _less(table: dict[str, int], values: Sequence[str] | frozenset[str]) -> dict[str, int]:
    gone = set(values)
    return {key: left for key, count in table.items() if (left := count - (key in gone)) > 0}
