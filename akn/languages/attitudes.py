"""Feelings that go with an action: "with deep regret", "its full support"; they belong to the phrase (profile 2.1).

Printed phrases combine verbs, degrees and feelings freely, so that no list has them all.  A language file lists the
degrees and the feelings, and templates that say where they stand: as a manner beside any verb (`manners`), or as what
certain verbs hold (`objects`).  The key is made of the names: `noting`, `With`, `Deep`, `Regret`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import cached_property

from msgspec import Struct

from akn.languages.shape import Actions, Language, Table, forms
from akn.languages.view import plain
from akn.patterns import regex

_slots = regex(r"\{degrees?\} | ?\{degrees?\}|\{attitude\}")


class Attitude(Struct, frozen=True):
    """A feeling found in a view: where it ends, and what it adds to the key of the action."""

    end: int
    name: str


class _Template:
    """One way in which a feeling is worded; its pattern is made when a text may have it."""

    def __init__(self, template: str, attitudes: Attitudes, joined: str) -> None:
        self.opens = attitudes.shown(_slots.split(template)[0])
        self._template, self._attitudes, self._joined = template, attitudes, joined

    def match(self, content: str, at: int) -> Attitude | None:
        if not content.startswith(self.opens, at):
            return None
        found = self._pattern.match(content, at)
        if not found:
            return None
        start, end = found.span("attitude")
        around = content[at:start], content[end : found.end()]
        degrees = "".join(name for piece in around for name in self._attitudes.degrees_in(piece))
        return Attitude(found.end(), self._joined + degrees + self._attitudes.name(found["attitude"]))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = self._attitudes
        made, at = "", 0
        for slot in _slots.finditer(self._template):
            made += re.escape(words.shown(self._template[at : slot.start()]))
            at = slot.end()
            blank, written, more = slot[0].partition(slot[0].strip())
            if written == "{attitude}":
                made += f"(?P<attitude>{words.feelings}){words.edge}"
            else:
                often = "*" if written == "{degrees}" else "+"
                made += f"(?:{blank}(?:{words.degrees}){words.edge}{more}){often}"
        return regex(made + re.escape(words.shown(self._template[at:])))


class Attitudes:
    """The feelings of one language, ready to be looked for beside its verbs."""

    def __init__(self, language: Language) -> None:
        actions = language.actions
        self._language = language
        self.edge = r"(?!\w)" if language.spaced else ""
        self._manners = [_Template(template, self, "With") for template in actions.manners]
        self._objects = [(_Template(t, self, ""), frozenset(forms(keys))) for t, keys in actions.objects.items()]

    def shown(self, text: str) -> str:
        """A piece of a template as views show it, the blanks at its ends kept."""
        return plain(self._language, text)

    @cached_property
    def _names(self) -> tuple[dict[str, str], dict[str, str]]:
        actions = self._language.actions
        return self._read(actions.degrees), self._read(actions.attitudes)

    def _read(self, table: Table) -> dict[str, str]:
        return {self.shown(form): name for name, written in table.items() for form in forms(written)}

    @cached_property
    def degrees(self) -> str:
        """The source of a pattern of all degrees."""
        return _either(self._names[0])

    @cached_property
    def feelings(self) -> str:
        """The source of a pattern of all feelings."""
        return _either(self._names[1])

    @cached_property
    def _degree(self) -> re.Pattern[str]:
        start = r"(?<!\w)" if self._language.spaced and not self._language.actions.conjunctions else ""
        return regex(f"{start}(?:{self.degrees}){self.edge}")

    def degrees_in(self, piece: str) -> list[str]:
        """The names of the degrees in a piece of a view."""
        return [self._names[0][found] for found in self._degree.findall(piece)]

    def name(self, feeling: str) -> str:
        """The name of a feeling as the key has it."""
        return self._names[1][feeling]

    def manner(self, content: str, at: int) -> Attitude | None:
        """The longest manner at an offset of a view."""
        return _longest(template.match(content, at) for template in self._manners)

    def behind(self, content: str, at: int, key: str) -> Attitude | None:
        """The longest manner at an offset behind a verb, or what the verb with this key holds.

        Where words are not spaced, a manner stands before its verb only.
        """
        ways: list[Callable[[str, int], Attitude | None]] = [self.manner] if self._language.spaced else []
        ways += [template.match for template, holders in self._objects if key in holders]
        return _longest(way(content, at) for way in ways)


def _longest(found: Iterable[Attitude | None]) -> Attitude | None:
    return max((a for a in found if a is not None), key=lambda a: a.end, default=None)


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) or "(?!)"


def is_composed(key: str, known: Collection[str], actions: Actions) -> bool:
    """True if a key is made of a known one and the names of degrees and of a feeling of a language.

    >>> from akn.languages import load
    >>> is_composed("requestsWithDeepRegret", {"requests"}, load("eng").actions)
    True
    """
    for feeling in actions.attitudes:
        rest = key.removesuffix(feeling)
        while rest != key:
            if rest in known or (rest.endswith("With") and rest[:-4] in known):
                return True
            degree = next((d for d in actions.degrees if rest.endswith(d)), "")
            if not degree:
                break
            rest = rest[: -len(degree)]
    return False
