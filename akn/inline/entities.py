"""Organs, bodies, agencies and offices of the closed list in running text: profile 2.3, R-096.

Names are matched as the list has them, whole and longest first.  No guessing: a name that is also that of an officer of
others ("Secretary-General") is left alone where the words around it say whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from akn.inline.context import Context, Seen
from akn.languages.fold import fold
from akn.languages.shape import Language, forms
from akn.text import Kind, Mark, mark
from akn.vocabulary import Entities, Entity, Guard, entities
from akn.walk import RUNNING

_KINDS = {"organization": Kind.ORGANIZATION, "role": Kind.ROLE}


def find(seen: Seen, context: Context) -> Iterator[Mark]:
    """The organs and offices in one text, as ORGANIZATION and ROLE marks; offsets are those of the folded text.

    Front and closing lines and the formula have elements of their own for those who act (profile 1.2).
    """
    if context.place not in RUNNING:
        return
    for start, end, entity in _found(seen.content, context.language):
        yield Mark(start, end, _KINDS[entity.kind], (("refersTo", f"#{entity.eid}"),))


def find_entities(text: str, language: Language) -> Iterator[Mark]:
    """The organs and offices in a text, as ORGANIZATION and ROLE marks in order; offsets are those of the text.

    >>> from akn.languages import load
    >>> [m.get("refersTo") for m in find_entities("Requests the Secretary-General to report", load("eng"))]
    ['#secretaryGeneral']
    """
    seen = fold(text)
    for start, end, entity in _found(seen.content, language):
        yield mark(seen.origin(start), seen.end(end), _KINDS[entity.kind], refersTo=f"#{entity.eid}")


def _found(content: str, language: Language) -> Iterator[tuple[int, int, Entity]]:
    names = _names(language)
    for m in names.pattern.finditer(content):
        start, end = m.span()
        if language.spaced and start and _goes_on(content, start, names.glued):
            continue
        entity = names.entity(m[0])
        if entity is not None and not (entity.guarded and _of_others(content, start, end, names.guard)):
            yield start, end, entity


def _goes_on(content: str, start: int, glued: frozenset[str]) -> bool:
    """True if the name is the end of a longer word; a preposition that the language writes in one word is not."""
    before = content[start - 1]
    if not before.isalnum() and before != "-":
        return False
    for size in (1, 2):
        at = start - size
        if content[max(0, at) : start] in glued and (at <= 0 or not content[at - 1].isalnum()):
            return False
    return True


def _of_others(content: str, start: int, end: int, guard: Guard) -> bool:
    """True if the words around a guarded name say that it belongs to someone else."""
    if any(content.endswith(ending, 0, start) for ending in guard.before):
        return True
    rest = content[end : end + 80]
    for joint in guard.behind:
        if rest.startswith(joint):
            owner = rest[len(joint) :]
            named = owner[:1].isupper() or (owner[:1].isalpha() and owner[:1].lower() == owner[:1].upper())
            return named and not owner.startswith(guard.own)
    return False


# names as patterns

_ENDING = r"\w{0,4}"
_ALIKE = {"’": "['’]"}


class _Worked(Struct, frozen=True):
    """The names of one language worked out: each form with the place of its entity in the list (-1: a decoy)."""

    forms: dict[str, int]
    pattern: str


class _Names:
    """The names of one language: one pattern for all, and what each name stands for."""

    def __init__(self, language: Language) -> None:
        listed = entities()
        self._listed = listed.entities
        worked = _names_of(listed, language)
        self._forms = worked.forms
        self._known: dict[str, Entity | None] = {}
        self.guard = listed.guards.get(language.code, Guard())
        self.glued = frozenset(language.citations.prefixes)
        self.pattern = re.compile(worked.pattern)

    def entity(self, name: str) -> Entity | None:
        """What a name that the pattern found stands for; None for a decoy."""
        if name not in self._known:
            place = next((place for form, place in self._forms.items() if _is(form, name)), -1)
            self._known[name] = self._listed[place] if place >= 0 else None
        return self._known[name]


def _is(form: str, name: str) -> bool:
    """True if a name is written as a form of the list has it."""
    before, plus, _ = form.partition("+")
    size = len(before)
    same = name[:size] == before or ("’" in before and name[:size].replace("'", "’") == before)
    return same and (re.fullmatch("".join(tokens(form)), name) is not None if plus else len(name) == size)


@cache
def _names(language: Language) -> _Names:
    return _Names(language)


def _names_of(listed: Entities, language: Language) -> _Worked:
    contractions = listed.contractions.get(language.code, {})
    found: dict[str, int] = {}
    for decoy in listed.decoys:
        found.update(dict.fromkeys(_forms(decoy.get(language.code, ""), contractions), -1))
    for place, entity in enumerate(listed.entities):
        for form in _forms(entity.names.get(language.code, ""), contractions):
            found.setdefault(form, place)
    edge = r"(?!\w)" if language.spaced else ""
    return _Worked(found, trie(map(tokens, found)) + edge if found else r"(?!)")


def _forms(names: str, contractions: Mapping[str, str]) -> list[str]:
    """The names of one string, and how they look contracted with a preposition."""
    found = [fold(form).content for form in forms(names)]
    return found + [
        short + form.removeprefix(long)
        for form in found
        for long, short in contractions.items()
        if form.startswith(long)
    ]


def tokens(form: str) -> list[str]:
    """The sources of the characters of a name, one each."""
    return [c if c.isalnum() or c == " " else _ENDING if c == "+" else _ALIKE.get(c) or re.escape(c) for c in form]


def trie(names: Iterable[list[str]]) -> str:
    """The source of a pattern that matches the longest of the names, made so that each letter is looked at once."""
    root: dict[str, dict[str, Any]] = {}
    for name in names:
        node = root
        for token in name:
            node = node.setdefault(token, {})
        node[""] = {}
    return _branches(root)


def _branches(node: dict[str, dict[str, Any]]) -> str:
    ways = []
    for token, rest in node.items():
        while token and len(rest) == 1 and "" not in rest:  # a stretch without a fork
            ((following, rest),) = rest.items()
            token += following
        if token:
            ways.append(token + (_branches(rest) if set(rest) != {""} else ""))
    source = ways[0] if len(ways) == 1 and "" not in node else f"(?:{'|'.join(ways)})"
    return source + ("?" if "" in node else "")
