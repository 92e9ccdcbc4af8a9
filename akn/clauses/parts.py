"""The parts of a list of those who are asked, and whose the organizations among them are.

"the agencies, funds and programmes of the United Nations", "United Nations agencies, funds and programmes": languages
say once, at one end of the list, whose all of them are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from akn.clauses.shape import KINDS, entities, states
from akn.languages import usual
from akn.languages.shape import forms
from akn.vocabulary import entities as marked

_NEAR = 60  # characters at most between two names that are one ("organizations of the United Nations")


class Named(Struct, frozen=True, gc=False):
    """A name in a view: where it stands, and whose it is."""

    start: int
    end: int
    key: str
    outer: int  # where the preposition begins that is written in one with it


def within(named: Iterable[Named], start: int, end: int) -> list[Named]:
    """The names that stand between two offsets."""
    return [n for n in named if start <= n.start and n.end <= end]


class Part(Struct, frozen=True, gc=False):
    """One of those who are asked, in a view: where it is said, and the key; empty for a name that is not known.

    `owner` means that a system of organizations is named before (-1) or after (1) the name as the one that has it,
    `bare` that nothing else is said of the name, `owned` that the name says itself that the one named before has it
    ("وصناديقها"), `other` that it is another one ("other agencies").
    """

    start: int
    end: int
    key: str
    pronoun: bool = False
    owner: int = 0
    bare: bool = False
    owned: bool = False
    other: bool = False


class Asked(Struct, frozen=True, gc=False):
    """Who is asked, and where the words begin that say what.

    Where nobody is known, that is all that is said; `then` is where a word of asking ends, 0 if there is none.
    `binding` says how those who are named have to do it, where the words themselves say so ("shall").
    """

    parts: tuple[Part, ...]
    ask: int
    then: int = 0
    binding: str = ""


@cache
def kinds() -> dict[str, str]:
    """The kind of each key."""
    listed = entities()
    found = {entity.eid: "UN system" for entity in marked().entities}
    found.update((eid, kind) for kind, eids in listed.kinds.items() for eid in eids)
    found.update((entity.key, entity.kind) for entity in listed.listed)
    return found | dict.fromkeys(states(), KINDS[0])


@cache
def _labels() -> dict[str, str]:
    found = {entity.eid: entity.label for entity in marked().entities}
    found |= {e.key: forms(next(iter(e.names.values())))[0] for e in entities().listed if e.key not in found}
    return found | {key: forms(names[usual()])[0] for key, names in states().items()}


def label_of(key: str) -> str:
    """What those with a key are called in English.

    >>> label_of("secretaryGeneral"), label_of("memberStates")
    ('Secretary-General', 'Member States')
    """
    return _labels().get(key, key)


@cache
def _names(language: str) -> dict[str, str]:
    named = [(e.eid, e.names) for e in marked().entities] + [(e.key, e.names) for e in entities().listed]
    named += states().items()
    first = {key: forms(names[language])[0] for key, names in reversed(named) if names.get(language)}
    return {key: name for key, name in first.items() if "+" not in name}


def name_of(key: str, language: str) -> str:
    """What those with a key are called in a language; empty where only a stem of the name is known.

    >>> name_of("secretaryGeneral", "fra"), name_of("secretaryGeneral", "rus")
    ('Secrétaire général de l’Organisation des Nations Unies', '')
    """
    return _names(language).get(key, "") if language != usual() else label_of(key)


class Owners(Struct, frozen=True):
    """How a language says whose an organization is: words for `organizations`, words that say nothing of it (`vague`),
    those before one that is of another (`others`), and how names end that belong to the one before.
    """

    organizations: re.Pattern[str]
    vague: re.Pattern[str]
    others: re.Pattern[str]
    endings: tuple[str, ...]

    def part(self, content: str, start: int, named: Sequence[Named], end: int, last: int, key: str) -> Part:
        """A part of a list from its start to its last character; its first name ends at `end`."""
        around = f"{content[start : named[0].start]} {content[end:last]}"
        alone = not around.strip(" ,")
        bare = alone or not self.vague.sub("", self.others.sub("", around)).strip(" ,")
        owned = content[:end].endswith(self.endings)
        other = not alone and self.others.search(around) is not None
        owner = self._owner(content, named)
        return Part(start, last, key, owner=owner, bare=bare, owned=owned, other=other)

    def _owner(self, content: str, named: Sequence[Named]) -> int:
        first, listed = named[0], entities()
        systems, together = listed.systems, listed.owned_together
        if len(named) > 1 and named[1].start - first.end <= _NEAR:
            if first.key in together and named[1].key in systems:
                return 1
            if first.key in systems and named[1].key in together:
                return -1
        if first.key == listed.whole and (found := self.organizations.search(content, first.start, first.end)):
            return 1 if found.start() == first.start else -1
        return 0


def shared(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts of a list, where organizations among the funds and agencies of a system are its own as well."""
    found = list(parts)
    for order, side in ((reversed(range(len(found))), 1), (range(len(found)), -1)):
        owner = 0
        for at in order:
            part = found[at]
            of_it = part.owned if owner > side else part.bare and not (part.other and side < 0)
            passed = (
                of_it and part.key in entities().owned_together
            ) or not part.key  # "bodies, lamp houses and funds"
            owner = part.owner or (owner if passed else 0)
            if owner and part.key == entities().bodies:
                found[at] = replace(part, key=entities().whole)
    return tuple(found)


def among_private(parts: Sequence[Part], others: Mapping[str, str]) -> tuple[Part, ...]:
    """The parts of a list, of which some keys are others beside private ones, and beside none of their own."""
    if not others:
        return tuple(parts)
    keys = ("", *(part.key for part in parts), "")
    beside = ({one, other} for one, other in zip(keys, keys[2:], strict=False))
    return tuple(
        replace(part, key=others[part.key])
        if part.key in others and part.key not in near and not near.isdisjoint(entities().private)
        else part
        for part, near in zip(parts, beside, strict=True)
    )


def among(key: str, those: str) -> str:
    """The key of an example of those named before: "Member States, in particular States of the region" are those."""
    listed = entities()
    same = (key in listed.states[1:] and those in listed.states) or (key == listed.bodies and those in listed.systems)
    return those if same else key
