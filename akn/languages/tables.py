"""What action phrases are made of: those of the language file, ready to be looked up, and the feelings beside them.

Printed phrases combine verbs, degrees and feelings freely ("with deep regret", "its grave concern"), so that no list
has them all.  A language file lists the degrees and the feelings, and templates that say where they stand: as a manner
beside any verb (`manners`), or as what certain verbs hold (`objects`).  They belong to the phrase (profile 2.1), and
the key is made of the names: `noting`, `With`, `Deep`, `Regret`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Literal

from msgspec import Struct

from akn.languages.shape import Actions, Language, forms
from akn.languages.view import keyed, shown, views
from akn.patterns import lazy_pattern, one_of
from akn.punctuation import COMMAS

ActionPlace = Literal["preamble", "operative"]


class PhraseTable(Struct, frozen=True):
    """Phrases and their keys, and all that a phrase can begin with, so that a walk along a text knows when to stop."""

    keys: dict[str, str]
    beginnings: frozenset[str]


class Tables:
    """The phrases of each place as views show them, to the letter and by what all their forms have in common.

    `agreeing` is empty for a language in which nothing agrees.
    """

    def __init__(self, language: Language) -> None:
        actions = language.actions
        self._beginnings, endings, participles = (
            [[form.strip("-") for form in shown(language, [row])] for row in rows]
            for rows in (actions.beginnings, actions.endings, actions.participles)
        )
        self._endings, self._of_verbs = endings + participles, endings
        tables: dict[ActionPlace, Mapping[str, str]] = {"preamble": actions.preamble, "operative": actions.operative}
        self.exact = {place: _table(keyed(language, phrases), language.spaced) for place, phrases in tables.items()}
        self.agreeing: dict[ActionPlace, PhraseTable] = {}
        for place, table in self.exact.items():
            if not self._beginnings and not self._endings:
                continue
            agreed = {self._agreed(phrase, place): key for phrase, key in table.keys.items()}
            self.agreeing[place] = _table(agreed, language.spaced)

    def _agreed(self, phrase: str, place: ActionPlace) -> str:
        return " ".join(self.stem(word, i == 0, place) for i, word in enumerate(phrase.split(" ")))

    def stem(self, word: str, is_first: bool, place: ActionPlace) -> str:
        """A word of a phrase of a place with all that changes with the gender of the organ in its first form."""
        for row in self._beginnings:
            for form in row:
                if word.startswith(form) and len(word) > len(form) + 1:
                    word = row[0] + word[len(form) :]
                    break
        for row in self._of_verbs if is_first and place == "operative" else self._endings:
            for form in row:
                if word.endswith(form) and len(word) > len(form) + 2:
                    word = word[: len(word) - len(form)] + row[0]
                    break
        return word


def _table(keys: dict[str, str], spaced: bool) -> PhraseTable:
    beginnings = set(keys)
    for phrase in keys:
        cuts = [i for i, c in enumerate(phrase) if c == " "] if spaced else range(1, len(phrase))
        beginnings.update(phrase[:i] for i in cuts)
        if "," in phrase or "،" in phrase:
            beginnings.update(phrase[:i] for i, c in enumerate(phrase) if c in COMMAS)
    return PhraseTable(keys, frozenset(beginnings))


# ---- feelings

# how far the end of a feeling may stand from its beginning
_DEGREES = 4  # words of degree, at most, before a feeling
_REACH = 60
_slots = lazy_pattern(r"\{degrees?\} | ?\{degrees?\}|\{attitude\}")


class Attitude(Struct, frozen=True):
    """A feeling found in a view: where it ends, and what it adds to the key of the action."""

    end: int
    name: str


class _Template:
    """One way in which a feeling is worded, as views show it; its pattern is made when a text may have it."""

    def __init__(self, template: str, attitudes: Attitudes, joined: str) -> None:
        pieces = _slots.split(template)
        self.opens, self._closes = pieces[0], pieces[-1]
        self._template, self._attitudes, self._joined = template, attitudes, joined

    def match(self, content: str, at: int) -> Attitude | None:
        if not content.startswith(self.opens, at):
            return None
        if self._closes and content.find(self._closes, at, at + _REACH) < 0:
            return None
        found = self._pattern.match(content, at)
        return Attitude(found.end(), self._joined + self._name(content, found)) if found else None

    def _name(self, content: str, found: re.Match[str]) -> str:
        """What the match adds to a key: degrees before their feeling, as in English, and "And" between two."""
        spans = [found.span(group) for group in ("first", "second") if found[group] is not None]
        names, at = [], found.start()
        for start, end in spans:
            degrees = content[at:start] + (content[end : found.end()] if (start, end) == spans[-1] else "")
            names.append(self._attitudes.degrees_of(degrees) + self._attitudes.feeling_of(content[start:end]))
            at = end
        return "And".join(names)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = self._attitudes
        made, at = "", 0
        for slot in _slots.finditer(self._template):
            made += re.escape(self._template[at : slot.start()])
            at = slot.end()
            blank, written, more = slot[0].partition(slot[0].strip())
            if written == "{attitude}":
                more = f"{words.joiners}(?:{words.degrees}{words.blank})*(?P<second>{words.feelings})"
                made += f"(?P<first>{words.feelings})(?:{more})?"
            else:
                often = f"{{{0 if written == '{degrees}' else 1},{_DEGREES}}}"
                made += f"(?:{blank}{words.degrees}{more}){often}"
        return re.compile(made + re.escape(self._template[at:]))


class _Ways:
    """Templates of which the longest match counts."""

    def __init__(self, templates: Iterable[_Template]) -> None:
        self.templates = tuple(templates)
        self._opens = tuple(template.opens for template in self.templates)

    def match(self, content: str, at: int) -> Attitude | None:
        # most paragraphs have none: plain letters rule it out before a template is tried
        if not content.startswith(self._opens, at):
            return None
        found = (template.match(content, at) for template in self.templates)
        return max(filter(None, found), key=attrgetter("end"), default=None)


class Attitudes:
    """The feelings of one language, ready to be looked for beside its verbs."""

    def __init__(self, language: Language) -> None:
        actions = language.actions
        self._language = language
        self.blank = " " if language.spaced else ""
        self.manners = _Ways(_Template(template, self, "With") for template in self._shown(actions.manners))
        # where words are not spaced, a manner stands before its verb only
        self._beside = self.manners if language.spaced else _Ways(())
        held: dict[str, list[_Template]] = {}
        for template, keys in zip(self._shown(actions.objects), actions.objects.values(), strict=True):
            made = _Template(template, self, "")
            for key in forms(keys):
                held.setdefault(key, list(self._beside.templates)).append(made)
        self._following = {key: _Ways(templates) for key, templates in held.items()}

    @property
    def openings(self) -> tuple[str, ...]:
        """All that a manner can begin with: its letters before the first slot, else a degree or a feeling."""
        opens = [manner.opens for manner in self.manners.templates]
        return (*filter(None, opens), *(word for names in self._names for word in names if not all(opens)))

    def _shown(self, templates: Iterable[str]) -> list[str]:
        """Templates as views show them, blanks kept and slots as they are; one view for all literal pieces."""
        rows = [(_slots.split(template), [*_slots.findall(template), ""]) for template in templates]
        shown = iter(views(self._language, [piece for pieces, _ in rows for piece in pieces]))
        return ["".join(next(shown) + slot for slot in slots) for _, slots in rows]

    @cached_property
    def _names(self) -> tuple[dict[str, str], dict[str, str]]:
        actions = self._language.actions
        return keyed(self._language, actions.degrees), keyed(self._language, actions.attitudes)

    @cached_property
    def degrees(self) -> str:
        """The source of a pattern of all degrees."""
        return self._either(self._names[0])

    @cached_property
    def feelings(self) -> str:
        """The source of a pattern of all feelings."""
        return self._either(self._names[1])

    @cached_property
    def joiners(self) -> str:
        """The source of a pattern of what joins two feelings."""
        return one_of(views(self._language, self._language.actions.joiners))

    def _either(self, words: Iterable[str]) -> str:
        return one_of(words) + (r"(?!\w)" if self._language.spaced else "")

    @cached_property
    def _degree(self) -> re.Pattern[str]:
        return re.compile(self.degrees)

    def degrees_of(self, words: str) -> str:
        """The names of the degrees in a piece of a view."""
        return "".join(self._names[0][found] for found in self._degree.findall(words))

    def feeling_of(self, word: str) -> str:
        """The name of a feeling in a view."""
        return self._names[1][word]

    def following(self, content: str, end: int, key: str) -> Attitude | None:
        """The longest manner after a verb that ends at an offset, or what the verb with this key holds."""
        return self._following.get(key, self._beside).match(content, end + content.startswith(" ", end))


def is_composed(key: str, known: Collection[str], actions: Actions) -> bool:
    """True if a key is made of a known one and the names of degrees and of a feeling of a language.

    >>> from akn.languages import load
    >>> is_composed("requestsWithDeepRegret", {"requests"}, load("eng").actions)
    True
    """
    rest = key
    for _ in range(2):  # two feelings may be joined
        feeling = next((f for f in sorted(actions.attitudes, key=len, reverse=True) if rest.endswith(f)), "")
        if not feeling:
            return False
        rest = rest.removesuffix(feeling)
        while rest:
            if rest in known or (rest.endswith("With") and rest[:-4] in known):
                return True
            degree = next((d for d in actions.degrees if rest.endswith(d)), "")
            if not degree:
                break
            rest = rest.removesuffix(degree)
        if not rest.endswith("And"):
            return False
        rest = rest.removesuffix("And")
    return False
