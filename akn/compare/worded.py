"""Clauses with their words as they are compared, and what each word is part of: verb, name, date, citation, number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from akn.clauses import Mandate
from akn.clauses.products import products
from akn.clauses.shape import renews
from akn.clauses.times import clock
from akn.compare.form_words import without_elisions
from akn.compare.members import SeriesMember, is_mandate
from akn.compare.words import plain_text, words_of
from akn.languages import codes, load
from akn.languages.amounts import amounts
from akn.languages.shape import Language, forms
from akn.languages.view import view
from akn.patterns import lazy_pattern, one_of
from akn.punctuation import COMMAS
from akn.text import Kind
from akn.walk import Unit


class Clause(Struct, frozen=True):
    """A clause made ready: its words as they are compared, where each stands in its unit, and what each is part of
    (verb, addressee, due, citation, date, number, or nothing of these); `refused` if it asks for something not to
    be done, `ends` if it decides that something ends.
    """

    row: Mandate
    unit: int
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    parts: tuple[str, ...]
    values: tuple[int | None, ...]
    refused: bool = False
    ends: bool = False

    def said(self, start: int, end: int) -> str:
        """The words from one to another as printed, as far as there are any."""
        end = min(end, len(self.spans))
        if start >= end:
            return ""
        text, until = self.row.text, self.spans[end - 1][1]
        said = text[self.spans[start][0] : until].strip()
        return f"{said}{self._closing(said, text[until : self._first(end) if end < len(self.spans) else None])}"

    def _closing(self, said: str, after: str) -> str:
        """What closes a quotation that some words open, if it stands right after them."""
        for marks in load(self.row.language).quotes if self.row.language in codes() else ():
            opening, _, closing = marks.partition(" ")
            if said.count(opening) > said.count(closing) and after.lstrip().startswith(closing):
                return after[: after.index(closing) + len(closing)]
        return ""

    def says(self, words: Sequence[str]) -> bool:
        """Whether it has some words, one after the other."""
        said = tuple(words)
        return any(self.words[k : k + len(said)] == said for k in range(len(self.words) - len(said) + 1))

    def after_comma(self, at: int) -> bool:
        """Whether a comma stands before a word."""
        between = self.row.text[self.spans[at - 1][1] : self._first(at)] if 0 < at < len(self.spans) else ""
        return any(comma in between for comma in COMMAS)

    def after_bracket(self, at: int) -> bool:
        """Whether a bracket opens before a word."""
        before = self.spans[at - 1][1] if at else 0
        return any(bracket in self.row.text[before : self._first(at)] for bracket in "(（")

    def leans(self, at: int) -> bool:
        """Whether a word leans on the next one ("l'adoption")."""
        return at >= 0 and self.words[at].endswith("'") and self.is_joined(at + 1)

    def is_joined(self, at: int) -> bool:
        """Whether a word is the rest of one with a hyphen, or one that another word leans on."""
        return 0 < at < len(self.spans) and self.spans[at - 1][1] == self.spans[at][0] == self._first(at)

    def _first(self, at: int) -> int:
        """Where the letters of a word begin."""
        start, end = self.spans[at]
        return end - len(self.row.text[start:end].lstrip())


_HYPHENS = lazy_pattern(r"(?<=\w[-\u2010\u2011])")  # they come and go: "credit-rating agencies"
_MARKED = {Kind.REF: "citation", Kind.RREF: "citation", Kind.MREF: "citation", Kind.DATE: "date"}


def ready(unit: Unit, at: int, row: Mandate, language: Language | None) -> Clause:
    """A clause with its words up to the end of what is asked: those after it lead to the next clause."""
    text, end = row.text, _end(row)
    parts = list(_parts(unit, row, language))
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    kinds: list[str] = []
    values: list[int | None] = []
    start = row.start
    for word in _words(text[row.start : end], row.language):
        start, before = start + len(word), start
        plain = plain_text(word).strip().rstrip("-").casefold()
        if not any(c.isalnum() for c in plain):
            continue
        first = start - len(word.lstrip())
        part = next(((kind, value) for a, b, kind, value in parts if a < start and first < b), ("", None))
        words.append(plain)
        spans.append((before, start))
        kinds.append(part[0])
        values.append(part[1])
    asked = view(language, row.ask).content if language is not None and is_mandate(row) else ""
    refused = language is not None and products(language).refuses(asked)
    ends = language is not None and row.force == "deciding" and products(language).ends(asked)
    return Clause(row, at, tuple(words), tuple(spans), tuple(kinds), tuple(values), refused, ends)


def _words(text: str, code: str) -> Iterator[str]:
    """The words of a text, those with a hyphen and those that another one leans on ("l'adoption") in parts."""
    for word in words_of(text):
        for part in without_elisions(code, word):
            yield from _HYPHENS.split(part)


def ready_clauses(member: SeriesMember) -> list[Clause]:
    """The clauses of a text, made ready."""
    language = load(member.language) if member.language in codes() else None
    return [ready(member.units[i], i, row, language) for i, row in member.clauses]


def ready_clause(member: SeriesMember, wanted: Mandate) -> Clause:
    """One of the clauses of a text, made ready."""
    language = load(member.language) if member.language in codes() else None
    return next(ready(member.units[i], i, row, language) for i, row in member.clauses if row is wanted)


def _end(row: Mandate) -> int:
    """Where the words of a clause end that do not lead to the next one."""
    asked = row.text.rfind(row.ask, row.start, row.end) if row.ask else -1
    return asked + len(row.ask) if asked >= 0 else row.end


def wording(row: Mandate) -> str:
    """The words of a clause, without those that lead to the next one."""
    return row.text[row.start : _end(row)].strip()


def _parts(unit: Unit, row: Mandate, language: Language | None) -> Iterator[tuple[int, int, str, int | None]]:
    """The stretches of a clause that say something that has a name; of two at one place the first counts."""
    text = row.text
    if row.verb:
        at = text.find(row.verb, row.start)
        yield row.start, at + len(row.verb), "verb", None
        if renews(row.action) and not row.addressees and row.ask:  # "Reaffirms its call to": what is said again
            yield row.start, max(text.find(row.ask, at, row.end), row.start), "verb", None
    for said in (*(one.text for one in row.dates), how_often(row)):
        yield from _stretches(text, said, row, "due")
    for m in unit.text.of(*_MARKED):
        yield m.start, m.end, _MARKED[m.kind], None
    for who in row.addressees:
        yield from _stretches(text, who.text, row, "addressee")
    if language is not None:
        for cited in _paragraphs(language).finditer(text, row.start, row.end):
            yield cited.start(), cited.end(), "citation", None
        for amount in amounts(language, text[row.start : row.end]):
            if amount.sure and amount.value.isdigit():
                value = int(amount.value)
                yield row.start + amount.start, row.start + amount.end, "number", value


def how_often(row: Mandate) -> str:
    """How often a clause asks for something, as printed; empty if it does not say."""
    if not row.frequency or row.language not in codes():
        return ""
    text, language = row.text[row.start : row.end], load(row.language)
    seen = view(language, text)
    found = clock(language).often(seen.content)
    return text[slice(*seen.span(*found))] if found else ""


@cache
def _paragraphs(language: Language) -> re.Pattern[str]:
    """A pattern of "paragraph 144", of the report of a year: that of the next one has another number."""
    labels = forms(language.citations.passages.get("para", "")) if language.spaced else ()
    return re.compile(rf"(?<!\w){one_of(labels, re.escape)}\s[0-9]+(?![\w./])" if labels else "(?!)")


def _stretches(text: str, printed: str, row: Mandate, kind: str) -> Iterator[tuple[int, int, str, None]]:
    at = text.find(printed, row.start, row.end) if printed else -1
    if at >= 0:
        yield at, at + len(printed), kind, None
