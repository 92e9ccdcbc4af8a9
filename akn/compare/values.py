"""Numbers, dates and symbols of a row that one language prints otherwise, lacks, or has alone.

A value counts as missing in a language if all others can be read as saying it, most of them certainly, and that one
cannot; as alone in it if it certainly says what none of the others can be read as saying.  Two values that stand
against each other make one difference, and so do differences that stand beside each other in the text: a clause that a
translation leaves out, with two dates in it, is one thing to mend.  What a language writes in its own way is none: it
is in its data (`numbers.stems`, `numbers.inflected`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise, zip_longest
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from akn.compare.evidence import HALF, Anchor, ComparedUnit, Version
from akn.compare.lengths import other_lengths
from akn.compare.provisions import other_provisions
from akn.languages.dates import days_with_months
from akn.languages.shape import Language
from akn.patterns import lazy_pattern
from akn.text import Kind
from akn.vocabulary.numerals import unroman

ValueKind = Literal["number", "date", "symbol", "reference", "length"]
Row = dict[str, ComparedUnit]
"""The units of a row by language, with their evidence."""

AGREED = 0.75  # so many of the others have to say the same
_SCALES = (1000, 1_000_000, 1_000_000_000)
_SCALE = 3  # digits: what is larger and one and noughts is a scale, 万 as well
_FEW = 12  # smaller numbers stand in most texts, and more often by themselves than before a scale
_BESIDE = 40  # characters between values of one cause: "6 to 10 June", "73/154 of 17 December 2018"
_CLAUSE = 3  # values beside each other, none of which a text has: it is another text there
_SAME_CLAUSE = 100  # of what a language leaves out: dates of one clause of 12 families stand 31 to 92 apart
_DIGITS = lazy_pattern(r"[0-9]+")
_SPACES = dict.fromkeys((0xA0, 0x202F), " ")
_CORRECTED = "Corr."
_SESSION = lazy_pattern(r"\(([IVXLC]+)\)")


class Difference(Struct, frozen=True):
    """Values of one language against those of the others: what it says (None: nothing), and what they say (None:
    nothing of the kind), as the language `sample` prints it."""

    kind: ValueKind
    code: str
    has: Anchor | None
    sample: str
    lacks: Anchor | None


def differences(row: Row, table: Mapping[str, Version]) -> list[Difference]:
    """The values that languages of a row print otherwise, lack or have alone, by kind, in the order of their texts;
    last paragraphs of articles and lengths of time, each alone, and not its numbers."""
    found = _of_kinds(row, table)
    wholes = *other_provisions(row, table), *other_lengths(row, table)
    for code, has, sample, lacks in wholes:
        found = [d for d in found if d.code != code or not (_is_in(d.has, has) or _is_in(d.lacks, lacks))]
        found.append(Difference("length" if has.kind == "length" else "reference", code, has, sample, lacks))
    return found


def _is_in(anchor: Anchor | None, outer: Anchor) -> bool:
    return anchor is not None and outer.start <= anchor.start and anchor.end <= outer.end


def _of_kinds(row: Row, table: Mapping[str, Version]) -> list[Difference]:
    """The numbers, dates and symbols of a row that differ."""
    kinds: tuple[Literal["symbol", "date", "number"], ...] = ("symbol", "date", "number")
    found = [d for kind in kinds for d in _values(row, table, kind)]
    if found and all(d.has and d.lacks for d in found):
        return [_placed(d, row) for d in found]
    exchanged = list(_exchanged(row, table))
    volumes = {code: table[code].language.numbers.volumes for code in row}
    faced = (d if is_volume(row[d.code], d.has, volumes[d.code]) else _faced(d, exchanged) for d in found)
    return [_placed(d, row) for d in dict.fromkeys(faced)] or [_placed(d, row) for d in exchanged]


def _placed(d: Difference, row: Row) -> Difference:
    """A difference of two values where both stand, of the places that print them, those that come the same number of
    values after the beginning: "paragraph 31 … asks for 31 lamps" for "paragraph 31 … asks for 6 lamps"."""
    if d.has is None or d.lacks is None:
        return d
    ones, twos = _places_of(row[d.code], d.has), _places_of(row[d.sample], d.lacks)
    if len(ones) * len(twos) <= 1:
        return d
    pairs = ((abs(i - j), one, two) for i, one in ones for j, two in twos)
    _, has, lacks = min(pairs, key=lambda pair: pair[0])
    return Difference(d.kind, d.code, has, d.sample, lacks)


def _places_of(seen: ComparedUnit, anchor: Anchor) -> list[tuple[int, Anchor]]:
    """The places that print a value in the same way, each with how many values stand before it."""
    same = (anchor.kind, anchor.value, anchor.spelled)
    return [(n, a) for n, a in enumerate(seen.anchors.printed) if (a.kind, a.value, a.spelled) == same]


def beside(seen: ComparedUnit, anchor: Anchor, other: ComparedUnit, there: Anchor | None) -> Anchor:
    """Of the places that print a value that which comes as many values after the beginning as one of another text."""
    at = next((n for n, a in enumerate(other.anchors.printed) if a == there), -1)
    places = _places_of(seen, anchor)
    return min(places, key=lambda place: abs(place[0] - at))[1] if places and at >= 0 else anchor


def _faced(d: Difference, exchanged: Sequence[Difference]) -> Difference:
    """A difference; of a value that one text has alone or lacks, with the one that stands in its place there, though
    that one is said elsewhere in the texts as well: "9 to 30 May" for "9 to 20 May" beside another 20 May."""
    if d.has and d.lacks:
        return d
    faced = (e for e in exchanged if e.code == d.code and (e.has == d.has if d.has else _value_of(e) == _value_of(d)))
    return next(faced, d)


def _value_of(d: Difference) -> tuple[str, str] | None:
    return (d.lacks.kind, d.lacks.value) if d.lacks else None


def _values(row: Row, table: Mapping[str, Version], kind: Literal["symbol", "date", "number"]) -> Iterator[Difference]:
    stated = {code: _stated(seen, ("date", "month") if kind == "date" else (kind,)) for code, seen in row.items()}
    lacking, alone = _differing(row, table, stated)
    for code in row:
        lacks: Sequence[tuple[str, Anchor]] = lacking.get(code, [])
        # words that may be said for the sake of the language ("these two goals") only where they take another's place,
        # and what the others have within a range
        has = [a for a in alone.get(code, []) if lacks or _says_more(code, row, a)]
        lacks = lacks if has else [(other, a) for other, a in lacks if a.value not in row[code].anchors.ranged]
        if lacks and not has:
            has = _only_here(code, stated)
            has = has if len(has) == len(lacks) else _doubtful(code, row, table, lacks)
        elif has and not lacks:
            lacks = _usual(code, stated, has)
        elif not has and not lacks and kind == "date":
            lacks, has = _in_one_place(code, stated)
        yield from _against(kind, code, row, lacks, has)


def _only_here(code: str, stated: Mapping[str, Mapping[str, Anchor]]) -> list[Anchor]:
    """The values that one language alone prints, though other places of the texts let them be read there as well."""
    others = [values for other, values in stated.items() if other != code]
    return [anchor for value, anchor in stated[code].items() if not any(value in values for values in others)]


def _says_more(code: str, row: Row, anchor: Anchor) -> bool:
    """Whether what one language prints alone tells something by itself: no word, no month, nothing within a range."""
    ranged = any(anchor.value in seen.anchors.ranged for other, seen in row.items() if other != code)
    return not (anchor.spelled or anchor.kind == "month" or ranged)


def _doubtful(code: str, row: Row, table: Mapping[str, Version], lacks: Sequence[tuple[str, Anchor]]) -> list[Anchor]:
    """The words of a language that may be numbers, where as many spelled ones are lacking and no other language can be
    read as saying theirs: "neuf mois" beside "six months"; where words are not parted, single signs."""
    language = table[code].language
    found = [
        anchor
        for anchor in row[code].anchors.unsure
        if anchor.value not in ("0", "1")  # 一 is a part of most words
        and (
            anchor.end - anchor.start == 1
            if not language.spaced
            else printed(row[code], anchor).casefold() in language.numbers.doubtful
        )
        and not any(_may_state(seen, anchor) for other, seen in row.items() if other != code)
    ]
    return found if len(found) == len(lacks) and all(a.spelled for _, a in lacks) else []


def _in_one_place(
    code: str, stated: Mapping[str, Mapping[str, Anchor]]
) -> tuple[list[tuple[str, Anchor]], list[Anchor]]:
    """The one value that only one language prints and the one that most others print and it does not, though the parts
    of both stand in all texts: one date in the place of another in a list of dates."""
    others = [values for other, values in stated.items() if other != code]
    free = _only_here(code, stated)
    usual = {
        value: (other, anchor)
        for other, values in stated.items()
        for value, anchor in values.items()
        if value not in stated[code] and sum(value in those for those in others) >= AGREED * len(others)
    }
    if len(free) != 1 or len(usual) != 1:
        return [], []
    ((sample, anchor),) = usual.values()
    return ([(sample, anchor)], free) if len(stated) > 2 and free[0].kind == anchor.kind else ([], [])


def _usual(code: str, stated: Mapping[str, Mapping[str, Anchor]], has: Sequence[Anchor]) -> list[tuple[str, Anchor]]:
    """The values that all others print and one language does not, tied to names or not ("P-3" beside "P-4"), if as many
    as those that it has alone.
    """
    others = [other for other in stated if other != code]
    first, named = others[0], all(a.named for a in has)
    usual = [
        (first, anchor)
        for value, anchor in stated[first].items()
        if value not in stated[code] and anchor.named == named and all(value in stated[other] for other in others)
    ]
    return usual if len(usual) == len(has) else []


def _differing(
    row: Row, table: Mapping[str, Version], stated: Mapping[str, Mapping[str, Anchor]]
) -> tuple[dict[str, list[tuple[str, Anchor]]], dict[str, list[Anchor]]]:
    """By language the values that all others but it say, each with a language that prints it, and those that it says
    alone.

    Of two languages the first is right: it lacks nothing, and says nothing alone.
    """
    right = next(iter(row)) if len(row) == 2 else ""
    lacking: dict[str, list[tuple[str, Anchor]]] = {}
    alone: dict[str, list[Anchor]] = {}
    for value in dict.fromkeys(chain.from_iterable(stated.values())):
        say = [code for code in row if value in stated[code]]
        sample = stated[say[0]][value]
        can = [code for code, seen in row.items() if value in stated[code] or _may_state(seen, sample)]
        if len(can) == len(row):
            continue
        if len(can) == len(row) - 1 and 2 * len(say) >= len(row) - 1 and not sample.named:
            (code,) = row.keys() - set(can)
            if code != right and not _is_hidden(row[code], row[say[0]], sample, table[code].language):
                lacking.setdefault(code, []).append((say[0], sample))
        if len(can) == 1 and can[0] != right and not _is_part(row, can[0], sample):
            alone.setdefault(can[0], []).append(sample)
    for code, lacks in _lacked_by_two(row, table, stated, alone):
        lacking.setdefault(code, []).append(lacks)
    return lacking, alone


def _lacked_by_two(
    row: Row,
    table: Mapping[str, Version],
    stated: Mapping[str, Mapping[str, Anchor]],
    alone: Mapping[str, Sequence[Anchor]],
) -> Iterator[tuple[str, tuple[str, Anchor]]]:
    """The value that two languages lack and most others print, where one of the two prints another in its place that no
    language has: neither hides the other.

    What two languages lack without such a value is a habit of theirs.
    """
    held = {
        code: those[0].kind
        for code, those in alone.items()
        if len(those) == 1 and not is_volume(row[code], those[0], table[code].language.numbers.volumes)
    }
    for value in dict.fromkeys(chain.from_iterable(stated.values())):
        say = [code for code in row if value in stated[code]]
        sample = stated[say[0]][value]
        two = [code for code, seen in row.items() if value not in stated[code] and not _may_state(seen, sample)]
        if len(two) != 2 or len(say) < AGREED * (len(row) - 1) or sample.named or sample.spelled:
            continue
        if any(held.get(code) == sample.kind for code in two):
            yield from ((c, (say[0], sample)) for c in two if not _is_inflected(row[c], sample, table[c].language))


def _is_hidden(seen: ComparedUnit, other: ComparedUnit, anchor: Anchor, language: Language) -> bool:
    """Whether a text may say a number of another language in the form of a noun, or in the words of that language."""
    return _is_inflected(seen, anchor, language) or _is_quoted(seen, other, anchor)


def _is_inflected(seen: ComparedUnit, anchor: Anchor, language: Language) -> bool:
    """Whether a form of a noun may say a number, or the first part of one whose others the text says: "two decades"."""
    parts = anchor.parts or (anchor.value,)
    forms = language.numbers.inflected
    return anchor.value in forms or (parts[0] in forms and seen.anchors.possible.issuperset(parts[1:]))


def _is_quoted(seen: ComparedUnit, other: ComparedUnit, anchor: Anchor) -> bool:
    """Whether a text holds a number in the words of another language, as in a title that is left untranslated."""
    word = printed(other, anchor)
    return anchor.spelled and re.search(rf"\b{re.escape(word)}\b", seen.unit.text.content, re.IGNORECASE) is not None


def _exchanged(row: Row, table: Mapping[str, Version]) -> Iterator[Difference]:
    """One number in the place of another, though each of the two may stand elsewhere in the row: "18 December" for
    "8 December" in a list of dates."""
    stated = {code: _atoms(seen) for code, seen in row.items()}
    for code, more, less in apart(stated):
        # what no figures say in its place is a word that others print otherwise: "Chapter VII" as 第七章
        more = Counter({value: n for value, n in more.items() if _holding(row[code], value, row[code])})
        if not more.total() == less.total() == 1:
            continue
        (has,), (lacks,) = more, less
        if not table[code].language.spaced and _may_be_signs(row[code], lacks):
            continue  # one sign may be a part of any word, so it is not known how often the text says it
        sample = next(c for c, p in stated.items() if c != code and p[lacks] > stated[code][lacks])
        one, two = _places(row[code], has, row[sample], lacks)
        if one and two and not _may_be(has, lacks) and lacks not in one.parts and has not in two.parts:
            kind: ValueKind = "number" if two.kind == "number" else "symbol" if two.kind == "symbol" else "date"
            yield Difference(_sort(kind, row[code], one), code, one, sample, two)


def _may_be_signs(seen: ComparedUnit, value: str) -> bool:
    """Whether a text may say a number in the signs of its words, too."""
    return any(a.spelled and a.value == value for a in (*seen.anchors.printed, *seen.anchors.unsure))


def _places(seen: ComparedUnit, has: str, other: ComparedUnit, lacks: str) -> tuple[Anchor, Anchor] | tuple[None, None]:
    """The values of one kind that hold the number which one text has, and the one that another has in its place."""
    ones, twos = _holding(seen, has, other), _holding(other, lacks, seen)
    pairs = ((a, b) for a in ones for b in twos)
    return next(
        (
            (a, b)
            for a, b in pairs
            if (a.kind == b.kind and _at(has, a) == _at(lacks, b))
            or (a.kind == "number" and _is_no_date(has, lacks, b))
        ),
        (None, None),
    )


def _is_no_date(has: str, lacks: str, anchor: Anchor) -> bool:
    """Whether a number can take the place of a month or a day in no date: 2044年42月9日, "62 December"."""
    if not has.isdigit():
        return False
    return int(has) > 12 if lacks[0] == "m" else anchor.kind == "date" and _at(lacks, anchor) == 2 and int(has) > 31


def _at(atom: str, anchor: Anchor) -> int:
    """Where a number stands in a date: no year takes the place of a day."""
    return _parts(anchor).index(atom) if anchor.kind == "date" else 0


def apart(stated: Mapping[str, Counter[str]]) -> Iterator[tuple[str, Counter[str], Counter[str]]]:
    """What each language says more often and less often than the others, of what most others say equally often; of two
    the first is right."""
    first = next(iter(stated), "")
    for code, own in stated.items():
        others = [values for other, values in stated.items() if other != code]
        if not others or (len(stated) == 2 and code == first):
            continue
        more: Counter[str] = Counter()
        for value in dict.fromkeys(value for values in (own, *others) for value in values):
            usual, times = Counter(values[value] for values in others).most_common(1)[0]
            if times >= AGREED * len(others):
                more[value] = own[value] - usual
        yield code, +more, -more


def _atoms(seen: ComparedUnit) -> Counter[str]:
    """The numbers that a text prints, those in dates and symbols by themselves, those tied to names apart."""
    return Counter(part for a in seen.anchors.printed for part in _parts(a))


def _parts(anchor: Anchor) -> list[str]:
    if anchor.kind == "number":
        return [f"-{anchor.value}" if anchor.named else anchor.value]
    numbers = [str(int(digits)) for digits in _DIGITS.findall(anchor.value)]
    if anchor.kind == "date":
        return [numbers[0], f"m{numbers[1]}", numbers[2]]
    return [f"m{numbers[0]}"] if anchor.kind == "month" else numbers


def _holding(seen: ComparedUnit, atom: str, other: ComparedUnit) -> list[Anchor]:
    """The values in digits of a text that hold a number, first those that another text says less often."""
    often = Counter((a.kind, a.value) for a in seen.anchors.printed)
    often.subtract((a.kind, a.value) for a in other.anchors.printed)
    found = [a for a in seen.anchors.printed if atom in _parts(a) and not a.spelled]
    return sorted(found, key=lambda a: -often[a.kind, a.value])


def _may_be(one: str, two: str) -> bool:
    """Whether two numbers can be one in two languages: "715 million" and "715", "2019" and "19"."""
    short, long = sorted((one.lstrip("-"), two.lstrip("-")), key=len)
    scaled = [value.replace(".", "").rstrip("0") for value in (short, long)]
    return ((len(long), len(short)) == (4, 2) and long.endswith(short)) or scaled[0] == scaled[1]


def _is_part(row: Row, code: str, anchor: Anchor) -> bool:
    """Whether the others say the first part of what one says: "53 thousand" may be "53 A" where letters number, and
    "resolution 1267 (1999)" is the "1267 Committee"; the hour of a time is not enough."""
    others = [seen for other, seen in row.items() if other != code]
    if anchor.kind == "symbol":
        number, _, year = anchor.value.partition(" (")
        same = any(a.value.startswith(f"{number} (") for seen in others for a in seen.anchors.printed)
        return bool(year) and not same and all(number in seen.anchors.possible for seen in others)
    if anchor.timed and "." in anchor.value:
        return len(anchor.parts) > 1 and all(seen.anchors.possible.issuperset(anchor.parts) for seen in others)
    first = anchor.parts[:1] if "." not in anchor.value else anchor.parts  # "3.23" in figures is 23 March, "M23"
    return bool(first) and all(any(part in seen.anchors.possible for part in first) for seen in others)


def _against(
    kind: ValueKind, code: str, row: Row, lacking: Sequence[tuple[str, Anchor]], alone: Sequence[Anchor]
) -> Iterator[Difference]:
    """The values that a language lacks beside those that it has alone, in the order of the text; what is tied to a name
    ("COVID-19") takes the place of nothing but a name."""
    for named in (False, True):
        lacks_so = [(other, anchor) for other, anchor in lacking if anchor.named == named]
        for lacks, has in zip_longest(lacks_so, [a for a in alone if a.named == named]):
            sample, anchor = lacks or ("", None)
            yield Difference(_sort(kind, row[code], has), code, has, sample, anchor)


def _sort(kind: ValueKind, seen: ComparedUnit, anchor: Anchor | None) -> ValueKind:
    """What a difference of values is about: a number inside a reference is a reference."""
    if kind == "number" and anchor is not None:
        for m in seen.unit.text.of(Kind.REF, Kind.RREF):
            if m.start <= anchor.start < m.end:
                return "reference"
    return kind


def _stated(seen: ComparedUnit, kinds: Sequence[str]) -> dict[str, Anchor]:
    """The values that a text certainly says, each with the first place where it does."""
    found: dict[str, Anchor] = {}
    for anchor in seen.anchors.printed:
        if anchor.kind in kinds:
            found.setdefault(f"{anchor.kind} {anchor.value}", anchor)
    return found


def _may_state(seen: ComparedUnit, anchor: Anchor) -> bool:
    """Whether a text can be read as saying a value that it does not print in so many words."""
    possible, value = seen.anchors.possible, anchor.value
    if anchor.kind == "month":
        return value in seen.anchors.months
    if anchor.kind == "date":
        year, month, day = value.split("-")
        return month in seen.anchors.months and {str(int(year)), str(int(day))} <= possible
    if anchor.kind == "symbol":
        rooted = any(c.isalpha() for c in value)  # its parts may stand in other symbols: "A/66/89 and Corr.3"
        numbers = {str(int(n)) for n in _DIGITS.findall(value)}
        numbers |= {str(unroman(m[1])) for m in _SESSION.finditer(value)}
        return numbers <= (possible if rooted else seen.anchors.plain)
    if value in possible or (anchor.parts and possible.issuperset(anchor.parts)):
        return True
    whole, _, fraction = value.partition(".")
    return _may_round(seen, anchor, int(whole)) if not fraction else fraction == "5" and HALF in possible


def _may_round(seen: ComparedUnit, anchor: Anchor, number: int) -> bool:
    """Whether a number stands in a text in another scale, or as a decade; of two numbers one has no word for its scale
    then: "between 702 and 828 million" says 702 million, "2.2 million" no 2.2 billion."""
    possible = seen.anchors.possible
    scaled = {a.value for a in (*seen.anchors.printed, *seen.anchors.unsure) if _has_scale(a)}
    if not _has_scale(anchor) and any(str(number * scale) in possible for scale in _SCALES):
        return True
    whole = (number // scale for scale in _SCALES if number % scale == 0)
    if any(str(n) in possible and str(n) not in scaled for n in whole if n > _FEW):
        return True
    return 1900 <= number < 2100 and number % 10 == 0 and str(number % 100) in possible  # "the 1990s"


def _has_scale(anchor: Anchor) -> bool:
    """Whether one of the words of a number is that of a scale."""
    return any(len(part) > _SCALE and part.rstrip("0") == "1" for part in anchor.parts)


def printed(seen: ComparedUnit, anchor: Anchor) -> str:
    return seen.unit.text.content[anchor.start : anchor.end]


# one cause, and how much it weighs

Severity = Literal["high", "medium", "low"]


def by_cause(found: Sequence[Difference]) -> list[list[Difference]]:
    """The differences of a row, each list of one language: those that stand beside each other have one cause."""
    made: list[list[Difference]] = []
    for code in dict.fromkeys(d.code for d in found):
        own = sorted((d for d in found if d.code == code), key=_start)
        causes: list[list[Difference]] = []
        for d in own:
            if causes and _together(causes[-1][-1], d):
                causes[-1].append(d)
            else:
                causes.append([d])
        made += _of_one_slip(causes)
    return made


def _of_one_slip(causes: Sequence[list[Difference]]) -> list[list[Difference]]:
    """The causes, those in which the same number took the place of the same as one: "seventy-fifth session
    (A/75/53)" for "seventy-seventh session (A/77/53)"."""
    made: dict[object, list[Difference]] = {}
    for n, cause in enumerate(causes):
        has = Counter(part for d in cause if d.has for part in _parts(d.has))
        lacks = Counter(part for d in cause if d.lacks for part in _parts(d.lacks))
        slip = frozenset((has - lacks).items()), frozenset((lacks - has).items())
        made.setdefault(slip if all(slip) else n, []).extend(cause)
    return list(made.values())


def _start(d: Difference) -> tuple[bool, int]:
    """What is printed otherwise or alone in the order of the text, then what is lacking in that of the others."""
    anchor = d.has or d.lacks
    return d.has is None, anchor.start if anchor else 0


def _together(one: Difference, two: Difference) -> bool:
    """Whether two differences stand beside each other in the text that prints them: of one kind, or a symbol with its
    date."""
    if one.has and two.has:
        if one.kind != two.kind and {one.kind, two.kind} != {"symbol", "date"}:
            return False
        return 0 <= two.has.start - one.has.end <= _BESIDE and (one.lacks is None) == (two.lacks is None)
    if one.has or two.has or not (one.lacks and two.lacks):
        return False
    return one.sample == two.sample and 0 <= two.lacks.start - one.lacks.end <= _SAME_CLAUSE


def severity(cause: Sequence[Difference], row: Row, elsewhere: bool, volumes: Sequence[str] = ()) -> Severity:
    """How much a difference weighs: a value against another one most, and a clause of several values that is left out;
    a value that the text may say in words, or that a language adds to be clear, least.  `elsewhere`: the others state
    it in another row.
    """
    if any(d.has and d.lacks for d in cause):
        return "low" if all(is_volume(row[d.code], d.has, volumes) for d in cause) else "high"
    if all(d.has is None for d in cause):
        if all(_is_small(d.lacks) for d in cause):
            return "low"
        return "high" if len(cause) >= _CLAUSE else "medium"
    return "low" if elsewhere or all(_is_added(d.has) for d in cause) else "medium"


def is_volume(seen: ComparedUnit, anchor: Anchor | None, volumes: Sequence[str]) -> bool:
    """Whether a note names a volume or a page, of which the editions in each language have their own."""
    if anchor is None or anchor.kind != "number" or seen.unit.kind != "note":
        return False
    text = seen.unit.text.content.translate(_SPACES)
    around = text[max(0, anchor.start - 12) : anchor.start], text[anchor.end : anchor.end + 3]
    return any(word in side for word in volumes for side in around)


def _is_small(anchor: Anchor | None) -> bool:
    """Whether a number is one that languages put into other words ("third parties", "both"), or a corrigendum."""
    if anchor is None or anchor.kind != "number":
        return _is_corrected(anchor)
    return is_few(anchor)


def is_few(anchor: Anchor) -> bool:
    """Whether a number is so small that most texts say it, and other words may hold it."""
    return anchor.value.isdigit() and int(anchor.value) <= _FEW


def _is_corrected(anchor: Anchor | None) -> bool:
    """Whether a symbol is that of a corrigendum, which there may be for one language alone."""
    return anchor is not None and anchor.value.rpartition("/")[2].startswith(_CORRECTED)


def _is_added(anchor: Anchor | None) -> bool:
    """Whether a value is one that translations add: the years of a decade, a corrigendum of one language."""
    return anchor is not None and (anchor.kind == "number" or _is_corrected(anchor))


def said(seen: ComparedUnit, anchors: Sequence[Anchor]) -> str:
    """What a text prints of one cause."""
    return "; ".join(seen.unit.text.content[start:end] for start, end in spans(seen, anchors))


Span = tuple[int, int]


def with_month(seen: ComparedUnit, anchor: Anchor, language: Language) -> Anchor:
    """A day, with its month; a month, with its day ("3 March", of no year); anything else as it is."""
    if anchor.kind not in ("number", "month"):
        return anchor
    for day, (start, end) in days_with_months(language, seen.unit.text.content):
        if day == anchor.start if anchor.kind == "number" else start <= anchor.start and anchor.end <= end:
            return replace(anchor, kind="day", start=min(start, anchor.start), end=max(end, anchor.end))
    return anchor


def spans(seen: ComparedUnit, anchors: Sequence[Anchor]) -> tuple[Span, ...]:
    """Where a text prints one cause: the stretch from the first to the last of its values, or each of them."""
    if not anchors:
        return ()
    start, end = min(a.start for a in anchors), max(a.end for a in anchors)
    if all(0 <= b.start - a.end <= _SAME_CLAUSE for a, b in pairwise(sorted(anchors, key=lambda a: a.start))):
        content = seen.unit.text.content
        return ((start, end + (content[end : end + 1] == ")" and "(" in content[start:end].rpartition(")")[2])),)
    return tuple(dict.fromkeys((a.start, a.end) for a in anchors))  # a day and its month are one
