"""Words that recognition misreads and that what stands around them tells: years, months, letters of another script.

Only what has one answer is put right: a year of which one or two figures are other signs ("[971"), the name of a month
between a day and a year that differs in one sign, or that a stop joins to the year, a word in letters of two scripts
that are all letters of one.

>>> from akn.text import Text
>>> mended = put_right((Block(Text("21 сентябрм [971 года, СoBeT")),), "rus")
>>> mended.blocks[0].text.content, mended.words
('21 сентября 1971 года, Совет', ['[971', 'сентябрм', 'СoBeT'])
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Block, Blocks, NoteBlock, TableBlock
from akn.languages import load
from akn.patterns import lazy_pattern
from akn.text import Text
from akn.vocabulary import misread
from akn.volume_numbers import edits

_year = lazy_pattern(r"(?<![^\s(])[0-9OoОlI|!\[\]Ss]{4}(?![^\s.,;:)])")
_plausible = lazy_pattern(r"1[89][0-9]{2}|20[0-9]{2}")
_month = lazy_pattern(
    r"(?<![0-9])[0-9]{1,2}(?: [^\W\d]{1,3})? (?P<word>[^\W\d_]{4,})(?: [^\W\d]{1,3})? [12][089][0-9]{2}(?![0-9])"
)
_stopped = lazy_pattern(
    r"(?<![0-9])[0-9]{1,2}(?: [^\W\d]{1,3})? (?P<word>[^\W\d_]{4,})[.;:](?=[12][089][0-9]{2}(?![0-9]))"
)
_after = lazy_pattern(r"(?<![0-9])[12][089][0-9]{2} (?P<word>[^\W\d_]{4,})(?![^\W_])")
_word = lazy_pattern(r"[^\W\d_]{3,}")
_FIGURES = 2  # of a year, at least, were read as such


class MendedWords(Struct, frozen=True):
    """Blocks whose misread words are put right, and these words as they were read."""

    blocks: Blocks
    words: list[str]


def put_right(blocks: Blocks, language: str) -> MendedWords:
    """The blocks of a recognised source with what can be told put right; `language` is that of the source."""
    words: list[str] = []
    return MendedWords(tuple(_mended(block, language, words) for block in blocks), words)


def _mended(block: Block | NoteBlock | TableBlock, language: str, words: list[str]) -> Block | NoteBlock | TableBlock:
    if isinstance(block, NoteBlock):
        return replace(block, blocks=tuple(_mended(b, language, words) for b in block.blocks))
    if isinstance(block, TableBlock):
        return block
    for found in (_years, _stops, _months, _after_years, _letters):
        block = _with(block, list(found(block.text.content, language)), words)
    return block


Change = tuple[int, int, str]


def _with(block: Block, changes: list[Change], words: list[str]) -> Block:
    """A block with parts of its text exchanged for others of the same length or not; its places follow."""
    text: Text = block.text
    spots = block.spots
    words += [text.content[start:end] for start, end, _ in changes]
    for start, end, by in reversed(changes):
        text = text.replaced(start, end, by)
        moved = len(by) - (end - start)
        spots = tuple(replace(s, at=s.at + moved) if s.at >= end else s for s in spots) if moved else spots
    return replace(block, text=text, spots=spots) if changes else block


def _years(content: str, _language: str) -> Iterator[Change]:
    """Years in which figures were read as other signs."""
    for m in _year.finditer(content):
        year = m[0].translate(misread("figures"))
        figures = sum(c.isdecimal() for c in m[0])
        if _FIGURES <= figures < len(m[0]) and _plausible.fullmatch(year):
            yield m.start(), m.end(), year


def _stops(content: str, language: str) -> Iterator[Change]:
    """A stop between the whole name of a month and a year, after a day: a grain of the paper ("18 March.1970")."""
    for m in _stopped.finditer(content):
        if m["word"].lower() in _names_of_months(language):
            yield m.start("word"), m.end(), f"{m['word']} "


def _months(content: str, language: str) -> Iterator[Change]:
    """Names of months that are one sign off, between a day and a year."""
    yield from _near(_month, content, _names_of_months(language))


def _after_years(content: str, language: str) -> Iterator[Change]:
    """Words that dates end with, one sign off."""
    yield from _near(_after, content, _words_after_years(language))


def _near(pattern: re.Pattern[str], content: str, names: Mapping[str, str]) -> Iterator[Change]:
    for m in pattern.finditer(content) if names else ():
        word = m["word"].lower()
        near = {by for name, by in names.items() if edits(word, name) == 1}
        if word not in names and len(near) == 1:
            yield m.start("word"), m.end("word"), near.pop()


def _letters(content: str, language: str) -> Iterator[Change]:
    """Words with Cyrillic letters among Latin ones that look like Cyrillic ones, in a language that is written so."""
    if not _is_cyrillic(language):
        return
    for m in _word.finditer(content):
        cyrillic = m[0].translate(misread("cyrillic"))
        if cyrillic != m[0] and not m[0].isascii() and not any(c.isascii() for c in cyrillic):
            # letters of Latin capitals have the size of small Cyrillic ones: "СoBeT" is "Совет"
            yield m.start(), m.end(), cyrillic[0] + cyrillic[1:].lower() if not m[0].isupper() else cyrillic


@cache
def _names_of_months(language: str) -> Mapping[str, str]:
    """Forms of names of months that can be told when one sign of them is wrong, each with the usual form."""
    months = ([form.strip() for form in several.split(" | ")] for several in load(language).dates.months)
    return {form.lower(): forms[0] for forms in months for form in forms if len(form) > 3 and form.isalpha()}


@cache
def _words_after_years(language: str) -> Mapping[str, str]:
    """What the language writes after the year of a date."""
    after = (template.partition("{year}")[2] for template in load(language).dates.full)
    return {word: word for rest in after for word in re.findall(r"[^\W\d_]{4,}", rest)}


@cache
def _is_cyrillic(language: str) -> bool:
    return any("\u0400" <= c <= "\u04ff" for name in _names_of_months(language) for c in name)
