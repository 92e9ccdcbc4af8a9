"""The rules of the AKN4UN profile as a table, and the checks of those that a file can show.

Each rule is declared once, beside its check, in the file of its family (`skeleton`, `metadata`, `iris`, `identifiers`,
`notes`, `references`, `concepts`, `text`).  `rules()` is the whole table in order; `findings` runs it over
one document; `akn.rules.across` holds the rules that need several.

    @rule("R-003", MUST, "statement/@name names a known kind of text")
    def kind_of_text(index: Index) -> Findings:
        for statement in index.all("statement"):
            ...
            yield statement, "what is wrong", "what to do"
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache

from msgspec import Struct

from akn.data import offered
from akn.rules.index import Index, Node

Findings = Iterator[tuple[Node, str, str]]
"""What a check yields: the element, what is wrong with it, what to do about it."""

Check = Callable[[Index], Findings]

MUST = True
SHOULD = False


class Shown(StrEnum):
    """What it takes to see that a rule is broken."""

    FILE = "file"
    PARTLY = "partly"  # the file shows some cases; the source, or a reader, would show the others
    FILES = "files"  # several files of one run
    NEVER = "never"  # the source, or a reader


class Rule(Struct, frozen=True):
    """A rule of the profile: number, level, sentence, what it takes to see it broken, and its check if there is one.

    `note` tells what the check leaves out, or how it reads the profile.
    """

    number: str
    must: bool
    sentence: str
    shown: Shown
    note: str
    check: Check | None
    family: str


_FAMILIES = (
    *("skeleton", "metadata", "iris", "identifiers"),
    *("notes", "references", "concepts", "text"),
)
_table: dict[str, Rule] = {}


def rule(
    number: str,
    must: bool,
    sentence: str,
    *,
    shown: Shown = Shown.FILE,
    note: str = "",
) -> Callable[[Check], Check]:
    """Enter a check into the table under the number of its rule."""

    def enter(check: Check) -> Check:
        _enter(Rule(number, must, sentence, shown, note, check, check.__module__.rpartition(".")[2]))
        return check

    return enter


def unchecked(number: str, must: bool, sentence: str, *, shown: Shown, note: str, family: str) -> None:
    """Enter a rule that no single file can break visibly."""
    _enter(Rule(number, must, sentence, shown, note, None, family))


def _enter(entry: Rule) -> None:
    if entry.number in _table and _table[entry.number].family != entry.family:
        raise ValueError(f"rule {entry.number} is declared twice")
    _table[entry.number] = entry


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of the profile, R-001 to R-110, in order, and those of other packages (entry points `akn.rules`)."""
    for family in _FAMILIES:
        importlib.import_module(f"akn.rules.{family}")
    for point in offered("akn.rules"):
        point.load()
    return tuple(_table[number] for number in sorted(_table))


OF_THE_SOURCE = frozenset(("R-005", "R-006", "R-008", "R-009", "R-029", "R-030", "R-034", "R-081", "R-082", "R-090"))
"""The MUST rules that a right markup of what the source prints can break.

The source has no title, number, formula or symbol, or misprints a date of issue, the markers of its notes, or a symbol,
which is not linked for that reason (R-090, C110).

206 of 450 texts of the Human Rights Council begin their notes with 2 (R-081).  After a conversion these are warnings: a
conversion is invalid by its markup, not by its source.
"""


class Finding(Struct, frozen=True):
    """A broken rule at an element."""

    rule: Rule
    node: Node
    problem: str
    remedy: str


def findings(index: Index) -> list[Finding]:
    """All that breaks a rule in one document, in document order, then by rule number."""
    found = [Finding(r, *broken) for r in rules() if r.check is not None for broken in r.check(index)]
    found.sort(key=lambda f: f.node.order)  # stable: rules stay in order at one element
    return found
