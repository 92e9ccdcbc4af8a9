"""What action phrases are made of: those of the language file, ready to be looked up, and the feelings beside them.

Printed phrases combine verbs, degrees and feelings freely ("with deep regret", "its grave concern"), so that no list
has them all.  A language file lists the degrees and the feelings, and templates that say where they stand: as a manner
beside any verb (`manners`), or as what certain verbs hold (`objects`).  They belong to the phrase (profile 2.1), and
the key is made of the names: `noting`, `With`, `Deep`, `Regret`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache, cached_property, partial
from operator import itemgetter
from typing import Literal

from msgspec import Struct

from akn.languages.shape import Actions, Language, forms
from akn.languages.templates import Sequence, Slots, SlotWords, Templates, WordTable, parse, readers
from akn.languages.view import keyed, plain, shown
from akn.patterns import FormTree, lazy_pattern
from akn.punctuation import COMMAS

ActionPlace = Literal["preamble", "operative"]
_FormOf = Callable[[str, bool], str]
"""What gives the form of a word of a phrase that a table has, told whether it is the first."""
_pieces = lazy_pattern(rf"[{COMMAS}]|[^{COMMAS} ]+")


class PhraseTable:
    """Phrases and their keys by their first words, in scripts without spaces their first characters; the tree of those
    that begin with one is made when it is first asked for: a document has few of them.
    """

    form = None  # no phrase ends before it begins

    def __init__(self, keys: Mapping[str, str], spaced: bool, form_of: _FormOf | None = None) -> None:
        self.keys = keys
        self._spaced, self._form_of = spaced, form_of
        self._begun: dict[str, list[str]] = {}
        for phrase in keys:
            first = self._pieces(self._agreed(phrase.partition(" ")[0]))[0]
            self._begun.setdefault(first, []).append(phrase)
        self._trees: dict[str, FormTree] = {}

    def _agreed(self, phrase: str) -> str:
        if self._form_of is None:
            return phrase
        return " ".join([self._form_of(word, i == 0) for i, word in enumerate(phrase.split(" "))])

    def _pieces(self, phrase: str) -> list[str] | str:
        return _pieces.findall(phrase) if self._spaced else phrase

    @property
    def firsts(self) -> Collection[str]:
        """What phrases begin with."""
        return self._begun.keys()

    def get(self, first: str) -> FormTree | None:
        """The tree of what follows a first word, at the ends of phrases their keys; None if none begins with it."""
        if first not in self._trees and first in self._begun:
            begun = ((self._pieces(self._agreed(phrase)), self.keys[phrase]) for phrase in self._begun[first])
            self._trees[first] = FormTree.of(begun)[first]
        return self._trees.get(first)


class Tables:
    """The phrases of each place as views show them, to the letter and by what all their forms have in common."""

    def __init__(self, language: Language) -> None:
        self._language = language
        actions = language.actions
        self._beginnings, endings, participles = (
            [tuple([form.strip("-") for form in shown(language, [row])]) for row in rows]
            for rows in (actions.beginnings, actions.endings, actions.participles)
        )
        self._endings, self._of_verbs = endings + participles, endings

    @cached_property
    def exact(self) -> Mapping[ActionPlace, PhraseTable]:
        """The phrases to the letter."""
        language, actions = self._language, self._language.actions
        tables: dict[ActionPlace, Mapping[str, str]] = {"preamble": actions.preamble, "operative": actions.operative}
        return {place: PhraseTable(keyed(language, phrases), language.spaced) for place, phrases in tables.items()}

    @cached_property
    def agreeing(self) -> Mapping[ActionPlace, PhraseTable]:
        """The phrases by what their forms have in common; empty for a language in which nothing agrees."""
        agrees, spaced = self._beginnings or self._endings, self._language.spaced
        tables = self.exact.items() if agrees else ()
        return {place: PhraseTable(table.keys, spaced, partial(self.stem, place=place)) for place, table in tables}

    def stem(self, word: str, is_first: bool, place: ActionPlace) -> str:
        """A word of a phrase of a place with all that changes with the gender of the organ in its first form."""
        for row in self._beginnings:
            for form in row if word.startswith(row) else ():
                if word.startswith(form) and len(word) > len(form) + 1:
                    word = row[0] + word[len(form) :]
                    break
        for row in self._of_verbs if is_first and place == "operative" else self._endings:
            for form in row if word.endswith(row) else ():
                if word.endswith(form) and len(word) > len(form) + 2:
                    word = word[: len(word) - len(form)] + row[0]
                    break
        return word


# ---- feelings

_DEGREES = 4  # words of degree, at most, beside a feeling
_degrees = lazy_pattern(r"\{degrees?\} | ?\{degrees?\}")  # with the space that parts them from their feeling


class Attitude(Struct, frozen=True):
    """A feeling found in a view: where it ends, and what it adds to the key of the action."""

    end: int
    name: str


@cache
def _degree(language: Language) -> WordTable:
    names = keyed(language, language.actions.degrees)
    return WordTable.of(names, spaced=language.spaced)


@cache
def _feeling(language: Language) -> WordTable:
    names = keyed(language, language.actions.attitudes)
    return WordTable.of(names, spaced=language.spaced)


_SLOTS: Slots = {"attitude": (SlotWords(_feeling),), "degree": (SlotWords(_degree),)}


def _repeated(written: re.Match[str]) -> str:
    """The template of as many degrees as may stand side by side, at least one for `{degree}`."""
    one = written[0].replace("degrees", "degree")
    least = "" if "degrees" in written[0] else one
    more = ""
    for _ in range(_DEGREES):
        more = f"{{{one}{more}|}}"
    return least + more


class Attitudes:
    """The feelings of one language, ready to be looked for beside its verbs."""

    def __init__(self, language: Language) -> None:
        actions = language.actions
        self._language = language
        manners = [("With", self._parsed(template)) for template in actions.manners]
        # where words are not spaced, a manner stands before its verb only
        beside = manners if language.spaced else []
        held: dict[str, list[tuple[str, Sequence]]] = {}
        for template, keys in actions.objects.items():
            made = self._parsed(template)
            for key in forms(keys):
                held.setdefault(key, [*beside]).append(("", made))
        slots = readers(language, _SLOTS)
        self.manners, self._beside = (Templates(ways, slots) for ways in (manners, beside))
        self._following = {key: Templates(templates, slots) for key, templates in held.items()}

    def _parsed(self, template: str) -> Sequence:
        """The pieces of a template; another feeling may be joined to one, and a degree to another."""
        joints = "|".join(self._language.actions.joiners)
        more = f"{{{{and:{joints}}}{{degrees}} {{attitude}}|}}" if joints else ""
        written = template.replace("{attitude}", f"{{attitude}}{more}")
        return parse(_degrees.sub(_repeated, written), self._language, _SLOTS)

    @property
    def openings(self) -> tuple[str, ...]:
        """All that a manner can begin with: its letters before the first slot, else a degree or a feeling."""
        opens = [plain(self._language, manner.partition("{")[0]).strip() for manner in self._language.actions.manners]
        words = (*_degree(self._language).values, *_feeling(self._language).values) if not all(opens) else ()
        return (*filter(None, opens), *words)

    def following(self, content: str, end: int, key: str) -> Attitude | None:
        """The longest manner after a verb that ends at an offset, or what the verb with this key holds."""
        return self.longest(self._following.get(key, self._beside), content, end + content.startswith(" ", end))

    def longest(self, templates: Templates, content: str, at: int) -> Attitude | None:
        """The longest match of templates at an offset: of the manners, after which a verb may follow, or of others."""
        found = templates.matches(content, at)
        if not found:
            return None
        joined, end, slotted = max(found, key=itemgetter(1))
        names = ["And" if slot.name == "and" else slot.value for slot in slotted]
        # degrees come before their feeling, as in English
        last = max(i for i, slot in enumerate(slotted) if slot.name == "attitude")
        names.append(names.pop(last))
        return Attitude(end, joined + "".join(names))


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
