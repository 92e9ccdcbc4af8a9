"""The JSON that comparisons, concordances and series are written as: what stands in it, in types.

`akn/schemas/` has their JSON Schemas, made of these types by `akn.snapshot.write_schemas`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from akn.compare.changes import ChangeKind
from akn.compare.comparison import PairKind
from akn.compare.findings import Finding
from akn.compare.traced import State
from akn.compare.words import Sign


class ChangeRecord(Struct, frozen=True):
    """One change: its kind, what was said and what is said (null: nothing), and more where more is known."""

    kind: ChangeKind
    old: str | None
    new: str | None
    detail: Literal["added", "removed", "moved", "later", "earlier", "stronger", "weaker"] | None


class PairRecord(Struct, frozen=True):
    """What became of a unit, by the eIds of the old and the new one (null: there is none).

    `words` are the way from the old text to the new one: `=` both, `-` old, `+` new.  `slight` says why a change is
    expected between two years, `after` which unit of the new text (its eId) one that moved stands now.
    """

    old: str | None
    new: str | None
    kind: PairKind
    changes: list[ChangeRecord]
    similarity: float
    words: list[tuple[Sign, str]]
    slight: Literal["front matter", "also", "capitals", "typography"] | None
    after: str | None


class ComparisonRecord(Struct, frozen=True):
    """`akn diff --to json`: what the two documents are called, and what became of every unit of both."""

    old: str
    new: str
    pairs: list[PairRecord]


class RowRecord(Struct, frozen=True):
    """A row of a concordance: its key, and the eIds of its units by language."""

    key: str
    units: dict[str, str]


class ConcordanceRecord(Struct, frozen=True):
    """A line of `akn concord --to json`: a work, its languages in order, rows and findings; `variants` are differences
    that editions have by their kind, and no findings."""

    work: str
    languages: list[str]
    rows: list[RowRecord]
    findings: list[Finding]
    variants: list[Finding]


class SeriesRecord(Struct, frozen=True):
    """A line of `akn series --to jsonl`: a paragraph of a series, and what became of it in each document."""

    series: str
    eid: str
    name: str
    came_in: str
    last_changed: str
    last_seen: str
    changes: int
    text: str
    states: dict[str, State]
