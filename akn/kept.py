"""Answers to what is asked of texts again and again, each worked out once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")


class Kept(dict[str, V]):
    """What is asked of texts, each answer worked out once, as long as the process lives.

    Where there are as many answers as the `most`, all are forgotten and asked for again; of a text of more characters
    than the `longest`, which seldom comes back, none is kept.

    >>> answers = Kept(str.split, most=9, longest=12)
    >>> answers["Notes lamps"], answers["Notes all lamps"], len(answers)
    (['Notes', 'lamps'], ['Notes', 'all', 'lamps'], 1)
    """

    def __init__(self, ask: Callable[[str], V], most: int, longest: int = sys.maxsize) -> None:
        super().__init__()
        self._ask, self._most, self._longest = ask, most, longest

    def __missing__(self, text: str) -> V:
        found = self._ask(text)
        if len(text) <= self._longest:
            if len(self) >= self._most:
                self.clear()
            self[text] = found
        return found
