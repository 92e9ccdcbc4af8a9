"""The numbers that a text says, by their values: digits, words, ordinals, with what multiplies them.

    "800 million", "8亿", "800 millions"        800000000
    "twenty-five", "vingt-cinq", "٢٥"           25
    "fourth", "第四", "4th"                      4
    "decade", "décennal", "десятилетний"        10, by a beginning of a word, so without certainty

All words come from the `[numbers]` and `[ordinals]` tables of the language file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import accumulate, islice, pairwise
from sys import intern
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from akn.kept import Kept
from akn.languages.labels import ordinal_words, spelled
from akn.languages.shape import Language, forms
from akn.languages.view import keyed, plain, shown, view, views
from akn.patterns import lazy_pattern
from akn.text import Stretches

# most words are of these letters, which are looked for first, in half of the time
_WORD = lazy_pattern(r"[0-9][0-9.,٬٫ ]*(?<![., ])|[a-z]++(?![^\W\d_])|[^\W\d_]+")
_PIECE = lazy_pattern(r"[0-9]+")
_HIGHEST_WORD = 99
_AFTER_DIGITS = ":"  # words that begin with a digit are before it, all others after it
_KEPT = 1 << 16  # words that are looked up once

How = Literal["digits", "word", "ordinal", "stem"]


class Amount(Struct, frozen=True, gc=False):
    """A number in a text: where it stands, its value, and how it is said.

    `value` is written with digits, without zeros at the end of a fraction ("3.5").  `parts` are the values of the
    words that it is made of ("800" and "1000000"), where there are several.  Only digits, and words that mean nothing
    else, are `sure`.  A number that a hyphen ties to a name ("COVID-19") is `named`.
    """

    start: int
    end: int
    value: str
    how: How
    parts: tuple[str, ...] = ()
    named: bool = False

    @property
    def sure(self) -> bool:
        """Whether the text certainly says this number."""
        return self.how != "stem"


class _Token(Struct, frozen=True, gc=False):
    start: int
    end: int
    value: float
    how: How
    scale: bool = False
    printed: str = ""  # digits
    straight: str = ""  # their value, were their groups not turned
    apart: bool = False  # the beginning of another word, which goes on no number: 二十一世纪


def amounts(language: Language, text: str, without: Sequence[tuple[int, int]] = ()) -> list[Amount]:
    """All numbers of a text in order, those aside that stand in stretches which are left out; offsets are those of the
    text.

    >>> from akn.languages import load
    >>> [(a.value, a.how) for a in amounts(load("eng"), "at least 1.5 million of two hundred and five, the fourth")]
    [('1500000', 'digits'), ('205', 'word'), ('4', 'ordinal')]
    """
    seen = view(language, text)
    tokens = list(_tokens(language, seen.content))
    left_out = Stretches(without) if without else None
    found = []
    for group in _groups(language, seen.content, tokens):
        start, end = seen.start(group[0].start), seen.end(group[-1].end)
        if left_out and left_out.meet(start, end):
            continue
        alone = len(group) == 1 and not group[0].printed
        doubtful = alone and _may_count_nothing(language, seen.content, group[0])
        found.append(_amount(group, start, end, doubtful=doubtful, named=_is_named(seen.content, group[0].start)))
    return found


def _may_count_nothing(language: Language, content: str, token: _Token) -> bool:
    """Whether a word that stands alone may be no number: "per hundred", "thousands of"; an ordinal is one."""
    if token.how != "ordinal" and written(token.value) in language.numbers.scales:
        return True
    return content[token.start : token.end] in _doubtful(language)


def says_number(language: Language, text: str) -> bool:
    """Whether `amounts` finds any number in a text, which a digit answers at once.

    >>> from akn.languages import load
    >>> says_number(load("eng"), "the fourth of them"), says_number(load("eng"), "the last of them")
    (True, False)
    """
    content = view(language, text).content
    return _PIECE.search(content) is not None or any(True for _ in _tokens(language, content))


def _is_named(content: str, at: int) -> bool:
    return at > 1 and content[at - 1] == "-" and content[at - 2].isalpha()


def _amount(group: Sequence[_Token], start: int, end: int, *, doubtful: bool, named: bool) -> Amount:
    how = group[0].how
    if group[0].printed:
        how = "digits"
    elif doubtful or any(t.how == "stem" for t in group):
        how = "stem"
    elif any(t.how == "ordinal" for t in group):
        how = "ordinal"
    parts = dict.fromkeys(written(t.value) for t in group) if len(group) > 1 else {}
    value = written(_total(group))
    if how == "digits":  # "3.10" is also written "3-10", "3 (10)" and "10-3"
        pieces = _PIECE.findall(group[0].printed)
        if group[0].straight.isdigit() and str(int(group[0].straight)) != value:
            parts = dict.fromkeys([str(int(group[0].straight))]) | parts
        parts |= dict.fromkeys(str(int(piece)) for piece in pieces if len(pieces) > 1)
    return Amount(start, end, value, how, tuple(parts), named)


def written(value: float) -> str:
    """A value in digits.

    >>> written(800_000_000.0), written(3.50)
    ('800000000', '3.5')
    """
    return str(int(value)) if value == int(value) else repr(value)


def _total(group: Sequence[_Token]) -> float:
    """The value of the words of one number: what stands before a scale is multiplied by it."""
    if len(group) > 1 and not any(t.scale for t in group) and all(t.value < 10 for t in group):
        return float("".join(written(t.value) for t in group))
    stack: list[float] = []
    for token in group:
        if not token.scale:
            stack.append(token.value)
            continue
        below = 0.0
        while stack and stack[-1] < token.value:
            below += stack.pop()
        stack.append(round((below or 1) * token.value, 3))
    return sum(stack)


def _groups(language: Language, content: str, tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Tokens that make one number together."""
    group: list[_Token] = []
    for token in tokens:
        if group and not (_touch(language, content, group[-1], token) and _continues(language, group, token)):
            yield group
            group = []
        group.append(token)
    if group:
        yield group


def _touch(language: Language, content: str, one: _Token, two: _Token) -> bool:
    between = content[one.end : two.start]
    return between in ("", " ", "-") or between.strip(" -") in _joints(language)


def _continues(language: Language, group: Sequence[_Token], token: _Token) -> bool:
    """Whether a token can follow in one number: a scale multiplies, a smaller value is added after a greater one.

    In a script of signs they also stand one after another as digits do.
    """
    last = group[-1]
    if last.how == "ordinal" and token.how != "ordinal":
        return False
    if token.scale:
        return not (last.printed and token.value < 100) or language.spaced
    if token.printed:  # digits begin a number
        return False
    if not language.spaced:
        return not last.printed and not token.apart and token.start == last.end
    if last.scale:
        return token.value < last.value
    return last.how != "digits" and last.value >= 20 and last.value % 10 == 0 and token.value < 10


@cache
def _doubtful(language: Language) -> frozenset[str]:
    return frozenset(shown(language, language.numbers.doubtful))


@cache
def _joints(language: Language) -> frozenset[str]:
    return frozenset(shown(language, language.numbers.joints))


def _tokens(language: Language, content: str) -> Iterator[_Token]:
    if not language.spaced:
        yield from _signs(language, content)
        return
    numbers = _known_words(language)
    done = 0
    for start, end in _telling(language, content):
        at = max(start, done)
        while at < end and (m := _WORD.search(content, at)) and m.start() < end:
            word = m[0]
            done = at = m.end()
            if word < _AFTER_DIGITS:
                yield from _digits(language, content, m)
                continue
            known = numbers[word]
            if known is None:
                continue
            words = [m, *islice(_WORD.finditer(content, at), known.longest - 1)]
            found = _spelled_at(language, known, content, words)
            if found is not None:
                done = at = words[len(found.words) - 1].end()
                yield _Token(m.start(), at, found.value, found.how, found.scale)
            elif known.stem >= 0:
                yield _Token(m.start(), at, known.stem, "stem")


def _telling(language: Language, content: str) -> Iterator[tuple[int, int]]:
    """Where the stretches between spaces begin and end that have digits or words that say numbers, which few have."""
    stretches = content.split(" ")
    told = [n for n, tells in enumerate(map(_telling_stretches(language).__getitem__, stretches)) if tells]
    if told:
        ends = [*accumulate(len(stretch) + 1 for stretch in stretches)]
        yield from ((ends[n] - 1 - len(stretches[n]), ends[n] - 1) for n in told)


class _Spelled(Struct, frozen=True):
    words: tuple[str, ...]
    value: int
    how: How
    scale: bool = False


@cache
def _spelled(language: Language) -> Mapping[tuple[str, ...], _Spelled]:
    """The numbers in words, by their words."""
    numbers = language.numbers
    said: list[tuple[str, int, How, bool]] = [
        *((form, value, "word", False) for form, value in spelled(numbers.cardinals, _HIGHEST_WORD)),
        *((form, int(scale), "word", True) for scale, names in numbers.scales.items() for form in forms(names)),
        # "two hundredth"
        *((form, value, "ordinal", str(value) in numbers.scales) for form, value in ordinal_words(language).items()),
    ]
    made: dict[tuple[str, ...], _Spelled] = {}
    for form, (_, value, how, scale) in zip(views(language, [form for form, *_ in said]), said, strict=True):
        words = tuple(map(intern, _WORD.findall(form)))  # some hundred words make ten thousand numbers
        if words:
            made.setdefault(words, _Spelled(words, value, how, scale and len(words) == 1))
    return MappingProxyType(made)


@cache
def _sizes(language: Language) -> Mapping[str, tuple[int, ...]]:
    """How many words the numbers have that begin with a word, the longest first."""
    found: dict[str, set[int]] = {}
    for words in _spelled(language):
        found.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in found.items()}


class _Known(Struct, frozen=True):
    """What a word can begin: numbers of so many words, by the word as their tables have it; the number it holds."""

    begins: tuple[tuple[str, int], ...]
    stem: int = -1

    @property
    def longest(self) -> int:
        """How many words the longest of the numbers has."""
        return self.begins[0][1] if self.begins else 1


@cache
def _known_words(language: Language) -> Kept[_Known | None]:
    """What the tables of a language know of words; texts repeat their words."""
    return Kept(partial(_known, language), _KEPT)


@cache
def _telling_stretches(language: Language) -> Kept[bool]:
    """Whether stretches without a space have digits or words that say numbers."""
    known = _known_words(language)

    def tells(stretch: str) -> bool:
        return any(word < _AFTER_DIGITS or known[word] is not None for word in _WORD.findall(stretch))

    return Kept(tells, _KEPT)


def _known(language: Language, word: str) -> _Known | None:
    """What the tables of the language know of a word."""
    sizes = _sizes(language)
    begins = [(bare, size) for bare in _bare(language, word) for size in sizes.get(bare, ())]
    stem = _stem_of(language, word)
    if not begins and stem is None:
        return None
    return _Known(tuple(sorted(begins, key=lambda b: -b[1])), -1 if stem is None else stem)


def _spelled_at(language: Language, known: _Known, content: str, words: Sequence[re.Match[str]]) -> _Spelled | None:
    """The longest of the numbers in words that a text says in the first of some words and those after it."""
    for first, size in known.begins:
        found = _spelled(language).get((first, *[m[0] for m in words[1:size]]))
        if (
            found is not None
            and size <= len(words)
            and all(content[a.end() : b.start()] in (" ", "-", "") for a, b in pairwise(words[:size]))
        ):
            return found
    return None


def _bare(language: Language, word: str) -> Iterator[str]:
    """A word, and what is left of it without what is written together with it."""
    yield word
    for clitic in _clitics(language):
        if word.startswith(clitic) and len(word) > len(clitic) + 1:
            yield word[len(clitic) :]


@cache
def _clitics(language: Language) -> tuple[str, ...]:
    return tuple(sorted(shown(language, language.numbers.clitics), key=lambda c: (-len(c), c)))


@cache
def _stems(language: Language) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Beginnings of words that hold a number, by their first letter, longest first."""
    table: dict[str, list[tuple[str, int]]] = {}
    for value, names in language.numbers.stems.items():
        for stem in shown(language, [names]):
            table.setdefault(stem[0], []).append((stem, int(value)))
    return {letter: tuple(sorted(found, key=lambda f: (-len(f[0]), f[0]))) for letter, found in table.items()}


def _stem_of(language: Language, word: str) -> int | None:
    for bare in _bare(language, word):
        for stem, value in _stems(language).get(bare[0], ()):
            if bare.startswith(stem):
                return value
    return None


def _digits(language: Language, content: str, m: re.Match[str]) -> Iterator[_Token]:
    """The numbers in a run of digits and the signs between them."""
    if m[0].isdigit():  # most
        yield _Token(m.start(), m.end(), float(m[0]), "digits", printed=m[0], straight=m[0])
        return
    for found in _figure(language).finditer(m[0]):
        whole, pieces = _without_groups(language, found[0])
        straight = "".join(pieces)
        if language.numbers.turned and len(pieces) > 1 and len(pieces[0]) == 3:
            whole = "".join(reversed(pieces))
        start, end = m.start() + found.start(), m.start() + found.end()
        yield _Token(start, end, _value(language, whole), "digits", printed=found[0], straight=straight)


def _without_groups(language: Language, figure: str) -> tuple[str, list[str]]:
    """A number without what stands between its thousands, and its groups, where it has any."""
    for sign in language.numbers.groups:
        pieces = figure.split(sign)
        if len(pieces) > 1 and (all(len(p) >= 3 for p in pieces[1:]) or all(len(p) == 3 for p in pieces[:-1])):
            return "".join(pieces), pieces
    return figure, [figure]


def _value(language: Language, figure: str) -> float:
    """The number that figures show; of several signs that part them the last one begins the fraction.

    >>> from akn.languages import load
    >>> _value(load("deu"), "16.361,60"), _value(load("deu"), "16,361.60")
    (16361.6, 16361.6)
    """
    for sign in (language.numbers.decimal, ",", "٫"):
        figure = figure.replace(sign, ".")
    whole, point, fraction = figure.replace(" ", "").rpartition(".")
    return float(whole.replace(".", "") + point + fraction)


@cache
def _figure(language: Language) -> re.Pattern[str]:
    """One number in digits: thousands in groups of three, else what stands together."""
    signs = "".join(re.escape(sign) for sign in language.numbers.groups)
    ways = [rf"[0-9]{{1,3}}(?:[{signs}][0-9]{{3}}(?![0-9]))+"] if signs else []
    if signs and language.numbers.turned:
        ways.insert(0, rf"[0-9]{{3}}(?:[{signs}][0-9]{{3}})*[{signs}][0-9]{{1,3}}(?![0-9])")
    return re.compile(rf"(?:{'|'.join([*ways, '[0-9]+'])})(?:[.,٫][0-9]+(?![.,]?[0-9]))?")


def _signs(language: Language, content: str) -> Iterator[_Token]:
    """The numbers of a script without spaces: digits, and signs that are numbers, one after another.

    A sign alone may be part of any word; after digits, or after the sign of ordinals, it is a number for certain.
    """
    ordinal = plain(language, language.ordinals.prefix)
    table = _sign_table(language)
    before = -1
    how: How = "stem"
    for m in _beginnings(language).finditer(content):
        at, sign = m.start(), m[0]
        if at < before:
            continue
        if sign in table:
            value, scale = table[sign]
            if before != at:
                how = "ordinal" if ordinal and content.startswith(ordinal, max(0, at - len(ordinal))) else "stem"
            yield _Token(at, at + 1, value, how, scale)
            before = at + 1
        elif sign in "0123456789":
            figure = _figure(language).match(content, at)
            found = list(_digits(language, content, figure)) if figure else []
            yield from found
            before, how = found[-1].end if found else at + 1, "digits"
        elif (stem := _stem_of(language, content[at : at + 4])) is not None:
            yield _Token(at, at + 1, stem, "stem", apart=True)


@cache
def _beginnings(language: Language) -> re.Pattern[str]:
    """A sign that is a number, or begins a word that holds one."""
    signs = sorted({*"0123456789", *_sign_table(language), *_stems(language)})
    return re.compile("[" + "".join(map(re.escape, signs)) + "]")


@cache
def _sign_table(language: Language) -> Mapping[str, tuple[int, bool]]:
    scales = {sign: (int(scale), True) for sign, scale in keyed(language, language.numbers.scales).items()}
    ones = {plain(language, sign): (value, False) for sign, value in reversed(spelled(language.numbers.cardinals, 9))}
    return scales | ones
