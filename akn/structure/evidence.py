"""What the passes of parse may ask about a piece of text: one object that knows the language of the document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from akn.languages.labels import Label, letter_values, match_label
from akn.languages.match import FormulaMatch, LineMatch, match_formula, match_line
from akn.languages.shape import Language
from akn.languages.view import plain
from akn.text import Text


class Opening(Protocol):
    """An action phrase at the start of a paragraph; see `akn.inline.actions`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def phrase(self) -> str: ...
    @property
    def corrected(self) -> str: ...


FindOpening = Callable[[Text, Language, str], "Opening | None"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The language of the document, and the finder of action phrases that parse hands to the passes.

    The finder is handed in because the passes of structure and the recognisers do not know each other.
    """

    language: Language
    find_opening: FindOpening

    def label(self, text: str) -> Label | None:
        """The typed number at the start of the text."""
        return match_label(self.language, text)

    def formula(self, text: str) -> FormulaMatch | None:
        """The enacting formula, if the whole line is one."""
        return match_formula(self.language, text)

    def line(self, text: str) -> LineMatch | None:
        """The kind of cover, closing or head line that the text is."""
        return match_line(self.language, text)

    def letter(self, text: str) -> str:
        """The letter A-Z that a text of one letter, or of the name of one, stands for; empty if it is none."""
        return letter_values(self.language).get(plain(self.language, text), "")

    def preambular(self, text: Text) -> Opening | None:
        """The action phrase that opens a preambular paragraph."""
        return self.find_opening(text, self.language, "preamble")

    def operative(self, text: Text) -> Opening | None:
        """The action phrase that opens an operative paragraph."""
        return self.find_opening(text, self.language, "operative")
