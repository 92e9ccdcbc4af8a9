"""Labels of paragraphs and points as they are printed: numbers, letters, roman numerals, bullets.

A label can often be read in several ways ("(i)" is a letter and a roman numeral); its neighbours decide, so all
readings are given.

>>> from akn.languages import load
>>> found = match_label(load("eng"), "(i) To report on funding;")
>>> found.printed, found.readings
('(i)', (('latin', 9), ('roman', 1)))
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import groupby
from string import ascii_uppercase
from types import MappingProxyType

from msgspec import Struct

from akn import vocabulary
from akn.languages.shape import Language, Ordinals, forms
from akn.languages.view import fold, letters, shown, views
from akn.patterns import WORD, lazy_pattern, one_of
from akn.text import DIRECTION
from akn.vocabulary.numerals import roman


class Label(Struct, frozen=True):
    """A label: the characters as printed, where the paragraph's own text starts, and what the label can mean.

    Each reading is the name of an alphabet and the place in it: `number`, `outline` ("3.10", "3-10", place 10),
    `roman`, `roman-capital`, `bullet` (place 0), and the alphabets of the language file (`latin`, `latin-capital`,
    ...).  `inserted` means that it was put in after the one that it reads as ("2 bis.").
    """

    printed: str
    end: int
    readings: tuple[tuple[str, int], ...]
    inserted: bool = False

    @property
    def may_follow(self) -> bool:
        """True for a label in brackets, which may stand right after another one: "1. (a) (i)"."""
        return self.printed[-1] in ")）" and self.readings[0][0] not in ("outline", "bullet")


BULLETS = "-* "  # before the number of a paragraph, a text with Markdown signs has one of these


@lru_cache(maxsize=1024)
def form_of(label: str) -> str:
    """How a label is typed: "(a)", "(b)" and "㈠" have one form, "a)" another.

    >>> form_of("(a)"), form_of("㈠"), form_of("12."), form_of("- 12.")
    ('(N)', '(N)', 'N.', 'N.')
    """
    return WORD.sub("N", unicodedata.normalize("NFKC", "".join(label.split()))).lstrip(BULLETS) or label


# no label is longer, nor what must follow it
_REACH = 24
_BLANK = " \t\u00a0\u202f\u2009\u3000\u200e\u200f"


def match_label(language: Language, text: str) -> Label | None:
    """The label that a paragraph starts with; None if it starts with its text.

    The forms are those of the language file, and those that people type in any language (`akn/vocabulary/labels.toml`).

    >>> from akn.languages import load
    >>> [match_label(load("eng"), f"{label} Requests").printed for label in ("1.", "1 .", "（1）", "OP1.", "1º")]
    ['1.', '1 .', '（1）', 'OP1.', '1º']
    >>> match_label(load("eng"), "12 – 14 May") is None
    True
    """
    if "{letter}" not in language.labels.templates and text[:_REACH].replace(" ", "").isalpha():
        return None  # the others have a figure or a sign
    head = fold(text[:_REACH])
    narrow = head.content.translate(_wide())  # sign by sign, so that all offsets stay
    found = _pattern(language, inserted=_inserted.search(narrow) is not None).match(narrow)
    if not found or not (readings := _readings(language, found)):
        return None
    end = head.end(found.end())
    first = head.origin(found.end(1))
    # a character that is seen through belongs to the label: none is lost
    first = next((i for i in range(first) if not text[i].isspace() and text[i] not in DIRECTION), first)
    after = end + len(text[end:]) - len(text[end:].lstrip(_BLANK))
    following = narrow[found.end(found.lastgroup or 0) : found.end()]
    return Label(text[first:end], after, readings, any(map(str.isalpha, following)))


def _readings(language: Language, found: re.Match[str]) -> tuple[tuple[str, int], ...]:
    kind = (found.lastgroup or "").rstrip("0123456789")
    inside = found[found.lastgroup or 0]
    if kind == "bullet":
        return (("bullet", 0),)
    if kind == "number":
        above, _, value = inside.rpartition(".")
        return (("outline" if above else "number", int(value)),)
    if kind == "dashed":
        return (("outline", int(inside.rpartition("-")[2])),)
    if kind == "outline":
        # "1.5 million" is no label: before a small letter the number continues
        following = found.string[found.end() :].lstrip()[:1]
        return () if following.islower() else (("outline", int(inside.rpartition(".")[2])),)
    return tuple((name, table[inside]) for name, table in alphabets(language).items() if inside in table)


_inserted = lazy_pattern(lambda: rf"(?<![^\W\d_]{{2}}){one_of(vocabulary.inserted())}(?!\w)")  # no end of a word


@cache
def _pattern(language: Language, *, inserted: bool) -> re.Pattern[str]:
    """One pattern for all templates: the label, then white space, the end, or text that cannot continue it.

    Where a letter is wanted any will do, also doubled or several: whether an alphabet has them is asked of what was
    found.  A pattern of all letters of all alphabets would take longer to compile than a short text to parse, and so
    would that of what is put in after a number, which hardly any text has: `inserted`.
    """
    typed = vocabulary.typed_labels()
    known = {letter for table in alphabets(language).values() for letter in table}
    enclosed = one_of(letter for letter in known if unicodedata.category(letter[0]) in ("No", "So"))
    doubtful = dict.fromkeys(typed.doubtful, True) | dict.fromkeys(language.labels.templates, False)
    for template in typed.typed:
        doubtful.setdefault(template, False)
    ways: list[str] = []
    for before_words, several in groupby(doubtful, doubtful.__getitem__):
        some = [_way(f"{len(ways)}{i}", one, inserted) for i, one in enumerate(_begun(several, edged=not before_words))]
        ways.append(f"(?:{'|'.join(some)}){_before_words(language) if before_words else ''}")
    ways.append(f"(?P<letter>{enclosed})")  # ㈠, ①: labels before any text
    ways.append(rf"(?P<bullet>{one_of(language.labels.bullets)})(?=\s)")
    return re.compile(rf"(\s*)(?:{'|'.join(ways)})")


class _Begun(Struct):
    """Templates that are alike up to the end of their slot: the source before it, its name, whether signs follow it,
    and what can follow."""

    before: str
    slot: str
    signs: bool
    following: list[str]


def _begun(templates: Iterable[str], *, edged: bool) -> list[_Begun]:
    """The templates in order.  Those that are alike up to the end of their slot are one, if what comes between them
    begins with another character: a digit, a letter or a sign.  `edged` ones say what must follow them."""
    found: list[_Begun] = []
    for template in templates:
        before, slot, after = _SLOT.split(template)
        known = (_literal(before), slot, bool(after))
        for one in reversed(found):
            if (one.before, one.slot, one.signs) == known:
                break
            if _first(one.before, one.slot) == _first(*known[:2]):
                found.append(one := _Begun(*known, []))
                break
        else:
            found.append(one := _Begun(*known, []))
        one.following.append(_literal(after) + (_edge(template) if edged else ""))
    return found


_SLOT = lazy_pattern(r"\{(\w+)\}")


def _first(before: str, slot: str) -> str:
    """What kind of character a template begins with."""
    return before[:2] or ("letter" if slot == "letter" else "digit")


def _way(number: str, begun: _Begun, inserted: bool) -> str:
    """The source of templates that begin alike; their groups have a number."""
    name = begun.slot + number
    if begun.slot == "letter":
        slot = rf"(?P<{name}>(?P<one{number}>[^\W\d_]) (?P=one{number})|[^\W\d_]{{1,7}})"
    else:
        slot = rf"(?P<{name}>{_DIGITS[begun.slot]})"
    put_in = rf"(?:[ -]?{one_of(vocabulary.inserted())}(?!\w))?" if begun.signs and inserted else ""
    return f"{begun.before}{slot}{put_in}(?:{'|'.join(begun.following)})"


_DIGITS = {
    "number": r"\d{1,3}(?:\.\d{1,3})*",
    "outline": r"\d{1,2}(?:\.\d{1,2})+",
    "dashed": r"\d{1,2}(?:-\d{1,2})+",
}


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\ ", " ").replace("~", " ?")


def _edge(template: str) -> str:
    """What must follow: a closing sign may touch the text, a full stop may not be a decimal point."""
    last = template[-1]
    if last in ")）、》]":
        return r"(?=\s|$|[^\d\s])"
    return r"(?=\s|$|[^\W\d_]{2})" if last == "." else r"(?=\s|$)"


def _before_words(language: Language) -> str:
    """What must follow a label that is one only before the first word of a paragraph."""
    lower = opens_in_lower_case(language)
    return r"(?=\s+[\"'“”„«‹「『‘\[(]?[^\W\d_])" if lower else r"(?=\s+[\"'“”„«‹「『‘\[(]?[^\W\d_a-zà-öø-ÿœ])"


@cache
def opens_in_lower_case(language: Language) -> bool:
    """True if paragraphs of the language begin with a lower-case letter (Russian, German): their verbs continue the
    sentence that the formula begins."""
    return next(iter(language.actions.preamble.values()), "")[:1].islower()


@cache
def _wide() -> Mapping[int, str]:
    return MappingProxyType({ord(wide): narrow for wide, narrow in vocabulary.typed_labels().wide.items()})


@cache
def alphabets(language: Language) -> Mapping[str, Mapping[str, int]]:
    """For each alphabet the letters, as folded, and their places.

    Doubled letters go on after the last, or after the twenty-sixth: all language versions of a text double at once.
    """
    tables: dict[str, Mapping[str, int]] = {}
    for name, written in language.labels.alphabets.items():
        rows = written.split()
        single = {fold(letter).content: place for place, row in enumerate(rows, 1) for letter in row.split("/")}
        double = [(c, place + min(len(rows), 26)) for c, place in single.items() if len(c) == 1 and c.isalpha()]
        tables[name] = {way: place for c, place in double for way in (c * 2, f"{c} {c}")} | single
    romans = {roman(value): value for value in range(1, 60)}
    tables |= {"roman": romans, "roman-capital": {numeral.upper(): value for numeral, value in romans.items()}}
    return MappingProxyType(tables)


@cache
def letter_values(language: Language) -> Mapping[str, str]:
    """Letters that number annexes and parts, as views of the language show them, and the letter in its plain form.

    Capital Latin letters, the letters of the language's own alphabet, and letters spelled by name.
    """
    named = {**{letter: letter for letter in ascii_uppercase}, **vocabulary.letters()}
    translation = letters(language)
    return MappingProxyType({fold(name).content.translate(translation).lower(): of for name, of in named.items()})


# ---- ordinals in words and digits, up to 130


HIGHEST = 130


@cache
def digits_pattern(language: Language) -> re.Pattern[str]:
    """Digits with what may follow them in an ordinal, for views of the language; group 1 is the number."""
    # dumps set a hyphen of another font apart from the letters after it: "54- е"
    suffixes = one_of(shown(language, language.ordinals.suffixes)).replace(r"\-", "- ?")
    return re.compile(rf"(?<!\d)(\d{{1,5}})(?!\d)(?: ?{suffixes}(?!\w))?")


@cache
def ordinal_words(language: Language) -> Mapping[str, int]:
    """Every spelled-out ordinal of the language as its views show it, and its value."""
    table = language.ordinals
    made = spelled(table)
    words: dict[str, int] = {}
    for word, (_, number) in zip(views(language, [table.prefix + word for word, _ in made]), made, strict=True):
        words.setdefault(word, number)
    return MappingProxyType(words)


def spelled(table: Ordinals, highest: int = HIGHEST) -> list[tuple[str, int]]:
    """All words with their numbers, ascending; of one number, those of its own before those of a ten and a unit."""
    tens = sorted(map(int, table.tens))
    stems = {ten: _expanded(table.tens[str(ten)], table) for ten in tens}
    joints = [template.replace("{ten}", "\0").replace("{unit}", "\1") for template in table.join]
    words: dict[int, list[str]] = {}
    for number in range(highest + 1):
        made = words[number] = _expanded(table.simple.get(str(number), ""), table)
        ten = next((ten for ten in reversed(tens) if ten < number), 0)
        if ten:
            units = _expanded(table.compound.get(str(number - ten), ""), table) or words[number - ten]
            for joint in joints:
                for stem in stems[ten]:
                    with_ten = joint.replace("\0", stem)
                    made += [with_ten.replace("\1", unit) for unit in units]
    return [(word, number) for number, made in words.items() for word in made]


def _expanded(written: str, table: Ordinals) -> list[str]:
    made: list[str] = []
    for form in forms(written):
        made += [form[:-1] + ending for ending in table.endings] if form.endswith("+") else [form]
    return made
