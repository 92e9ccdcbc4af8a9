"""How elements are named: eIds and wIds by their scopes, counts and printed numbers (profile R-063 to R-079)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from akn.vocabulary import letters, level_number
from akn.vocabulary.numerals import cleaned, counted, english
from akn.xml.names import REFERENCES

Ids = tuple[str, str]
"""An eId, and the wId where it differs (R-070, R-079)."""

Label = tuple[int, str, str, str, str]
"""Of one of several siblings: its index, element, reference and label, and the element again if it is a division."""


class Scope:
    """An element whose eId begins those of all below it (R-074), and how many of each kind it holds so far."""

    __slots__ = ("counts", "eid", "wid")

    def __init__(self, eid: str = "", wid: str = "") -> None:
        self.eid = eid
        self.wid = wid or eid
        self.counts: dict[str, int] = {}

    def count(self, element: str) -> int:
        """Count one more element of a kind; how many there are."""
        n = self.counts.get(element, 0) + 1
        self.counts[element] = n
        return n


def _taken(names: dict[str, int], wanted: str) -> str:
    """The identifier that is taken for a wanted one, each once: a repeated one gets `_2`, `_3` ... (R-073).

    `names` are those that are taken, each with the last number of its repetitions.
    """
    name, n = wanted, names.get(wanted, 1)
    while name in names:
        n += 1
        name = f"{wanted}_{n}"
        names[wanted] = n
    names[name] = 1
    return name


class Namer(Struct):
    """Gives the elements of one document their identifiers, in the order in which it is asked.

    `eids` and `wids` are those that are taken: from the start the eIds of the entries of `references`.  All wIds are
    empty where nobody asks for them.
    """

    eids: dict[str, int]
    wids: dict[str, int] = {}
    with_wids: bool = True

    def name(self, scope: Scope, reference: str, english_reference: str = "") -> Ids:
        """The identifiers of an element by its reference, which the English text may print otherwise."""
        eid = _taken(self.eids, f"{scope.eid}__{reference}" if scope.eid else reference)
        if not self.with_wids:
            return eid, ""
        # without letters of its own it has its eId for a wId, unless a neighbour with such letters has taken that
        own = english_reference or (eid[len(scope.eid) + 2 :] if scope.eid else eid)
        wid = _taken(self.wids, f"{scope.wid}__{own}" if scope.eid else own)
        return eid, wid if wid != eid else ""

    def counted(self, scope: Scope, element: str) -> Ids:
        """The same for an element that has its count for a number."""
        return self.name(scope, f"{REFERENCES.get(element, element)}_{scope.count(element)}")

    def siblings(self, scope: Scope, labels: Sequence[Label]) -> dict[int, Ids]:
        """The identifiers of units that stand side by side, by their indices.

        A numbered unit has the first claim to its number, so that "paragraph 3" is always `para_3`; an unnumbered one
        takes its count, with a suffix where the number is taken.  A number printed twice where the next is missing
        (34, 34, 36) is a misprint of this language: the wId has the number that is due.
        """
        named: dict[int, Ids] = {}
        unnumbered: list[tuple[int, str]] = []
        previous: dict[str, str] = {}
        numbers = [level_number(label) if higher else (cleaned(label), 0) for _, _, _, label, higher in labels]
        meant = _misprinted(labels, numbers) if len(labels) > 2 and self.with_wids else {}
        for at, (i, element, reference, label, higher) in enumerate(labels):
            n = scope.count(element)
            number, value = numbers[at]
            if not number:
                unnumbered.append((i, f"{reference}_{n}"))
                continue
            if not self.with_wids:
                named[i] = self.name(scope, f"{reference}_{number}")
                continue
            own = letters().get(number, number) if higher and not number.isascii() else number
            counterpart = (
                (counted(value, higher) if value else "")
                or meant.get(at)
                or english(label, own, previous.get(element, ""), higher=higher)
            )
            previous[element] = counterpart
            changed = f"{reference}_{counterpart}" if counterpart != number else ""
            named[i] = self.name(scope, f"{reference}_{number}", changed)
        for i, reference in unnumbered:
            named[i] = self.name(scope, reference)
        return named


def _misprinted(labels: Sequence[Label], numbers: Sequence[tuple[str, int]]) -> dict[int, str]:
    """The numbers that are due where siblings repeat that of the one before, by their places among them.

    >>> labels = [(at, "paragraph", "para", number, "") for at, number in enumerate(("34.", "34.", "36."))]
    >>> _misprinted(labels, [("34", 0), ("34", 0), ("36", 0)])
    {1: '35'}
    """
    counted = [
        (at, label[1], int(number))
        for at, (label, (number, _)) in enumerate(zip(labels, numbers, strict=True))
        if number.isascii() and number.isdecimal() and len(number) < 5
    ]
    return {
        at: str(number + 1)
        for (_, before, last), (at, element, number), (_, after, next_) in zip(
            counted, counted[1:], counted[2:], strict=False
        )
        if before == element == after and last == number == next_ - 2
    }
