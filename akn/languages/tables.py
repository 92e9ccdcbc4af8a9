"""Tables of the action phrases of a language, and what of a word stays the same when it agrees with another organ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from akn.languages.shape import Language
from akn.languages.view import keyed, shown

Place = Literal["preamble", "operative"]

COMMAS = (",", "،")


class Table(Struct, frozen=True):
    """Phrases and their keys, and all that a phrase can begin with, so that a walk along a text knows when to stop."""

    keys: dict[str, str]
    beginnings: frozenset[str]


class Tables:
    """The phrases of each place as views show them, to the letter and by what all their forms have in common.

    `agreeing` is empty for a language in which nothing agrees.
    """

    def __init__(self, language: Language) -> None:
        actions = language.actions
        self._beginnings, self._endings = (
            [[form.strip("-") for form in shown(language, [row])] for row in rows]
            for rows in (actions.beginnings, actions.endings)
        )
        tables: dict[Place, Mapping[str, str]] = {"preamble": actions.preamble, "operative": actions.operative}
        self.exact = {place: _table(keyed(language, phrases), language.spaced) for place, phrases in tables.items()}
        self.agreeing: dict[Place, Table] = {}
        for place, table in self.exact.items() if self._beginnings or self._endings else ():
            agreed = {" ".join(map(self.stem, phrase.split(" "))): key for phrase, key in table.keys.items()}
            self.agreeing[place] = _table(agreed, language.spaced)

    def stem(self, word: str) -> str:
        """A word with all that changes with the gender of the organ in its first form."""
        for row in self._beginnings:
            for form in row:
                if word.startswith(form) and len(word) > len(form) + 1:
                    word = row[0] + word[len(form) :]
                    break
        for row in self._endings:
            for form in row:
                if word.endswith(form) and len(word) > len(form) + 2:
                    word = word[: len(word) - len(form)] + row[0]
                    break
        return word


def _table(keys: dict[str, str], spaced: bool) -> Table:
    beginnings = set(keys)
    for phrase in keys:
        cuts = [i for i, c in enumerate(phrase) if c == " "] if spaced else range(1, len(phrase))
        beginnings.update(phrase[:i] for i in cuts)
        if "," in phrase or "،" in phrase:
            beginnings.update(phrase[:i] for i, c in enumerate(phrase) if c in COMMAS)
    return Table(keys, frozenset(beginnings))
