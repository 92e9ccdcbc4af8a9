"""What inputs of `proofs.account` are made of: words that stand once each, and what an input is to be read as."""

from __future__ import annotations

import random
import tomllib
from itertools import count
from pathlib import Path

from msgspec import Struct

DATA: dict[str, dict[str, list[str]]] = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
LETTERS = {"latin": "qabcdefghijklmnop", "cyrillic": "ъабвгдежзиклмнопр", "arabic": "ظبتجحخدرزسشصضطعغف"}
LETTERS["chinese"] = "鑫灯塔海岸船港湾浪沙贝鸥帆锚缆礁潮"
"""The letters of each script: the first one and the last one of a word, and the digits of its number."""


class Source(Struct):
    """An input: its bytes and format, its words in their order, those in notes, the lines that may be left out."""

    data: bytes
    form: str
    running: list[str]
    beside: list[str] = []
    edges: list[list[str]] = []  # words of lines at the edges of pages, each as often as it is printed
    chunks: dict[str, list[str]] = {}  # words of embedded documents, by their part
    links: list[str] = []


class Words:
    """Words of one script, each another one."""

    def __init__(self, r: random.Random, script: str) -> None:
        """Take a script, and a number to begin with."""
        self._r, self._numbers = r, count(r.randrange(1, 1 << 19))
        self.script, self.gap = script, "" if script == "chinese" else " "
        self._edge, self._inner = LETTERS[script][0], LETTERS[script][1:]

    def some(self, least: int = 1, most: int = 5) -> list[str]:
        """New words."""
        return [self._one(next(self._numbers)) for _ in range(self._r.randrange(least, most + 1))]

    def _one(self, number: int) -> str:
        inner = "".join(self._inner[number >> shift & 15] for shift in (16, 12, 8, 4, 0))
        return f"{self._edge}{inner}{self._edge}"

    def opening(self) -> str:
        """What paragraphs of the languages of the script begin with, or nothing."""
        return self._r.choice(DATA[self.script]["openings"]) + self.gap if self._r.random() < 0.6 else ""

    def label(self) -> str:
        """What may stand before a paragraph, or nothing."""
        return self._r.choice(DATA[self.script]["labels"]) + " " if self._r.random() < 0.5 else ""
