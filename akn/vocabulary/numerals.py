"""Printed labels of units ("1.", "(أ)", "Section II", "㈠") as the numbers of identifiers, native and English.

An eId takes the number as it is printed, cleaned (profile R-067 to R-069).  Where that is not the number that the
English text prints, the wId takes the English one, worked out from the place of the label in its alphabet or among its
neighbours (R-070).  This module knows alphabets; it knows no language and no word.  Last stand the
numbers inside of running text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from akn.patterns import lazy_pattern

# in the order in which documents of the United Nations number with them
ALPHABETS = (
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",  # Arabic: abjad order
    "абвгдежзиклмнопрстуфхцчшщэюя",  # Cyrillic: without letters that never number
    "αβγδεζηθικλμνξοπρστυφχψω",
    "子丑寅卯辰巳午未申酉戌亥",  # Chinese: the twelve branches, for the points of treaties
)
_SAME = str.maketrans({"ا": "أ", "إ": "أ", "آ": "أ", "ى": "ي", "ة": "ه", "ё": "е", "й": "и"})
_PLACE = {letter: i for alphabet in ALPHABETS for i, letter in enumerate(alphabet, 1)}

LOOK_ALIKES = str.maketrans(
    "асеорхуіѕјАСЕОРХУІЅЈВКМНТ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΧ", "aceopxyisjACEOPXYISJBKMHT" + "ABEZHIKMNOPTX"
)
"""Cyrillic and Greek letters that are typed for the Latin ones that they look like, in labels and in symbols."""

_IDEOGRAPHS = {c: i for i, c in enumerate("一二三四五六七八九", 1)} | {"〇": 0, "零": 0}
_TENS = {"十": 10, "百": 100}
_HAN = r"[\u4e00-\u9fff]"
# a number with a sign or the words of its level around it: "3º", "第一章", "A部分"
_COUNTING = lazy_pattern(rf"{_HAN}*?([0-9]+|[{''.join((*_IDEOGRAPHS, *_TENS))}]+|[A-Z](?={_HAN}))(?:\D?|{_HAN}{{2}})")

_ROMAN = lazy_pattern(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMANS = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)

_QUOTES = frozenset("'\"‘’‚‛“”„‟«»‹›`´")
_COUNTED = lazy_pattern(r"^[A-Z]{2}(?=\d+$)")
_BETWEEN = lazy_pattern(r"[^\w]+")
_POINT = lazy_pattern(r"(?<=\d)\.(?=\d)")  # within a number


def roman(number: int) -> str:
    """A number from 1 to 3999 in lower-case Roman numerals.

    >>> roman(14)
    'xiv'
    """
    digits = ""
    for value, letters in _ROMANS:
        while number >= value:
            digits += letters
            number -= value
    return digits


@lru_cache(maxsize=1024)
def unroman(letters: str) -> int:
    """The number of well-formed Roman numerals of either case, 0 if they are not.

    >>> unroman("XXIV"), unroman("xiv"), unroman("IIII")
    (24, 14, 0)
    """
    rest = letters.lower() if _ROMAN.fullmatch(letters.upper()) else ""
    total = 0
    for value, digits in _ROMANS:
        while rest.startswith(digits):
            total += value
            rest = rest[len(digits) :]
    return total


def letter(number: int) -> str:
    """The label of the n-th point in English lists: a to z, then aa, bb, cc ...

    >>> letter(3), letter(28)
    ('c', 'bb')
    """
    rounds, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (rounds + 1)


@lru_cache(maxsize=4096)
def cleaned(label: str) -> str:
    """The number in a label: no white space, no punctuation around it, inner punctuation as `-` (R-067, R-069).

    Digits of any script become 0-9; tatweel, raised letters ("1º") and characters of no width are typography and are
    dropped.  Two capitals before a number say what is counted (OP: operative paragraphs).  Empty if the label holds no
    letter and no digit (a bullet).

    >>> cleaned("1."), cleaned("(a)"), cleaned("11.2 Rev. A"), cleaned("(هـ)"), cleaned("–"), cleaned("OP 1.")
    ('1', 'a', '11-2RevA', 'ه', '', '1')
    """
    if label.isascii():
        plain = label
    else:
        plain = "".join(
            str(unicodedata.digit(c)) if c.isdecimal() else c
            for c in label
            if c not in "\u0640ªº" and unicodedata.category(c) not in ("Cf", "Mn", "Co", "Cs", "Cn")
        )
    words = [_BETWEEN.sub("-", word.replace("_", "-")).strip("-") for word in plain.split()]
    return _COUNTED.sub("", "".join(words))


@lru_cache(maxsize=1024)
def spoken(label: str) -> str:
    """The number in a label as people say it: as `cleaned` has it, but with the points between its digits.

    >>> spoken("1."), spoken("2.4 ."), spoken("(a)"), spoken("٢-٤"), spoken("12-3.4"), spoken("12 bis.")
    ('1', '2.4', 'a', '2-4', '12-3.4', '12bis')
    """
    return ".".join(map(cleaned, _POINT.split(label)))


@lru_cache(maxsize=1024)
def without_level(label: str) -> str:
    """The number in the label of a higher level, without the word for the level (R-068).

    A word that holds a digit, is a Roman number or a single letter is a number; if no word is, all but the first are
    ("Part One").

    >>> without_level("Section II"), without_level("Article 3 bis"), without_level("第一章"), without_level("Part One")
    ('II', '3bis', '一', 'One')
    """
    words = [word for word in (cleaned(word) for word in label.split()) if word]
    if len(words) == 1:
        counted = _COUNTING.fullmatch(words[0])
        return counted.group(1) if counted else words[0]
    for i, word in enumerate(words):
        counted = _COUNTING.fullmatch(word)
        if counted or len(word) == 1 or any(map(str.isdigit, word)) or (word.isupper() and _ROMAN.fullmatch(word)):
            return (counted.group(1) if counted else word) + "".join(words[i + 1 :])
    return "".join(words[1:])


def spelled(label: str, ordinals: Mapping[str, int]) -> tuple[str, int] | None:
    """The words of a label that say its number, without spaces, and that number; None if no word of `ordinals` does.

    >>> spelled("Part three", {"three": 3}), spelled("Première partie", {"première": 1}), spelled("Part X", {})
    (('three', 3), ('Première', 1), None)
    """
    words = [_BETWEEN.sub("", word) or word for word in label.split()]
    for size in range(min(len(words), 3), 0, -1):
        for some in (words[-size:], words[:size]):
            if value := ordinals.get(" ".join(some).lower()):
                return "".join(some), value
    return None


def counted(value: int, higher: str) -> str:
    """A number as the English text prints it for a division of a kind: of articles 3, of titles C, else III."""
    if higher == "title":
        return letter(value).upper()
    return str(value) if higher in ("article", "rule") else roman(value).upper()


def english(label: str, number: str, previous: str, *, higher: str = "") -> str:
    """The number that the English text prints where another prints this label; `number` itself if it is the same.

    `number` is the cleaned label, `previous` the English number of the sibling before, if any.  `higher` is the
    element name of a division, empty for paragraphs and points: sections count in upper-case Roman numerals where
    points of the third level take lower-case ones.

    >>> english("(ب)", "ب", "a"), english("’2‘", "2", "i"), english("㈢", "㈢", "ii"), english("б)", "б", "a")
    ('b', 'ii', 'iii', 'b')
    >>> english("ثانيا", "ثانيا", "I", higher="section")
    'II'
    """
    if number.isascii():
        return _english_ascii(label, number, higher)
    plain = unicodedata.normalize("NFKC", number).strip("()")
    likely = plain.translate(LOOK_ALIKES)
    if likely.isascii() and (not _PLACE.get(number.lower()) or likely == _next(previous)):
        return likely
    place = _place(number)
    if higher == "title":
        return _english_title(label, place, previous, bracketed=plain != number and bool(ideographic(plain)))
    if higher:
        return counted(place or _value(previous) + 1, higher)
    if place is None:
        # no alphabet that we know: the number follows from the sibling before
        return _next(previous)
    return roman(place) if ideographic(plain) else letter(place)


def _english_ascii(label: str, number: str, higher: str) -> str:
    """The same for a number in ASCII, which English prints too: it has "(ii)" where others have ’2‘."""
    quoted = higher in ("", "title") and number.isdigit() and label[:1] in _QUOTES and label[-1:] in _QUOTES
    return roman(int(number)) if quoted and 0 < int(number[:4]) < 4000 and len(number) < 5 else number


def _english_title(label: str, place: int | None, previous: str, *, bracketed: bool) -> str:
    """The same for a title: it is lettered, below the sections; "㈠" is what other languages print as "(i)"."""
    if bracketed:
        return roman(place or 1)
    before = previous[-1:].lower()
    shown = letter(place or (ord(before) - ord("a") + 2 if "a" <= before <= "z" else 1))
    return shown if label.lstrip()[:1] in ("(", "（") or label.islower() else shown.upper()


def _next(previous: str) -> str:
    """The English label that follows another; `a` if there is none."""
    if not previous:
        return "a"
    if previous.isdigit():
        return str(int(previous) + 1)
    value = _value(previous)
    if value and (len(previous) > 1 or previous in "iI"):
        following = roman(value + 1)
        return following.upper() if previous.isupper() else following
    last = previous[-1].lower()
    return letter(ord(last) - ord("a") + 2) if "a" <= last <= "z" else "a"


def _value(number: str) -> int:
    """The value of a decimal or Roman number, 0 if it is none."""
    return int(number) if number.isdigit() else unroman(number)


def _place(number: str) -> int | None:
    """The place of a label in its alphabet, doubled letters after the single ones; None if it is in none."""
    if counted := ideographic(unicodedata.normalize("NFKC", number).strip("()")):
        return counted
    plain = number.lower().translate(_SAME)
    place = _PLACE.get(plain[0])
    if place is None or plain != plain[0] * len(plain) or len(plain) > 9:
        return None
    size = next(len(alphabet) for alphabet in ALPHABETS if plain[0] in alphabet)
    # all language versions double their letters at the same point, after the twenty-sixth: where English has (aa)
    return place + (len(plain) - 1) * min(size, 26)


def ideographic(number: str) -> int:
    """The value of an ideographic number up to 999, 0 if it is none.

    >>> ideographic("七"), ideographic("二十三"), ideographic("一百零二")
    (7, 23, 102)
    """
    total = digit = 0
    for c in number:
        if c in _IDEOGRAPHS:
            digit = _IDEOGRAPHS[c]
        elif c in _TENS:
            total += (digit or 1) * _TENS[c]
            digit = 0
        else:
            return 0
    return total + digit


_RUN = lazy_pattern(r"\d+")


def digit_groups(text: str) -> list[str]:
    """The numbers in a text in European digits, sorted: right-to-left print turns "67/195" round.

    >>> digit_groups("٦٧/١٩٥") == digit_groups("195/67")
    True
    """
    return sorted(map(european, _RUN.findall(text)))


def european(digits: str) -> str:
    """A run of digits of any script in 0 to 9, without leading zeros.

    >>> european("٠٧")
    '7'
    """
    plain = digits if digits.isascii() else "".join(str(unicodedata.decimal(c)) for c in digits)
    return plain.lstrip("0") or "0"
