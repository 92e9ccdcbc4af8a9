"""The versions of one work in several languages side by side: rows of units, and where one language stands alone.

Words that stand in the same rows of two languages time and again belong together ("lamps", "lampes"), though no word of
one is known in the other.  Learned from the other rows of the work, they tell whether a unit stands in the right one of
two rows: so a gap is moved to the row that a language lacks, and two units that changed places are found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise
from math import log
from unicodedata import normalize

import msgspec
from msgspec import Struct

from akn.compare.causes import one_a_cause, other_texts
from akn.compare.evidence import ComparedUnit, Members, Profile, Version, bare, shared, version
from akn.compare.findings import ComparedRows, Finding, Swapped, find
from akn.compare.rows import alike_in_length, build_rows, note_rows
from akn.compare.sounds import sounding_alike, sounds
from akn.compare.words import plain_text
from akn.document import Document
from akn.errors import UsageError
from akn.languages.shape import Language
from akn.patterns import lazy_pattern
from akn.punctuation import ENDS
from akn.walk import Unit


class ConcordanceRow(Struct, frozen=True):
    """Units that belong together.

    `key` names the row within the work: the eId of its unit in the first language that has one, with a number after
    it where several rows are parts of one element (lines, rows of a table).  `units` are by language.
    """

    key: str
    units: Mapping[str, Unit]


class Concordance(Struct, frozen=True):
    """The versions of a work side by side; `languages` in the order of the columns, the first one to compare with.

    `documents` are the versions, in this order.  `variants` are differences that editions have by their kind, as the
    volume of a treaty series: no findings, though of their type.
    """

    work: str
    languages: tuple[str, ...]
    rows: tuple[ConcordanceRow, ...]
    findings: tuple[Finding, ...]
    documents: tuple[Document, ...]
    variants: tuple[Finding, ...] = ()

    @property
    def differences(self) -> tuple[Finding, ...]:
        """Findings and variants, in the order of the rows."""
        at = {row.key: n for n, row in enumerate(self.rows)}
        return tuple(sorted((*self.findings, *self.variants), key=lambda f: at[f.key]))


def work_of(document: Document) -> tuple[str, str, str]:
    """What a document shares with its versions in other languages: kind, actor and number.

    Where the number is not known, the symbol stands for it.
    """
    meta = document.metadata
    number = meta.number_iri or next(iter(meta.symbols), "")
    return meta.kind, meta.actor, number


def concord(documents: Iterable[Document], files: Iterable[str] = (), *, first: str = "") -> Concordance:
    """The versions side by side, with findings.

    `files` are their names, for messages.  `first` is the language that the others are compared with where there is no
    majority; without it the language that most languages fall back on, else the first in the alphabet.
    Raises UsageError for fewer than two documents, for two in one language, and for an unknown language.

    >>> from akn.document import Metadata, Operative
    >>> from akn.text import Text
    >>> one = Document(Metadata(language="eng"), body=(Operative("1.", (Text("Requests 5 reports by 2044;"),)),))
    >>> two = Document(Metadata(language="fra"), body=(Operative("1.", (Text("Prie de faire 6 rapports en 2044 ;"),)),))
    >>> found = concord([one, two])
    >>> [(f.kind, f.key, f.languages, f.expected) for f in found.findings]
    [('number', 'para_1', {'fra': '6'}, '5')]
    """
    names = list(files)
    seen = [version(d, names[i] if i < len(names) else "") for i, d in enumerate(documents)]
    return concord_versions(seen, first=first)


def concord_versions(versions: Sequence[Version], *, first: str = "") -> Concordance:
    """The same for versions whose evidence is known already (`akn.compare.evidence.version`)."""
    if len(versions) < 2:
        raise UsageError("a concordance needs two versions of a work or more")
    twice = [code for code, n in Counter(v.language.code for v in versions).items() if n > 1]
    if twice:
        raise UsageError(f"two versions are in one language ({twice[0]})")
    versions = _ordered(versions, first)
    made = build_rows(versions)
    swapped = _Order(made, versions).settle()
    rows = _named(made + note_rows(made, versions), versions)
    compared = ComparedRows.of(rows, versions)
    differences = _differences(compared, swapped)
    return Concordance(
        _name(versions[0]),
        tuple(v.language.code for v in versions),
        tuple(ConcordanceRow(key, _units(members, versions)) for key, members in rows),
        tuple(f for f in differences if f.variant is None),
        tuple(v.document for v in versions),
        tuple(f for f in differences if f.variant is not None),
    )


def _differences(compared: ComparedRows, swapped: Swapped) -> list[Finding]:
    """The differences in the order of the rows; of a version that is another text that alone, and the others are
    compared without it."""
    found = one_a_cause(find(compared, swapped), compared)
    others = other_texts(found, compared)
    if not others:
        return found
    rest, moved = compared.without({code for f in others for code in f.languages}, swapped)
    if len(rest.versions) > 1:
        others += one_a_cause(find(rest, moved), rest)
    at = {key: n for n, key in enumerate(compared.keys)}
    return sorted(others, key=lambda f: at[f.key])


def _ordered(versions: Sequence[Version], first: str) -> list[Version]:
    """The versions in the order of their codes, the one to compare with first."""
    ordered = sorted(versions, key=lambda v: v.language.code)
    codes = [v.language.code for v in ordered]
    fallbacks = Counter(v.language.fallback for v in ordered if v.language.fallback in codes)
    chosen = first if first in codes else max(codes, key=lambda c: (fallbacks[c], -codes.index(c)))
    return sorted(ordered, key=lambda v: v.language.code != chosen)


def _named(rows: Sequence[Members], versions: Sequence[Version]) -> list[tuple[str, Members]]:
    """The rows with their keys."""
    named: list[tuple[str, Members]] = []
    taken: Counter[str] = Counter()
    for members in rows:
        v = next(v for v in versions if v.language.code in members)
        eid = v.seen[members[v.language.code]].unit.eid or v.seen[members[v.language.code]].unit.kind
        taken[eid] += 1
        named.append((eid if taken[eid] == 1 else f"{eid}.{taken[eid]}", members))
    return named


def _units(members: Members, versions: Sequence[Version]) -> dict[str, Unit]:
    return {v.language.code: v.seen[members[v.language.code]].unit for v in versions if v.language.code in members}


def _name(first: Version) -> str:
    """The address of the work, as FRBRWork has it."""
    from akn.xml import uri

    return str(uri.work_of(first.document.metadata))


def as_json(concordance: Concordance) -> bytes:
    """The concordance as one JSON object in one line: work, languages, rows, findings and variants."""
    made = {
        "work": concordance.work,
        "languages": list(concordance.languages),
        "rows": [{"key": row.key, "units": {code: u.eid for code, u in row.units.items()}} for row in concordance.rows],
        "findings": concordance.findings,
        "variants": concordance.variants,
    }
    return msgspec.json.encode(made) + b"\n"


# which row a unit belongs to

_STEM = 6  # letters of a word that count: the rest is inflection
_SHORTEST = 4
_WORD = lazy_pattern(r"[^\W\d_]+")
_ACCENTS = lazy_pattern("[\u0300-\u036f]")
NAME = 80  # characters: so long is a heading, or the name in a list
_LEAST = 1e-4  # of a document: of shorter units the lengths say nothing
_SURE = 0.75  # so much more has to speak for another order than for the one that is printed
_BY_CHANCE = 9.0  # of G²: one in 370 pairs of words has more
_SAME = 5.0  # what a word counts as much as that both languages have
_WORDY, _DOUBT = 50.0, 0.2  # so much G² weighs as much as an action or two numbers
_MOST = 16  # words of a unit that are looked at
_KINDS = ("point", "operative", "preambular")


_ENDS = tuple(ENDS)


def is_name(seen: ComparedUnit) -> bool:
    """Whether a unit is short and no sentence: a heading, a name in a list."""
    text = seen.unit.text.content.strip()
    return len(text) <= NAME and not text.endswith(_ENDS) and seen.unit.kind not in ("row", "note")


def stems(text: str, language: Language) -> frozenset[str]:
    """The words of a text by their beginnings; of a script without spaces, all pairs of letters.

    >>> from akn.languages import load
    >>> sorted(stems("Requests the libraries to lend", load("eng")))
    ['lend', 'librar', 'reques']
    """
    words = _bare_words(text, language)
    if not language.spaced:
        return frozenset(word[i : i + 2] for word in words for i in range(len(word) - 1))
    least = _SHORTEST - bool(language.numbers.clitics)
    return frozenset(word[:_STEM] for word in words if len(word) >= least)


def _bare_words(text: str, language: Language) -> list[str]:
    """The words of a text in small letters, without accents and what is written together with them."""
    bare = _ACCENTS.sub("", normalize("NFD", plain_text(text).casefold()))
    words = _WORD.findall(normalize("NFC", bare))  # no word ends at a hamza
    return [_without_clitics(language).sub("", word) for word in words] if language.numbers.clitics else words


@cache
def _without_clitics(language: Language) -> re.Pattern[str]:
    """What is written together with the word after it, if enough is left of that."""
    clitics = sorted(map(re.escape, language.numbers.clitics), key=len, reverse=True)
    return re.compile(f"^(?:{'|'.join(clitics)})(?=.{{{_SHORTEST - 1}}})")


class _Words:
    """The words of a language by the rows in which they stand, each row a bit."""

    def __init__(self, version: Version, rows: Sequence[Members]) -> None:
        self.code = version.language.code
        self._version = version
        self._heard: dict[int, frozenset[str]] = {}
        self.of: dict[int, frozenset[str]] = {}
        self.rows: dict[str, int] = {}
        for n, members in enumerate(rows):
            if (i := members.get(self.code)) is not None:
                self.of[i] = stems(version.seen[i].unit.text.content, version.language)
                for word in self.of[i]:
                    self.rows[word] = self.rows.get(word, 0) | 1 << n

    def heard(self, i: int) -> frozenset[str]:
        """How the words of a short unit sound; of a longer one nothing, which has some words of one sound by chance."""
        if i not in self._heard:
            text = self._version.seen[i].unit.text.content
            words = _bare_words(text, self._version.language) if len(text) <= NAME else ()
            self._heard[i] = frozenset(filter(None, map(sounds, words)))
        return self._heard[i]


class _Order:
    """The rows of a work with the words of all languages; `settle` mends the rows."""

    def __init__(self, rows: list[Members], versions: Sequence[Version]) -> None:
        self._rows, self._versions = rows, {v.language.code: v for v in versions}
        self._first = versions[0].language.code

    @cached_property
    def _words(self) -> dict[str, _Words]:
        return {code: _Words(v, self._rows) for code, v in self._versions.items()}

    def settle(self) -> list[tuple[int, str]]:
        """Move gaps and units to where they belong; the rows, by index, whose unit in a language had changed places
        with the next one."""
        for n, members in enumerate(self._rows):
            for code in self._versions.keys() - members.keys() if self._are_lines(n) else ():
                self._move_line(n, code)
        most = len(self._versions) / 2
        # of names the words say little: where they belong is told by what is around them
        for n in [n for n, members in enumerate(self._rows) if most <= len(members) < len(self._versions)]:
            if not all(is_name(self._versions[code].seen[i]) for code, i in self._rows[n].items()):
                for code in sorted(self._versions.keys() - self._rows[n].keys()):
                    self._move_gap(n, code)
        if not all(self._rows):  # a unit that stood alone went to the row beside it
            self._rows[:] = filter(None, self._rows)
            vars(self).pop("_words", None)
        found = []
        for n, (one, two) in enumerate(pairwise(self._rows)):
            swapped = [code for code in self._may_be_swapped(one, two) if self._is_swapped(n, code)]
            for code in swapped:
                one[code], two[code] = two[code], one[code]
            found += [(n, code) for code in swapped]
        return found

    # gaps

    def _are_lines(self, n: int) -> bool:
        return all(self._versions[code].seen[i].unit.kind == "line" for code, i in self._rows[n].items())

    def _move_line(self, gap: int, code: str) -> None:
        """Move a line into the row beside it that has its very words, if its own has not: of "English" and "Original:
        English" on covers one language has the second alone (23 of 183 works)."""
        for other in (gap - 1, gap + 1):
            there = self._rows[other] if 0 <= other < len(self._rows) and self._are_lines(other) else {}
            if code in there and self._says_so(code, there[code], gap) and not self._says_so(code, there[code], other):
                self._rows[gap][code] = there.pop(code)
                return

    def _says_so(self, code: str, i: int, n: int) -> bool:
        """Whether another language has the very words of a unit in a row."""
        said = bare(self._versions[code].seen[i].unit.text.content)
        row = ((c, k) for c, k in self._rows[n].items() if c != code)
        return any(bare(self._versions[c].seen[k].unit.text.content) == said for c, k in row)

    def _move_gap(self, gap: int, code: str) -> None:
        """Move a gap up and down as long as the unit next to it fits better into its row."""
        for step in (1, -1):
            while 0 <= gap + step < len(self._rows):
                here, there = self._rows[gap], self._rows[gap + step]
                i = there.get(code)
                kinds = {self._versions[c].seen[k].unit.kind for row in (here, there) for c, k in row.items()}
                if i is None or len(kinds) > 1 or not kinds & set(_KINDS):
                    break
                if not self._belongs(code, i, gap, gap + step):
                    break
                here[code] = there.pop(code)
                gap += step

    def _belongs(self, code: str, i: int, here: int, there: int) -> bool:
        """Whether a unit belongs into one row rather than another: its words may outweigh what values, actions and
        lengths say, for other languages stress what one underlines."""
        leanings = self._leanings(code, i, here, there, _surprise, _SAME)
        words = 2 * sum(leanings) / max(2, len(leanings))
        if words <= _WORDY * _DOUBT:
            return False
        share = self._versions[code].seen[i].share
        here_, there_ = (alike_in_length(self._profile(n, code).share, share) for n in (here, there))
        return words / _WORDY > self._stays(code, i, there, here) + (there_ - here_) / 2 + _DOUBT

    # order

    def _may_be_swapped(self, one: Members, two: Members) -> Iterator[str]:
        """The languages whose units of two rows are points of one list; of two languages the first is right."""
        for code in one:
            if (code != self._first or len(one) > 2) and code in two and self._first in one and self._first in two:
                a, b = (self._versions[code].seen[row[code]].unit for row in (one, two))
                if a.kind == b.kind == "point" and a.parent == b.parent and a.place is b.place:
                    yield code

    def _is_swapped(self, n: int, code: str) -> bool:
        one, two = self._rows[n], self._rows[n + 1]
        a, b = (self._versions[code].seen[row[code]] for row in (one, two))
        p, q = self._profile(n, code), self._profile(n + 1, code)
        if self._stays(code, one[code], n, n + 1) + self._stays(code, two[code], n + 1, n) > 1:
            return False
        there = [
            *self._leanings(code, one[code], n + 1, n, _together),
            *self._leanings(code, two[code], n, n + 1, _together),
        ]
        own, others = log((a.share + _LEAST) / (b.share + _LEAST)), log((p.share + _LEAST) / (q.share + _LEAST))
        lengths = abs(own - others) - abs(own + others)
        return 2 * sum(there) / max(1, len(there)) + lengths / 2 > _SURE

    def _stays(self, code: str, i: int, here: int, there: int) -> float:
        """How much more the values, actions and notes of a unit speak for one row than for another."""
        if self._rows[here].keys() <= {code} or self._rows[there].keys() <= {code}:
            return 0.0
        seen = self._versions[code].seen[i]
        return shared(self._profile(here, code), seen) - shared(self._profile(there, code), seen)

    def _profile(self, n: int, code: str) -> Profile:
        return Profile.of([self._versions[c].seen[i] for c, i in self._rows[n].items() if c != code])

    def _leanings(
        self, code: str, i: int, one: int, two: int, bond: Callable[[int, int, int, int], float], same: float = 1
    ) -> list[float]:
        """By how much more the words of a unit go with those of one row than with those of another, in each other
        language, two words as `bond` says; a word that both languages have ("local", "locales") goes with itself, in
        short units also one that sounds the same ("sodium", "صوديوم"), each of them as `same` says."""
        mine = self._words[code]
        both = [c for c in self._versions if c in self._rows[one] and c in self._rows[two] and c != code]
        rest = ~(1 << one | 1 << two)
        masks = _rarest({mine.rows[word] & rest for word in mine.of[i]}, len(self._rows))
        scores = []
        for other in [self._words[c] for c in both]:
            there = [self._rows[n][other.code] for n in (one, two)]
            score = 0.0
            for a, b, sign in ((*there, 1), (*there[::-1], -1)):
                words = other.of[a] - other.of[b]
                alike = words & mine.of[i]
                heard = sounding_alike(other.heard(a), mine.heard(i)) - sounding_alike(other.heard(a), other.heard(b))
                score += sign * same * max(len(alike), bool(heard))  # by chance two words may sound alike
                for mask, count in _rarest([other.rows[word] & rest for word in words - alike], len(self._rows)):
                    score += sign * max(
                        (bond(mask & m, count, many, len(self._rows)) for m, many in masks), default=0.0
                    )
            scores.append(score)
        return scores


def _together(both: int, count: int, many: int, rows: int) -> float:
    """How closely two words go together, from 0 (by chance) to 1 (always), that stand in so many rows each."""
    more = rows * both.bit_count() - count * many
    return more * more / (count * many * (rows - count) * (rows - many)) if more > 0 else 0.0


def _surprise(both: int, count: int, many: int, rows: int) -> float:
    """How surprising it is by chance that two words stand together in so many rows: the logarithm of the likelihood
    (Dunning's G²), less what the best of some hundred pairs of words has that do not belong together.  Of 467 places
    beside a paragraph that was left out it leans the wrong way at 27, `_together` at 111."""
    k = both.bit_count()
    if k < 2 or k * rows <= count * many:
        return 0.0
    apart = _x_log(count - k) + _x_log(many - k) + _x_log(rows - count - many + k) + _x_log(k) + _x_log(rows)
    alone = _x_log(count) + _x_log(many) + _x_log(rows - count) + _x_log(rows - many)
    return max(0.0, 2 * (apart - alone) - _BY_CHANCE)


@cache
def _x_log(n: int) -> float:
    return n * log(n) if n else 0.0


def _rarest(masks: Iterable[int], rows: int) -> list[tuple[int, int]]:
    """The rows in which words stand, and how many; of the rarest words that stand anywhere else."""
    counted = [(mask, count) for mask in masks if 0 < (count := mask.bit_count()) <= max(4, rows * 2 // 3)]
    return sorted(counted, key=lambda m: (m[1], m[0]))[:_MOST]
