"""The labels of notes: the forms in which calls and bodies print them, and how likely a bare number is a call."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from msgspec import Struct

from converters.formats.text.lines import UNSPACED, is_symbol

SUPERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_PLAIN = str.maketrans(SUPERS + LETTERS, "0123456789abcdefghijklmnoprstuvwxyz")
WORD = f"[^\\W{SUPERS}{LETTERS}]{{1,12}}"  # a marker; superscripts count as letters and digits, too
SIGNS = (*SUPERS, *LETTERS, "^", "<sup>")  # one of which stands in every sure call
SYMBOLS = "*†‡§"
SURE = 10.0
LIKELY = 4.0
_FORMS = (
    rf"[(⁽]?[⁰¹²³⁴-⁹]{{1,3}}[)⁾]?|[ᵃ-ᵿ](?=\s)|\^?\({WORD}\)(?=\s|$)|\^\((?:{WORD}|[*†‡§]{{1,3}})\)|\^\d{{1,3}}"
    rf"|\$?\^\{{\(?{WORD}\)?\}}\$?|\[\d{{1,3}}\](?=\s|$)|\[\^{WORD}\]:?|<sup>\(?{WORD}\)?</sup>"
)
_FOOT_FORMS = r"|\)\d{1,3}\(|\d{1,3}(?=[\s.)]|[^\W\d_a-z]|$)[.)]?(?!\s*[-–—])|[*†‡§]{1,3}(?![*†‡§])"
BODY = re.compile(rf"({_FORMS})\s*")
"""The label of a note body in running text."""
FOOT_BODY = re.compile(rf"({_FORMS}{_FOOT_FORMS})\s*")
"""The label of a note body at the foot of a page, where a bare number is one, too."""
FIRST_OF_BODY = frozenset("(⁽^[$<").union(SUPERS, LETTERS)
"""What a note in running text begins with."""
BARE = re.compile(r"(\d{1,3})(?:[.)]?\s+(?=[^\s\-–—])|(?=[^\W\d_a-z])|$)")
"""A bare number with which a line may begin a note."""
SIGNED = re.compile(r"[⁽(]?[⁰¹²³⁴-⁹]+|\^|\[\^?\w{1,4}\]|[()]\d{1,3}[()]|[*†‡§]{1,3}(?!\w)|[ᵃ-ᵿ]|\$\^|<sup>")
"""A label with a sign, with which a line at the foot begins a note."""
_DATE = re.compile(r"\d{1,2}\s+\D{2,40}\s\d{4}(?:\s\w{1,6})?")
_CLOSERS = frozenset("\"'”’»)]）》」】›“‘%")
_QUOTED = 300  # characters, at most, between two quotation marks
_LONGEST = 8  # digits, at most, of a number that is looked at
_PARTS = ("%", "٪", "‰", "°")
_BRACKETS = frozenset("([（［")
_OPENERS = {"“": "„”", "‘": "‚’"}  # with the marks that they close
_COUNTED = 0.1  # what is left of the weight of a call glued to a number that a letter without a space follows
_SOME = 0.8  # what is left of the weight of a call with white space in front where those of others have none
_LISTED = 1.5  # what weighs a number between a comma and a letter of a script without spaces
CLOSING = (")", "⁾")
POINTS = frozenset(",;:!?،؛؟，；：、。")  # after which a call may stand; the full stop has uses in numbers


class Call(Struct):
    """What may be a note call: the characters from `start` to `end` of a paragraph, the marker that they say, and how
    likely it is that they are one (SURE for the forms that mean nothing else)."""

    start: int
    end: int
    marker: str
    weight: float = SURE
    key: str = ""


@lru_cache(1024)
def plain_marker(printed: str) -> str:
    """A marker as it is compared: digits of any kind and superscripts as 0-9, brackets left out.

    >>> plain_marker("(١٢)"), plain_marker("⁽³⁾"), plain_marker("*"), plain_marker("[^a]")
    ('12', '3', '*', 'a')
    """
    bare = printed.removeprefix("<sup>").removesuffix("</sup>").strip("$^{}()[]⁽⁾: ").translate(_PLAIN)
    return str(int(bare)) if bare.isdecimal() else bare


def note_marker(text: str) -> str:
    """The marker of a paragraph of running text that is a note if it has a call, empty if it cannot be one."""
    m = BODY.match(text)
    return plain_marker(m[1]) if m else ""


def begins_foot(text: str) -> bool:
    """True for a line that, below a rule, begins the notes."""
    return bool(SIGNED.match(text) or BARE.match(text))


def is_bare_note(text: str) -> bool:
    """True for a paragraph that may be a note without a rule above it: a number without a stop, and no date."""
    m = BARE.match(text)
    return m is not None and m[0].rstrip()[-1:] not in (".", ")") and not _DATE.fullmatch(text)


def sure_calls(text: str) -> Iterator[Call]:
    """Calls in the forms ¹ ⁽¹⁾ (¹) ᵃ ^1 ^(1) ^{1} $^{1}$ [^1] <sup>1</sup>, left to right; m² and km³ are none."""
    found = [call for m in _RAISED.finditer(text) for call in _raised_calls(text, *m.span())]
    if "^" in text:
        for m in _CARETS.finditer(text):
            start, end = m.span()
            word = m[0][1] not in "({"
            if word and start and text[start - 1] == "[" and text[end : end + 1] == "]":
                found.append(Call(start - 1, end + 1, plain_marker(m[0])))
            elif not word or m[0][1:].isdecimal():
                dollars = text[start - 1 : start] == "$" == text[end : end + 1]
                found.append(Call(start - dollars, end + dollars, plain_marker(m[0])))
    if "<sup>" in text:
        found += [Call(m.start(), m.end(), plain_marker(m[1])) for m in _TAGS.finditer(text)]
    found.sort(key=lambda call: call.start)
    yield from found


def is_metre(text: str, at: int, number: str) -> bool:
    """True if a raised number makes square or cubic metres of the unit in front: m², km², cm³."""
    return number in ("2", "3") and text[max(0, at - 2) : at].strip(" cdk") == "m"


def _raised_calls(text: str, start: int, end: int) -> Iterator[Call]:
    """The calls in a run of superscripts: a number of up to three digits, or letters one by one."""
    printed = text[start:end]
    if len(printed) == 1 and is_metre(text, start, plain_marker(printed)):
        return
    for m in _RAISED_PARTS.finditer(printed):
        left, right = start + m.start(), start + m.end()
        if left and text[left - 1] in "(⁽" and text[right : right + 1] in CLOSING:
            left, right = left - 1, right + 1
        yield Call(left, right, plain_marker(m[0]))


def bracketed_calls(text: str, markers: Collection[str]) -> Iterator[Call]:
    """Numbers in brackets, [1] and (1), with the number of a marker; `)1(` is what dumps of Arabic make of `(1)`."""
    for m in _BRACKETED.finditer(text):
        marker = plain_marker(m[0])
        if marker in markers:
            glued = m.start() > 0 and not text[m.start() - 1].isspace()
            yield Call(m.start(), m.end(), marker, LIKELY + 1 if glued else LIKELY if m[0][0] == "[" else 2.0)


def bracketed_numbers(text: str) -> list[str]:
    """The numbers in brackets, as they stand."""
    return _BRACKETED.findall(text) if "(" in text or "[" in text else []


def symbol_calls(text: str, markers: Collection[str]) -> Iterator[Call]:
    """Stars and daggers after a word."""
    for m in _SYMBOLS.finditer(text):
        if m[0] in markers:
            yield Call(m.start(), m.end(), m[0], LIKELY)


def bare_calls(text: str, markers: Collection[str], loose: bool) -> Iterator[Call]:
    """Numbers without any sign, as dumps of PDF text show superscripts; `loose` allows white space in front."""
    if is_symbol(text):
        return  # the line of a masthead; its signs call a note, its numbers do not
    label = _LABEL.match(text)
    for m in _NUMBERS.finditer(text, label.end() if label else 0):
        digits = m[0]
        start, end = m.span()
        if len(digits) <= 3 and (digits in markers or not digits.isascii() or digits[0] == "0"):
            marker = str(int(digits))
            weight = bare_weight(text, start, end, loose) if marker in markers else 0
            if weight > 0:
                yield Call(start, end, marker, weight)
                continue
        if len(digits) > 1 and (digits[-1] in markers or digits[-2:] in markers or digits[-3:] in markers):
            yield from _glued(text, start, digits, markers, loose)


def _glued(text: str, start: int, digits: str, markers: Collection[str], loose: bool) -> Iterator[Call]:
    """A call glued to a number: `20201` is the year 2020 with call 1.  If calls are set apart, only years have one."""
    end = start + len(digits)
    whole = start >= 1 and text[start - 1] == "/"
    part = start >= 1 and text[start - 1] in "/-‐‑–"
    if not part and ((len(digits) == 4 and 1900 <= int(digits) < 2100) or _IN_YEAR.match(text, end)):
        return  # a year, or the number of a resolution that its year or session follows: "73 (1949)", "1514 (XV)"
    if _is_part(text, end) or (whole and text[text.rfind(" ", 0, start) + 1] in _BRACKETS):
        return  # "(A/99/481, para. 7)" names a source; a note would be called after the bracket
    symbol = start >= 1 and text[start - 1] in "/-‐‑–."  # "Add.1"
    # in scripts without spaces a word that counts follows most numbers, and a call that is set after a number seldom
    # stands before the next word without a space
    doubt = _COUNTED if _is_wide(text[end : end + 1]) else 1.0
    for size in (1, 2, 3):
        head, marker = digits[:-size], digits[-size:]
        if not head or marker[0] == "0" or (len(head) < 2 and not symbol):
            continue  # two digits that stand alone are one number: "12 per cent" has no call
        marker = str(int(marker))
        if marker in markers:
            year = len(head) == 4 and 1900 <= int(head) < 2100
            if year or not loose:
                weight = 3.5 if year else 0.3 if len(head) < 2 else 2.0 if whole else 1.0
                yield Call(end - size, end, marker, weight * doubt)


def bare_weight(text: str, start: int, end: int, loose: bool) -> float:
    """How likely the number from `start` to `end` is a note call, 0 if it cannot be one.

    >>> text = "of 2 December 2020,1 and people,4 see 76/10, paragraph 3"
    >>> [m.group() for m in _NUMBERS.finditer(text) if bare_weight(text, *m.span(), False) > 0]
    ['1', '4']
    """
    if not start or text[start] == "0":
        return 0
    before, after = text[start - 1], text[end : end + 1]
    previous = text[start - 2 : start - 1] if start > 1 else ""
    if before.isalpha():
        return _behind_letter(text, start, end)
    if before in _CLOSERS:
        return 0 if before in _OPENERS and _opens(text, start - 1) else 5
    if before > UNSPACED and before in POINTS and _is_wide(after):
        return _LISTED  # in a list, as "，2票"
    if before in POINTS:
        if before == "," and _DECIMAL.search(text, max(0, start - _LONGEST), start):
            return 0 if _is_part(text, end) else 0.8  # "28,2 %", "1,5"
        if previous.isdigit():
            return 3.5
        return 0.5 if previous.isspace() else 5
    if before == ".":
        return _behind_stop(text, start, previous)
    if before == "(" and after not in (")", ""):  # a bracket that a dump of right-to-left text has turned round
        return 1
    if before.isspace() and (loose or previous in POINTS):
        # programs that set no call apart as a rule do so with some after a comma
        return _behind_space(text, start, end, previous) * (1.0 if loose else _SOME)
    # a letter that heads a part may have a note: "B 1"
    return 2 if before == " " and start == 2 and end == len(text) and text[0].isupper() else 0


def _behind_letter(text: str, start: int, end: int) -> float:
    before, after = text[start - 1], text[end : end + 1]
    if before > UNSPACED:  # scripts without spaces set every number between letters
        if not after or not after.isalnum():
            return 3
        number = text[max(0, start - 1 - _LONGEST) : start - 1]
        if number[-1:].isdigit() and not after.isascii() and number.rstrip("0123456789")[-1:] != "/":
            return 0.1  # a day or the like: a number, a letter, this number, a letter
        return 1
    word = text[text.rfind(" ", 0, start) + 1 : start].lstrip("([“‘«\"'")
    if "/" in word or any(c.isdigit() for c in word):
        return 0.5
    return 1 if word.isupper() and len(word) < 5 else 5


def _is_part(text: str, end: int) -> bool:
    """True if a sign that follows a number shows what it counts: "28 %"."""
    return text[end : end + 2].lstrip()[:1] in _PARTS


def _is_wide(char: str) -> bool:
    """True for a letter of a script without spaces."""
    return char > UNSPACED and char.isalpha()


def _opens(text: str, at: int) -> bool:
    """True if a quotation mark opens, which in some languages closes: “x”, but „x“ and ”x“."""
    near = text[max(0, at - _QUOTED) : at]
    return sum(map(near.count, _OPENERS[text[at]])) <= near.count(text[at])


def _behind_stop(text: str, start: int, previous: str) -> float:
    if previous.isdigit():
        year = text[start - 5 : start - 1]
        return 2 if year.isdecimal() and 1900 <= int(year) < 2100 else 0
    word = text[text.rfind(" ", 0, start) + 1 : start - 1]
    if "/" in word:
        return 0
    return 0.5 if len(word) < 5 and previous not in _CLOSERS else 4


def _behind_space(text: str, start: int, end: int, previous: str) -> float:
    """White space in front: a superscript that the dump has set apart, or a number of the text."""
    if _DATE_TAIL.match(text, end):
        return 0.1
    pointed = previous in _CLOSERS or previous in POINTS
    word = text[text.rfind(" ", 0, start - 1) + 1 : start - 1].rstrip(",;:")
    if word.isdecimal():
        year = len(word) == 4 and 1900 <= int(word) < 2100
        return (3 if pointed else 2.5) if year else 0.2
    if word[-1:].isdigit():
        return 2 if pointed else 1.5
    if pointed:
        return 3
    after = text[end : end + 1]
    return 0.8 if after and not after.isspace() else 1.0


_RAISED = re.compile(f"[{SUPERS}{LETTERS}][{SUPERS}{LETTERS}]*")
_RAISED_PARTS = re.compile(f"[{SUPERS}]{{1,3}}|[{LETTERS}]")
_CARETS = re.compile(rf"\^(?:\((?:{WORD}|[*†‡§]{{1,3}})\)|\{{\(?{WORD}\)?\}}|{WORD})")
_TAGS = re.compile(rf"<sup>(\(?(?:{WORD}|[*†‡§]{{1,3}})\)?)</sup>")


# What goes on after a number so that it is no call: a letter of a script with spaces, a fraction, a decimal, a range.
_NO_CALL = r"(?![\d/%°]|[.,\-–]\d|[^\W\d_\u2e80-\U0003ffff])"
_NUMBERS = re.compile(rf"\d\d*{_NO_CALL}")
_BRACKETED = re.compile(r"\[\d{1,3}\]|\(\d{1,3}\)|\)\d{1,3}\(")
_SYMBOLS = re.compile(r"(?<=[^\s*†‡§])[*†‡§]{1,3}(?![*†‡§\w])")
_DATE_TAIL = re.compile(r"\s(?:\w{1,3}\s)?[^\W\d]\w+\s(?:\w{1,3}\s)?\d{4}\b")
_DECIMAL = re.compile(r"(?<![\d/.,\-])\d{1,3},$")
_IN_YEAR = re.compile(r" ?\((?:\d{4}|(?:E?S-)?[IVXLC]+)\)")
_LABEL = re.compile(r"[^\w\s]?\w{1,4}[.)’‘）、]?(?:\s*[-–])?(?=\s)|\d+/\d+[ .]")
