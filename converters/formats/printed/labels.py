"""The labels of footnotes: the forms in which they are printed, and which numbers of a text may refer to a note.

A reference with a sign (¹, ^1, [^1]) means nothing else.  One that is a bare number, as dumps of PDF files show what
was raised, is judged by what stands beside it: `_BESIDE` is the table of these weights.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from akn.patterns import lazy_pattern
from akn.text import DIRECTION
from converters.formats.printed.lines import UNSPACED, is_symbol

SUPERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SYMBOLS = "*†‡§"
POINTS = ",;:!?،؛؟，；：、。"  # after which a reference may stand; the full stop has uses in numbers
SURE, LIKELY = 10.0, 4.0  # the weights of a reference with a sign, and of one that may repeat another
_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_PLAIN = str.maketrans(SUPERS + _LETTERS, "0123456789abcdefghijklmnoprstuvwxyz")
_WORD = f"[^\\W{SUPERS}{_LETTERS}]{{1,12}}"  # superscripts count as letters and digits, too
_STARS = f"[{SYMBOLS}]{{1,3}}"
_NUMBER = r"(?:\d{1,3}|[1١۱][0-8٠-٨۰-۸]\d\d)"  # what stands in brackets from 1900 on is a year
_SIGNED = (
    rf"[(⁽][{SUPERS}]{{1,4}}[)⁾]|[{SUPERS}]{{1,4}}|\[\^{_WORD}\]|\^\d{{1,4}}(?![^\W{SUPERS}])"
    rf"|(?P<tex>\$)?\^(?:\{{\(?{_WORD}\)?\}}|\((?:{_WORD}|{_STARS})\))(?(tex)\$)"
    rf"|<sup>\(?(?:{_WORD}|{_STARS})\)?</sup>"
)
_SIGNED_LABEL = lazy_pattern(rf"{_SIGNED}|[{_LETTERS}]")
SIGNS = frozenset((*SUPERS, *_LETTERS, *"^<"))
"""One of these stands in every signed label, among its first two characters."""
_MARKS = f"[{DIRECTION}]*"
_RAISED = frozenset((*SIGNS, *map(chr, range(0x1D43, 0x1D80))))  # ᵃ-ᵿ, those that call no note included
# above 999 no year, and no number of a resolution with its year, such as 1540 (2044)
_BARE = (
    rf"(?:\d{{1,3}}(?:[.)]?(?={_MARKS}(?:\s+{_MARKS}[^\s\-–—{DIRECTION}]|$))|(?=[^\W\d_a-z]))"
    rf"|[1١۱][0-8٠-٨۰-۸]\d\d[.)]?(?={_MARKS}(?:\s+{_MARKS}[^\s\-–—({DIRECTION}]|$)))"
)
_SIGNED_NOTE = lazy_pattern(rf"{_MARKS}((?:{_SIGNED}):?|[ᵃ-ᵿ](?={_MARKS}\s)){_MARKS}\s*")
_BRACKETED_NOTE = lazy_pattern(rf"{_MARKS}((?:\({_WORD}\)|\[{_NUMBER}\])(?={_MARKS}(?:\s|$))){_MARKS}\s*")
# a star before a letter of a script with spaces may be a mark of emphasis; before a figure or 任期 it is a label
_STAR_LABEL = rf"{_STARS}(?![{SYMBOLS}]|(?=[\x00-\u2e7f])[^\W\d])"
_FOOTNOTE = lazy_pattern(rf"{_MARKS}(\){_NUMBER}\(|{_STAR_LABEL}|{_BARE}){_MARKS}\s*")
BARE = lazy_pattern(rf"{_MARKS}({_BARE}){_MARKS}\s*")
_BRACKETED = lazy_pattern(rf"\[{_NUMBER}\]|\({_NUMBER}\)|\){_NUMBER}\(")
_DATE = lazy_pattern(r"\d{1,2}\s+\D{2,40}\s\d{4}(?:\s\w{1,6})?")
_LABEL = lazy_pattern(  # the number of a paragraph
    r"[^\w\s]?\w{1,4}[.)’‘）、]?(?:\s*[-–])?(?=\s)|\d+/\d+[ .]|[-*] \d{1,4}(?: ?[-–]|[.)])(?=\s)"
)
_IN_YEAR = lazy_pattern(r" ?\((?:\d{4}|(?:E?S-)?[IVXLC]+)\)")
_PART = lazy_pattern(r"\s?[%٪‰°]")
# what may refer to a note without a sign: no number that goes on, with a letter of a script with spaces, a fraction, a
# decimal, a range
_CANDIDATE = lazy_pattern(
    rf"\[{_NUMBER}\]|\({_NUMBER}\)|\){_NUMBER}\(|(?<=[^\s{SYMBOLS}]){_STARS}(?![\w{SYMBOLS}])"
    r"|\d+(?![\d/%°]|[.,\-–]\d|(?=[\x00-\u2e7f])[^\W\d_])"
)
_QUOTED = 300  # characters, at most, between two quotation marks
_NEAR = 40  # characters before a number that are looked at

_WIDE = r"[^\x00-\u2e7f]"
_YEAR = r"(?<!\d)(?:19|20)\d\d"
_POINT = rf"[{POINTS}]"
# what stands before a bare number, what stands after it, and the weight of a reference there: the first row that fits
_BESIDE = [
    (lazy_pattern(rf"(?:{before})\Z"), lazy_pattern(after), weight)
    for before, after, weight in (
        # right after a letter of a script without spaces, which may count what is counted
        (r"(?<![/\d])\d{1,8}[^\W\d_\x00-\u2e7f]", r"[^\W\x00-\x7f]", 0.1),  # 7月1日
        (r"[^\W\d_\x00-\u2e7f]", r"\W|$", 3),
        (r"[^\W\d_\x00-\u2e7f]", "", 1),
        # right after a word
        (rf"[/\d]\S{{0,{_NEAR}}}[^\W\d_]", "", 0.5),
        (r"(?<!\S)\W?[A-Z]{1,4}", "", 1),
        (r"[^\W\d_]", "", 5),
        (r"[\"'”’»)\]）》」】›“‘%]", "", 5),
        # after a point
        (r"[，、]", _WIDE, 1.5),  # ，2票
        (r"(?<![\d/.,\-])\d{1,3},", r"\s?[%٪‰°]", 0),  # 28,2 %
        (r"(?<![\d/.,\-])\d{1,3},", "", 0.8),  # 1,5
        (rf"\d{_POINT}", "", 3.5),
        (rf"\s{_POINT}", "", 0.5),
        (_POINT, "", 5),
        (rf"{_YEAR}\.", "", 2),
        (rf"(?:\d|/\S{{0,{_NEAR}}})\.", "", 0),
        (r"(?<!\S)\S{1,4}\.", r"\s\d{1,3}(?!\S)", 0),  # "Add.1 1": the number of a part, then the reference
        (r"(?<!\S)\S{1,4}\.", "", 0.5),
        (r"\.", "", 4),
        (r"\(", r"[^)]", 1),  # a bracket that a dump of right-to-left text has turned round
        (r"(?<!.)[A-Z] ", "$", 2),  # the letter that heads a part: "B 1"
        # the last of a paragraph; after words in brackets it is the figure of a row: "(FS) 1"
        (rf"(?:(?<!\d)[{POINTS}\"'”’»]|\d[)\]）]|[)\]]\.)\s", "$", LIKELY),
    )
]
# the same where white space sets the number apart
_APART = [
    (lazy_pattern(rf"(?:{before})\s\Z"), lazy_pattern(after), weight)
    for before, after, weight in (
        ("", r"\s(?:\w{1,3}\s)?[^\W\d]\w+\s(?:\w{1,3}\s)?\d{4}\b", 0.1),  # the day of a date
        (rf"{_YEAR}{_POINT}?", "", LIKELY),
        (r"(?<!\w)[a-zà-ÿа-я]{1,2}", "", 0),  # "by 7 votes": what a small word leads to is counted
        (rf"(?<!\S)\d+{_POINT}?", "", 0.2),
        (rf"[{POINTS}\"'”’»)\]）》」】›“‘%]", "", 3),
        ("", r"\S", 0.8),
        ("", "", 1),
    )
]


class Reference(Struct):
    """What may refer to a note: the characters from `start` to `end` of a paragraph, the label that they say, and how
    likely it is that they do (SURE for the forms that mean nothing else)."""

    start: int
    end: int
    marker: str
    weight: float = SURE
    doubtful: bool = False  # white space sets it apart, in a text whose others are not
    bracketed: bool = False
    key: str = ""

    def moved(self, by: int) -> Reference:
        """The same reference in a text whose beginning is longer."""
        return replace(self, start=self.start + by, end=self.end + by)


def plain(label: str) -> str:
    """A label as it is compared: digits of any kind and superscripts as 0-9, brackets left out.

    >>> plain("(١٢)"), plain("⁽³⁾"), plain("*"), plain("[^a]")
    ('12', '3', '*', 'a')
    """
    bare = label.removeprefix("<sup>").removesuffix("</sup>").strip("$^{}()[]⁽⁾:. ").translate(_PLAIN)
    return str(int(bare)) if bare.isdecimal() else bare


def match_note(line: str, *, at_foot: bool) -> re.Match[str] | None:
    """The label of a note that a line begins with (group 1) and the white space after it.

    At the foot of a page bare numbers and stars are labels, too.

    >>> [bool(match_note("1 See above.", at_foot=foot)) for foot in (True, False)]
    [True, False]
    """
    head = line.lstrip(DIRECTION)[:2]
    m = _SIGNED_NOTE.match(line) if not _RAISED.isdisjoint(head) else None
    if m is None and head[:1] in ("(", "["):
        m = _BRACKETED_NOTE.match(line)
    return _FOOTNOTE.match(line) if m is None and at_foot else m


def is_signed(line: str) -> bool:
    """True for a line that begins with a label which has a sign: ¹ ⁽¹⁾ (¹) ^1 ^(1) ^{1} $^{1}$ [^1] <sup>1</sup>.

    >>> is_signed("[^2] See above."), is_signed("(2) See above.")
    (True, False)
    """
    line = line.lstrip(DIRECTION)
    return not SIGNS.isdisjoint(line[:2]) and bool(_SIGNED_LABEL.match(line))


def form_of(line: str) -> str:
    """The form of the label that a line at the foot begins with: "sign", "number", empty if it has none."""
    m = match_note(line, at_foot=True)
    return "" if not m else "number" if m[1][0].isdecimal() else "sign"


def is_bare(line: str) -> bool:
    """True for a line that may begin a note without a rule above it: a number without a stop, and no date."""
    m = BARE.match(line)
    return m is not None and m[1].isdecimal() and not _DATE.fullmatch(line)


def bracketed_numbers(text: str) -> list[str]:
    """The numbers in brackets, as they stand."""
    return _BRACKETED.findall(text)


def is_metre(text: str, at: int, number: str) -> bool:
    """True if a raised number makes square or cubic metres of the unit in front: m², km², cm³."""
    return number in ("2", "3") and text[max(0, at - 2) : at].strip(" cdk") == "m"


def sure_references(text: str) -> Iterator[Reference]:
    """References in the forms ¹ ⁽¹⁾ (¹) ᵃ ^1 ^(1) ^{1} $^{1}$ [^1] <sup>1</sup>, left to right; m² and km³ are none."""
    for m in _SIGNED_LABEL.finditer(text):
        label = plain(m[0])
        if not (m[0][0] in SUPERS and is_metre(text, m.start(), label) and text[m.end() : m.end() + 1] not in SUPERS):
            yield Reference(m.start(), m.end(), label)


def likely_references(text: str, bare: Collection[str], bracketed: Collection[str], apart: bool) -> Iterator[Reference]:
    """What may refer to a note with one of the `bare` labels or, in brackets, one of the `bracketed` ones.

    `apart` tells that white space stands before bare references.  A year, and the number of a resolution that its year
    or session follows, may end in no label.

    >>> text = "of 2 December 2020,1 and people,4 see 76/10, paragraph 3"
    >>> [r.marker for r in likely_references(text, {"1", "2", "3", "4"}, (), False) if not r.doubtful]
    ['1', '4']
    """
    is_masthead = is_symbol(text)  # the numbers of a symbol refer to nothing, a star after it does
    label = _LABEL.match(text)
    for m in _CANDIDATE.finditer(text, 0 if is_masthead or not label else label.end()):
        printed, (start, end) = m[0], m.span()
        if not printed[0].isdecimal():
            marker = plain(printed.strip("()[]"))
            if marker in (bare if printed[0] in SYMBOLS else bracketed):
                glued = not text[start - 1 : start].isspace()
                weight = (
                    LIKELY if printed[0] in SYMBOLS else LIKELY + 1 if glued else LIKELY if printed[0] == "[" else 2
                )
                yield Reference(start, end, marker, weight, bracketed=printed[0] not in SYMBOLS)
        elif not is_masthead and printed.isascii():
            weight, doubtful = _weight(text, start, end, apart) if start and printed in bare else (0, False)
            if weight:
                yield Reference(start, end, printed, weight, doubtful)
            else:
                yield from _at_end_of_number(text, start, printed, bare, apart)


def _weight(text: str, start: int, end: int, apart: bool) -> tuple[float, bool]:
    """How likely a bare number refers to a note, 0 if it cannot; and whether its white space puts it in doubt."""
    left, right = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if left[-1] in "“‘":  # a quotation mark that opens, or in some languages closes: “x”, but „x“ and ”x“
        near = text[max(0, start - _QUOTED) : start - 1]
        if sum(map(near.count, "„”" if left[-1] == "“" else "‚’")) <= near.count(left[-1]):
            return 0, False
    weight = _first_fit(_BESIDE, left, right)
    if weight or not left[-1].isspace():
        return weight, False
    weight = _first_fit(_APART, left, right)
    return (weight, False) if apart else (weight * 0.8, left[-2:-1] not in POINTS)


def _first_fit(rows: list[tuple[re.Pattern[str], re.Pattern[str], float]], left: str, right: str) -> float:
    return next((weight for before, after, weight in rows if before.search(left) and after.match(right)), 0)


def _at_end_of_number(text: str, start: int, digits: str, labels: Collection[str], apart: bool) -> Iterator[Reference]:
    """A reference glued to a number: `20201` is the year 2020 with note 1.  Where they are set apart only years have
    one."""
    end, before = start + len(digits), text[start - 1 : start]
    is_part = before in tuple("/-‐‑–")
    if _is_whole(text, start, digits, is_part):
        return
    # in scripts without spaces a word that counts follows most numbers
    doubt = 0.1 if text[end : end + 1] > UNSPACED and text[end].isalpha() else 1.0
    for size in (1, 2, 3, 4):
        head, marker = digits[:-size], digits[-size:]
        if marker not in labels or not (len(head) > 1 or (head and (is_part or before == "."))):
            continue
        is_year = re.fullmatch(_YEAR, head)
        if is_year or not apart:
            weight = 3.5 if is_year else 0.3 if len(head) < 2 else 2.0 if before == "/" else 1.0
            yield Reference(end - size, end, marker, weight * doubt)


def _is_whole(text: str, start: int, digits: str, is_part: bool) -> bool:
    """True for digits at whose end no reference stands: a part of a longer number, or a year and no more.

    "(A/99/481, para. 7)" names a source, and its reference stands after the bracket.
    """
    end = start + len(digits)
    if _PART.match(text, end) or (text[start - 1 : start] == "/" and text[text.rfind(" ", 0, start) + 1] in "([（［"):
        return True
    return not is_part and bool(re.fullmatch(_YEAR, digits) or _IN_YEAR.match(text, end))
