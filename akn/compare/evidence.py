"""What the versions of a unit in several languages share: the evidence by which rows are made and compared.

Versions of one text share no words, but they share its numbers, dates and symbols by their values, its notes, entities
and references.  Values are read from the characters of the text, whatever is marked in it, so that a wrong number is
seen even where a mark still says the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal
from unicodedata import numeric

from msgspec import Struct
from msgspec.structs import replace

from akn.clauses import Mandate, mandates
from akn.compare.hours import HOUR, clock, of_day
from akn.compare.note_pairs import note_keys, raised_calls
from akn.compare.words import plain_text
from akn.document import Document
from akn.errors import UsageError
from akn.inline.numbers import Number, NumberForm, numbers
from akn.languages import load
from akn.languages.amounts import Amount, amounts
from akn.languages.dates import find_dates, month_numbers, month_pattern
from akn.languages.labels import match_label
from akn.languages.shape import Language, forms
from akn.languages.view import fold, view
from akn.patterns import lazy_pattern
from akn.text import Kind, Mark, Text
from akn.vocabulary.numerals import cleaned, unroman
from akn.walk import Place, Unit, units

_ENTITIES = (Kind.ORGANIZATION, Kind.ROLE, Kind.EVENT, Kind.LOCATION, Kind.PERSON, Kind.TERM)
_ROLES = frozenset(
    (
        *(Kind.DOC_AUTHORITY, Kind.DOC_NUMBER, Kind.DOC_DATE, Kind.DOC_STATUS, Kind.DOC_TITLE, Kind.DOC_TYPE),
        *(Kind.DOC_PROPONENT, Kind.DOC_COMMITTEE, Kind.SESSION, Kind.VOTE, Kind.OUTCOME),
    )
)


class ComparedUnit(Struct, frozen=True):
    """A unit with what it shares with its versions in other languages.

    `number` is its label where that is a number; `action` the key of its first action phrase, `actions` are all.
    `clauses` say who is asked by when (`akn.mandates`).  `share` is its part of the characters of its document, by
    which lengths are compared between languages.
    """

    unit: Unit
    anchors: Anchors
    values: frozenset[str]  # of the anchors, each with its kind
    number: str
    actions: tuple[str, ...]
    clauses: tuple[Mandate, ...]
    entities: tuple[str, ...]
    roles: frozenset[str]  # what a line of the front matter is
    targets: tuple[str, ...]
    notes: tuple[str, ...]  # keys of the notes called, in order
    share: float
    label: frozenset[int] = frozenset()  # which point of its list its label may say: 3 for "(c)", "㈢"


class Version(Struct, frozen=True):
    """A document in one language: its name for messages, its units with their evidence, what the cells of its tables
    say."""

    language: Language
    document: Document
    file: str
    seen: tuple[ComparedUnit, ...]
    cells: frozenset[str] = frozenset()


Members = dict[str, int]
"""The units of a row: the index of the unit among those of its version, by language."""


def version(document: Document, file: str = "") -> Version:
    """The document with what its units share with other languages.  Raises UsageError if its language is not known."""
    code = document.metadata.language
    try:
        language = load(code)
    except UsageError as error:
        raise UsageError(f"{file or 'a document'}: {error}") from error
    all_units = units(document)
    total = sum(len(u.text.content) for u in all_units if u.place is not Place.NOTE) or 1
    by_unit: dict[tuple[str, str], list[Mandate]] = {}
    for clause in mandates(document):
        by_unit.setdefault((clause.eId, clause.text), []).append(clause)
    notes = note_keys(all_units)
    seen = (_seen(u, language, total, by_unit.get((u.eid, u.text.content), ()), notes) for u in all_units)
    rows = (u.text.content.split("\t") for u in all_units if u.kind == "row")
    return Version(language, document, file, tuple(seen), frozenset(bare(cell) for cells in rows for cell in cells))


def bare(text: str) -> str:
    """A text as it is compared, whatever stands around it."""
    return plain_text(text).casefold().strip()


def _seen(
    unit: Unit, language: Language, total: int, clauses: Sequence[Mandate], notes: Mapping[str, str]
) -> ComparedUnit:
    text = unit.text
    label = cleaned(unit.num) if unit.num else ""
    found = anchors(text, language, raised_calls(text, notes, language) if text.marks else ())
    if printed := _printed_label(unit, label):
        label = label or cleaned(printed[1])
        found = replace(found, printed=tuple(a for a in found.printed if a.start >= printed.end(1)))
    return ComparedUnit(
        unit,
        found,
        frozenset(f"{a.kind} {a.value}" for a in found.printed),
        label if label.isdigit() and label.isascii() else "",
        tuple(m.get("refersTo").removeprefix("#action_") for m in text.of(Kind.ACTION)),
        tuple(clauses),
        tuple(m.get("refersTo") for m in text.of(*_ENTITIES)),
        frozenset(m.kind.value for m in text.marks if m.kind in _ROLES),
        tuple(target for target, _ in targets(text)),
        tuple(m.get("key") for m in text.of(Kind.NOTE)),
        len(text.content) / total,
        _values_of(unit.num, language) if unit.kind == "point" else frozenset(),
    )


@lru_cache(maxsize=1000)
def _values_of(label: str, language: Language) -> frozenset[int]:
    """The values that the label of a point may have."""
    found = match_label(language, label) if label else None
    return frozenset(value for _, value in found.readings if value) if found else frozenset()


def _printed_label(unit: Unit, label: str) -> re.Match[str] | None:
    """The number of a unit where it stands in its text: published files have it there ("12 - Requests ...")."""
    if unit.kind in ("line", "row", "caption"):
        return None
    m = _LABEL.match(unit.text.content)
    return m if m and (cleaned(m[1]) == label if label else m[2]) else None


_MARKS = r"[\s(\u200e\u200f\u061c]*"
_LABEL = lazy_pattern(rf"{_MARKS}(\d{{1,3}}(?:[-.]\d{{1,2}})*)(?!\d)({_MARKS}(?:[-\u2013\u2014.)،,]){_MARKS}\s)?")


class Profile(Struct):
    """What the units of a row say together, kept up to date as languages join it."""

    first: ComparedUnit
    members: int = 0
    share: float = 0.0
    notes: int = 0
    values: dict[str, int] = {}
    actions: dict[str, int] = {}
    entities: dict[str, int] = {}

    def __post_init__(self) -> None:
        """Begin with the first unit."""
        self.add(self.first)

    @staticmethod
    def of(members: Sequence[ComparedUnit]) -> Profile:
        """The profile of units, the first of them first."""
        profile = Profile(members[0])
        for seen in members[1:]:
            profile.add(seen)
        return profile

    def add(self, seen: ComparedUnit) -> None:
        """Take a unit of one more language into account."""
        self.share = (self.share * self.members + seen.share) / (self.members + 1)
        self.members += 1
        self.notes += len(seen.notes)
        for table, values in ((self.values, seen.values), (self.actions, seen.actions), (self.entities, seen.entities)):
            for value in set(values):
                table[value] = table.get(value, 0) + 1


def shared(profile: Profile, seen: ComparedUnit) -> float:
    """What the texts say alike, and what one says alone: anchors, action, entities, notes."""
    score = 0.0
    if profile.values or seen.values:
        score += _shared_values(profile, seen)
    if profile.actions or seen.actions:
        hits = sum(profile.actions.get(a, 0) for a in set(seen.actions))
        most = max(profile.actions.values(), default=0)
        score += min(1.0, hits / max(1, most)) if hits else (-0.2 if profile.actions and seen.actions else -0.6)
    if profile.entities or seen.entities:
        score += _shared_entities(profile, seen)
    called = profile.notes / profile.members
    if called or seen.notes:
        score += 0.6 if called == len(seen.notes) else -min(1.0, 0.4 * abs(called - len(seen.notes)))
    return score


def _shared_values(profile: Profile, seen: ComparedUnit) -> float:
    """The same of numbers, dates and symbols: those that half of the versions say are expected."""
    common = [v for v, n in profile.values.items() if n >= profile.members / 2]
    hits = sum(v in seen.values for v in common)
    missed = len(common) - hits
    alone = sum(v not in profile.values for v in seen.values)
    return min(4.0, 1.2 * hits) - min(2.5, 0.6 * missed + 0.5 * alone)


def _shared_entities(profile: Profile, seen: ComparedUnit) -> float:
    mine = set(seen.entities)
    hits = sum(1 for e in mine if e in profile.entities)
    missed = sum(1 for e, n in profile.entities.items() if n >= profile.members / 2 and e not in mine)
    return min(1.5, 0.6 * hits) - min(0.9, 0.3 * missed + 0.3 * (len(mine) - hits))


# numbers, dates and symbols by their values


AnchorKind = Literal["number", "date", "month", "symbol", "provision", "day", "length"]

_SYMBOL = lazy_pattern(r"[A-Z]{1,9}(?:/[A-Za-z0-9]+(?:[.\-][A-Za-z0-9]+)*(?:\([0-9IVXLC]{1,6}\))?)+")
_MORE = lazy_pattern(r"\b(?:Add|Corr|Rev|Amend)\.[0-9]+")
_ROMAN = lazy_pattern(r"(?<![^\W\d_])[IVXLC]+(?=(?:[a-zèª]{1,3})?(?![^\W\d_]))")
_POINT = lazy_pattern(r"(?<![^\W\d_])([ivx]+)\)")
_ENCLOSED = lazy_pattern("[\u2460-\u2473\u3220-\u3229]")  # labels of points that are one sign
_DIGIT = lazy_pattern(r"[0-9]+")
_NEAR = 5  # characters between the name of a month and a number: "31 de diciembre", "декабрь 2044 года"
# no number reaches across cells and lines; a middle dot parts a month from its day (3·23)
_READ = {ord("\t"): "|", ord("\n"): "|", ord("\u00b7"): "."}
HALF = ".5"
"""What a text may say that has a word for a half, among the numbers of `Anchors`."""
_TEN = "10"
_COLON = lazy_pattern(r"(?<![\d:])(\d{1,2}):(?=[0-5]\d(?![\d:]))")  # 9:30, where hours are spoken of
_RANGE = 20  # numbers: "paragraphs 1 to 3" of 281 works have 12 between them at most


class Anchor(Struct, frozen=True):
    """Something with the same value in all languages, and where it stands in the text."""

    kind: AnchorKind
    value: str
    start: int
    end: int
    parts: tuple[str, ...] = ()  # of a number, the values of its words
    named: bool = False  # tied to a name, which languages may leave out: COVID-19
    spelled: bool = False  # in words
    ordinal: bool = False  # in words that are an ordinal
    timed: bool = False  # beside a word of the hours of a day


class Anchors(Struct, frozen=True):
    """What a text shares with its versions in other languages.

    `said` are values that it certainly says, in order.  `plain` are all numbers that it may say outside of dates and
    symbols, those of words that hold a number among them; `possible` also those inside; `months` are all months that
    it may say, as two digits; `ranged` are the numbers inside ranges: 2 in "paragraphs 1 to 3".  `unsure` are numbers
    that its words may say or hold, with their places: "neuf" (nine, new), "decade".
    """

    printed: tuple[Anchor, ...]
    plain: frozenset[str]
    possible: frozenset[str]
    months: frozenset[str]
    ranged: frozenset[str] = frozenset()
    unsure: tuple[Anchor, ...] = ()


def anchors(text: Text, language: Language, calls: Iterable[Mark] = ()) -> Anchors:
    """The anchors of a text; the figures of `calls` are of no number.

    >>> from akn.languages import load
    >>> found = anchors(Text("Recalls resolution 67/195 of 21 December 2012 and two reports,"), load("eng"))
    >>> [(a.kind, a.value) for a in found.printed]
    [('symbol', '67/195'), ('date', '2012-12-21'), ('number', '2')]
    """
    content = _without(text.content, calls)
    folded = fold(content.translate(_READ))
    hours = clock(language)
    colons = hours is not None and ":" in folded.content and hours.search(folded.content)
    found, rest, months = _dated(_COLON.sub(r"\1.", folded.content) if colons else folded.content, language)
    inside = {str(int(digits)) for anchor in found for digits in _DIGIT.findall(anchor.value) if anchor.kind != "month"}
    plain: set[str] = set()
    all_amounts = list(_in_decades(amounts(language, rest), rest))
    unsure: list[Anchor] = []
    for amount in all_amounts:
        read = of_day(amount, rest, language)
        plain.add(read.value)
        plain.update(read.parts)
        timed = bool(
            hours and amount.how == "digits" and hours.search(rest, max(0, amount.start - HOUR), amount.end + HOUR)
        )
        plain.update(["0"] if timed else ())  # a full hour without minutes: "5 p.m.", "17 h 00"
        (found if _is_sure(amount, rest, language) else unsure).append(
            Anchor(
                "number",
                read.value,
                read.start,
                read.end,
                () if timed and len(read.parts) == 1 else read.parts,  # 9:09 is not 9
                read.named,
                read.how != "digits",
                read.how == "ordinal",
                timed,
            )
        )
    plain.update(_in_other_signs(content, rest, language))
    found.sort(key=lambda a: (a.start, -a.end))
    printed, doubted = (
        tuple(replace(a, start=folded.origin(a.start), end=folded.end(a.end)) for a in those)
        for those in (found, unsure)
    )
    ranged = frozenset(_ranged(all_amounts, rest, language))
    return Anchors(printed, frozenset(plain), frozenset(plain | inside), frozenset(months), ranged, doubted)


def _in_other_signs(content: str, rest: str, language: Language) -> Iterator[str]:
    """The numbers that a text may say in neither figures nor words for them: a half, Roman numerals, letters of points,
    and signs with the number in a circle, which are looked for in the text as it is printed.
    """
    if _half(language).search(rest):
        yield HALF
    yield from (str(unroman(m[0])) for m in _ROMAN.finditer(rest))
    yield from (str(unroman(m[1].upper())) for m in _POINT.finditer(rest))
    yield from (str(int(numeric(sign))) for sign in _ENCLOSED.findall(content))


def _in_decades(found: Sequence[Amount], content: str) -> Iterator[Amount]:
    """The numbers, those beside a word that holds ten as so many tens: "seven decades" are 70 years elsewhere; some
    languages count after the noun."""
    taken = -1
    for n, one in enumerate(found):
        two = found[n + 1] if n + 1 < len(found) else None
        if n == taken:
            continue
        counted, ten = (two, one) if two and one.how == "stem" else (one, two or one)
        beside = two is not None and content[one.end : two.start] == " "
        if two and counted and beside and ten.how == "stem" and ten.value == _TEN and _counts(counted):
            taken = n + 1
            value = str(int(counted.value) * int(_TEN))
            yield Amount(one.start, two.end, value, counted.how, (counted.value, _TEN), one.named)
        else:
            yield one


def _counts(amount: Amount) -> bool:
    """Whether a number may be that of decades: a small one that is no ordinal."""
    return amount.how in ("digits", "word") and amount.value.isdigit() and 1 < int(amount.value) < int(_TEN)


def _ranged(found: Sequence[Amount], content: str, language: Language) -> Iterator[str]:
    for one, two in pairwise(found):
        if content[one.end : two.start].strip() in language.citations.to and f"{one.value}{two.value}".isdigit():
            inner = range(int(one.value) + 1, int(two.value))
            yield from map(str, inner if len(inner) < _RANGE else ())


@cache
def _half(language: Language) -> re.Pattern[str]:
    words = "|".join(map(re.escape, language.numbers.halves)) or "(?!)"
    return re.compile(rf"\b(?:{words})\b" if language.spaced else words, re.IGNORECASE)


def _dated(content: str, language: Language) -> tuple[list[Anchor], str, set[str]]:
    """The symbols, dates and months of a text, the text without them, and all months that it may say."""
    if not any(map(content.__contains__, "0123456789/")):  # "in late August"
        return [], content, {anchor.value for anchor, _ in _months(content, language)}
    taken = [*_symbols(content, language)]
    dates = [Anchor("date", m.value, m.start, m.end) for m in find_dates(language, content)]
    taken += [a for a in dates if not any(a.start < b.end and b.start < a.end for b in taken)]
    rest = _without(content, taken)
    calendar = list(_months(rest, language))
    rest = _without(rest, [a for a, _ in calendar])
    foreign = set(_foreign_months(rest, language))
    if foreign:  # a line that stands untranslated: "20 December 2023"
        untranslated = [Anchor("date", m.value, m.start, m.end) for m in find_dates(load(language.fallback), rest)]
        taken += untranslated
        rest = _without(rest, untranslated)
    months = {a.value[5:7] for a in taken if a.kind == "date"} | {a.value for a, _ in calendar} | foreign
    return taken + [a for a, near in calendar if near], rest, months


def _is_sure(amount: Amount, content: str, language: Language) -> bool:
    """Whether a number is worth a comparison: words for one are articles in half of the languages, and digits right
    after a letter are part of a name, or the call of a note."""
    before = content[amount.start - 1 : amount.start]
    if amount.how == "stem" or (before.isalpha() and (language.spaced or before.isascii())):
        return False
    return amount.how == "digits" or amount.value not in ("0", "1")


def _symbols(content: str, language: Language) -> Iterator[Anchor]:
    """Symbols of documents and numbers of resolutions, by their parts."""
    for m in _SYMBOL.finditer(content):
        if any(c.isdigit() for c in m[0]) and content[max(0, m.start() - 1) : m.start()] not in ("/", "."):
            yield Anchor("symbol", _symbol_value(m[0]), m.start(), m.end())
    for m in _MORE.finditer(content):
        if content[m.start() - 1 : m.start()] != "/":
            yield Anchor("symbol", m[0], m.start(), m.end())
    for number in numbers(content, language):
        yield Anchor("symbol", _number_value(number), number.start, number.end)


def _symbol_value(symbol: str) -> str:
    """The symbol; the number of a decision, which is printed in Roman numerals or not, by its halves.

    >>> _symbol_value("IX/16"), _symbol_value("A/77/10")
    ('9/16', 'A/77/10')
    """
    session, _, rest = symbol.partition("/")
    value = unroman(session) if rest.isdigit() else 0
    return "/".join(map(str, sorted((value, int(rest))))) if value else symbol


def _number_value(number: Number) -> str:
    """The number of a resolution without what languages write in their own way: part letters, the order of its halves.

    >>> _number_value(Number(0, 6, NumberForm.SLASH, "195", "67"))
    '67/195'
    """
    if number.shape is not NumberForm.SLASH:
        return f"{number.first} ({number.session}{number.second})"
    small, great = sorted((number.first, number.second), key=int)
    return f"{number.session}{small}/{great}"


def _months(content: str, language: Language) -> Iterator[tuple[Anchor, bool]]:
    """The names of months, and whether a number stands beside them: else they may be other words.  A small letter in
    the place of a capital one, and a comma before the name, part it from the number: "paragraph 11, may"."""
    seen = view(language, content)
    table = month_numbers(language)
    for m in month_pattern(language).finditer(seen.content):
        value = f"{table.get(m[1].replace(' ', ''), 0):02}"
        before, after = seen.content[max(0, m.start() - _NEAR) : m.start()], seen.content[m.end() : m.end() + _NEAR]
        start, end = seen.start(m.start()), seen.end(m.end())
        near = bool(_DIGIT.search(before.rpartition(",")[2]) or _DIGIT.search(after))
        small = _are_capital(language) and content[start : start + 1].islower()
        yield Anchor("month", value, start, end), (near and not small) or m[1].isdigit()


@cache
def _are_capital(language: Language) -> bool:
    """Whether the names of months begin with a capital letter."""
    return all(name[0].isupper() for names in language.dates.months for name in forms(names))


def _foreign_months(content: str, language: Language) -> Iterator[str]:
    """The months in titles that are quoted in the language that the file names as its fallback."""
    if language.fallback and any("A" <= c <= "z" for c in content):
        for anchor, near in _months(content, load(language.fallback)):
            if near:
                yield anchor.value


def _without(content: str, taken: Iterable[Anchor | Mark]) -> str:
    """The content with what was taken made signs that mean nothing, as long as it was."""
    for anchor in taken:
        content = f"{content[: anchor.start]}{'|' * (anchor.end - anchor.start)}{content[anchor.end :]}"
    return content


def targets(text: Text) -> tuple[tuple[str, Mark], ...]:
    """The works and places that the references of a text point at, whatever their language, version and date."""
    named = ((m.get(name), m) for m in text.of(Kind.REF, Kind.RREF) for name in ("href", "from", "upTo"))
    return tuple((_of_all_languages(target), m) for target, m in named if target)


_DATE = lazy_pattern(r"/(?:[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?)/(?=[^/]*(?:/|$|#|!))")
_EXPRESSION = lazy_pattern(r"/[a-z]{2,3}(?:@[^/!#]*)?(?=/?(?:[!#]|$))")


def _of_all_languages(target: str) -> str:
    """An address without language, version and date: dates of works are found later for one language than for another.

    >>> _of_all_languages("/akn/un/statement/deliberation/unga/2044-12-09/99-7/eng@/!main#para_4")
    '/akn/un/statement/deliberation/unga/99-7/!main#para_4'
    """
    return _EXPRESSION.sub("", _DATE.sub("/", target, count=1))
