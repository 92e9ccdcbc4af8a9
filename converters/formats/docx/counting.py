"""How Word prints the number of a list item or a note: the number formats of ST_NumberFormat (ECMA-376 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

LIMIT = 9_999  # beyond it digits are printed: no list of a document is longer, and a file may say anything

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ARABIC_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"  # Word leaves out ё й ъ ы ь
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_CHINESE = "〇一二三四五六七八九"
_CHINESE_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_CHINESE_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CHICAGO = "*†‡§"


def roman(n: int) -> str:
    """A roman numeral in lower case.

    >>> roman(1944)
    'mcmxliv'
    """
    out = ""
    for value, letters in _ROMAN:
        while n >= value:
            out += letters
            n -= value
    return out


def _letters(alphabet: str) -> Callable[[int], str]:
    """Letters one by one; after the last one they double, as Word does it: y, z, aa, bb."""

    def count(n: int) -> str:
        turn, at = divmod(n - 1, len(alphabet))
        return alphabet[at] * (turn + 1)

    return count


def _chinese(digits: str, tens: str, hundreds: str, thousands: str, *, bare_ten: bool) -> Callable[[int], str]:
    """Counting in words: ten, eleven, twenty-one, one hundred and one; a gap is bridged by one zero."""

    def count(n: int) -> str:
        out, gap = "", False
        for value, word in ((1000, thousands), (100, hundreds), (10, tens), (1, "")):
            digit, n = divmod(n, value)
            if digit:
                bare = bare_ten and value == 10 and digit == 1 and not out
                out += (digits[0] if gap else "") + ("" if bare else digits[digit]) + word
                gap = False
            elif out:
                gap = n > 0
        return out

    return count


def _digits(row: str) -> Callable[[int], str]:
    return lambda n: str(n).translate({ord(str(i)): c for i, c in enumerate(row)})


def _cycle(row: str) -> Callable[[int], str]:
    return lambda n: row[(n - 1) % len(row)]


def _enclosed(first: int, last: int) -> Callable[[int], str]:
    """One character for each number up to `last`, plain digits beyond."""
    return lambda n: chr(first + n - 1) if 1 <= n <= last else str(n)


_counting = _chinese(_CHINESE, "十", "百", "千", bare_ten=True)

FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN.upper()),
    "arabicAlpha": _letters(_ARABIC_ALPHA),
    "arabicAbjad": _letters(_ARABIC_ABJAD),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    "hebrew2": _letters(_HEBREW),
    "hindiNumbers": _digits("०१२३४५६७८९"),
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "ideographDigital": _digits(_CHINESE),
    "japaneseDigitalTenThousand": _digits(_CHINESE),
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "chineseLegalSimplified": _chinese(_CHINESE_LEGAL, "拾", "佰", "仟", bare_ten=False),
    "ideographLegalTraditional": _chinese(_CHINESE_LEGAL_TRADITIONAL, "拾", "佰", "仟", bare_ten=False),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _enclosed(ord("㊀"), 10),
    "decimalEnclosedCircle": _enclosed(ord("①"), 20),
    "decimalEnclosedCircleChinese": _enclosed(ord("①"), 20),
    "decimalEnclosedParen": _enclosed(ord("⑴"), 20),
    "decimalEnclosedFullstop": _enclosed(ord("⒈"), 20),
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "chicago": _letters(_CHICAGO),
    "none": lambda n: "",
}
"""The formats by the value of `w:numFmt`; every other one (words of a language, Korean) prints digits."""


def printed(n: int, form: str) -> str:
    """A number as Word prints it in a format.

    >>> [printed(3, f) for f in ("decimal", "upperRoman", "lowerLetter", "arabicAbjad", "chineseCounting", "none")]
    ['3', 'III', 'c', 'ج', '三', '']
    >>> printed(28, "lowerLetter"), printed(110, "chineseCounting"), printed(1005, "chineseCounting")
    ('bb', '一百一十', '一千〇五')
    """
    if form == "none":
        return ""
    if (n < 1 and form not in ("decimal", "decimalZero")) or n > LIMIT:
        return str(n)
    return FORMATS.get(form, str)(n)
