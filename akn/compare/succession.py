"""Which text follows which: the resolution of last year, the one before that, and the series that they make.

Evidence is the title, the agenda item, a citation in the preamble, and the words that both have.  No single thing
tells: titles change with the year that they name, a resolution recalls many others, and an agenda item has several.

>>> one = Edition("eng", "unga", ("Lighthouses",), "98-40", "2043-12-03")
>>> two = Edition("eng", "unga", ("Lighthouses",), "99-52", "2044-12-09", recalled=(("unga", "98-40"),))
>>> predecessor(two, [one, two]).why
('title', 'recalled')
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from akn.compare.words import likeness, plain_words
from akn.document import Document, Preambular
from akn.languages import codes, load
from akn.languages.amounts import amounts
from akn.text import Kind, Text
from akn.walk import RUNNING, texts_of

SAME = 0.95
"""Agreement of titles that are one title: of 128 pairs of following texts .977 at least, of texts of other subjects .89
at most."""

_ALIKE = 0.6
"""Agreement of titles of which one can have become the other, where the later text recalls the earlier one."""

_SHARED = 0.4
"""Share of the runs of words of the shorter of two texts that the other has, too, if one became the other: in the same
pairs .59 at least.  Resolutions on one matter in several places share .86, so it counts only with a citation."""

_ENOUGH = 50  # runs of words: a preambular paragraph that two texts share is no evidence
_NUMBER = "#"
_TITLED = 2  # words besides the numbers: a title of fewer says too little of its subject
_QUOTED = 3  # times the length of a text from which another one quotes it: A/RES/76/307 has .6 of A/RES/76/6, a quarter
_RUN = 4  # words of a run: fewer are shared by chance, more break at every change

Overlap = Callable[["Edition", "Edition"], float]


class Edition(Struct, frozen=True):
    """A text as far as it tells what it follows: the words of its title, the last segment of its address, the day of
    adoption, the words of its agenda item, the adopted texts that its preamble cites in their order (actor and last
    segment of the address), the runs of words that it is made of, and its title with a sign in the place of each number
    (empty: not known, or the title holds none).  `issued` is the session of what is no resolution, decision or
    statement: parts of a budget (A/80/6 (Sect. 36), five of nine reports) have one title and are no years.
    """

    language: str
    actor: str
    title: tuple[str, ...]
    number: str
    date: str
    session: str = ""
    item: tuple[str, ...] = ()
    recalled: tuple[tuple[str, str], ...] = ()
    runs: frozenset[int] = frozenset()
    masked: tuple[str, ...] = ()
    issued: str = ""

    @property
    def age(self) -> tuple[str, str, str]:
        """What editions are ordered by."""
        return self.date, self.session.zfill(6), self.number.zfill(12)


class Followed(Struct, frozen=True):
    """The edition that another one follows: its index, the evidence (title, recalled, agenda item, words), and how
    much of it there is, from 0 to 4.
    """

    index: int
    why: tuple[str, ...]
    score: float


def predecessor(edition: Edition, others: Sequence[Edition], shared: Overlap | None = None) -> Followed | None:
    """The edition that a text follows: of those that it can have come from the latest, of two of one day the likelier;
    None if there is none among the others.  `shared` tells how much two have in common, by default `overlap`.
    """
    found = [
        (other.date, followed.score, followed)
        for i, other in enumerate(others)
        if other.age < edition.age and (followed := _followed(edition, other, i, shared or overlap))
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


def _followed(later: Edition, earlier: Edition, index: int, shared: Overlap) -> Followed | None:
    if (later.language, later.actor) != (earlier.language, earlier.actor) or _is_of_one_day(later, earlier):
        return None
    recalled = (earlier.actor, earlier.number) in later.recalled
    # "Programme budget for 2044" and "Programme budget for 2045" are one title
    numbered = bool(later.masked) and later.masked == earlier.masked
    title = 1.0 if numbered else agreement(later.title, earlier.title)
    if not recalled and title < SAME:
        return None
    words = shared(later, earlier)
    if not _can_follow(title, recalled, words):
        return None
    item = bool(later.item) and likeness(later.item, earlier.item) >= SAME
    said = {"title": title >= _ALIKE, "recalled": recalled, "agenda item": item, "words": words >= _SHARED}
    return Followed(index, tuple(name for name, so in said.items() if so), round(title + recalled + item + words, 3))


def _is_of_one_day(one: Edition, other: Edition) -> bool:
    """True for texts of one day, and of one session where no day is known: neither follows the other."""
    return one.date == other.date and bool(one.date or one.session == other.session)


def agreement(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two titles are, by their words or by their letters: hyphens come and go."""
    if not one or not other:
        return 0.0
    if _folded(one) == _folded(other):
        return 1.0
    return max(likeness(one, other), likeness("".join(one), "".join(other)) if one[0] == other[0] else 0.0)


def _folded(title: Iterable[str]) -> str:
    """A title without what comes and goes in print: hyphens, spaces, apostrophes and capitals ("SainteHélène": one of
    192 texts of years).
    """
    letters = unicodedata.normalize("NFC", "".join(title).casefold())
    return "".join(c for c in letters if c == _NUMBER or unicodedata.category(c)[0] not in "PZC")


def _can_follow(title: float, recalled: bool, words: float) -> bool:
    if title >= SAME:
        return True
    return recalled and (title >= _ALIKE or words >= _SHARED)


def overlap(one: Edition, other: Edition) -> float:
    """The share of the runs of words of the shorter text that the other one has, too; 0 for texts of a few lines, and
    for one that is so much shorter that the other one may as well quote it.
    """
    least, most = sorted((len(one.runs), len(other.runs)))
    return len(one.runs & other.runs) / least if least >= max(_ENOUGH, most / _QUOTED) else 0.0


def runs_of(texts: Iterable[str]) -> frozenset[int]:
    """The runs of words of some texts, as numbers that hold within this process."""
    found: set[int] = set()
    for text in texts:
        words = plain_words(text.casefold())
        found.update(hash(tuple(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1))
    return frozenset(found)


def edition_of(document: Document, *, runs: bool = True) -> Edition:
    """A document as an edition; without its runs of words, which cost most of it, if they are not wanted."""
    metadata = document.metadata
    title = title_words([_title(document)], metadata.number)
    return Edition(
        metadata.language,
        metadata.actor,
        tuple(title),
        metadata.number_iri,
        metadata.date,
        metadata.session,
        tuple(_item(document)),
        tuple(_recalled(document)),
        runs_in(document) if runs else frozenset(),
        masked_title(" ".join(title), metadata.language),
        metadata.session if metadata.kind == "document" else "",
    )


def masked_title(title: str, language: str) -> tuple[str, ...]:
    """The words of a title with a sign for each number, year or ordinal; empty where it has none, or little else."""
    if language not in codes():
        return ()
    known = load(language)
    made, at = [], 0
    for amount in amounts(known, title):
        if amount.sure:
            made += [title[at : amount.start], f" {_NUMBER} "]
            at = amount.end
            while known.spaced and title[at : at + 1].isalpha():  # "75th", "75º"
                at += 1
    words = plain_words("".join([*made, title[at:]]).casefold())
    rest = [word for word in words if word.isalpha()]
    return tuple(words) if made and len(rest) >= _TITLED else ()


def runs_in(document: Document) -> frozenset[int]:
    """The runs of words of the running text of a document."""
    return runs_of(text.content for text, place in texts_of(document) if place in RUNNING)


def title_words(lines: Iterable[str], number: str = "") -> list[str]:
    """The words of a title without the number of the resolution; none of what is no title but a letter of a part."""
    text = " ".join(lines)
    words = [w for w in plain_words(text.replace(number, " ") if number else text) if w.isalnum() or len(w) > 1]
    return words if len("".join(words)) >= _TITLE or len(words) > 1 else []


_TITLE = 4  # letters of a word that is a title by itself; names of letters have three (ألف, باء)


def _title(document: Document) -> str:
    """The title; where none is marked the lines of the preface, without those of a masthead ("Resolution 2556 (2020)",
    "Adopted by … on …"), which all resolutions of a body have alike.
    """
    said = [t.content[m.start : m.end] for t in document.preface for m in t.of(Kind.DOC_TITLE)]
    return " ".join(said or [t.content for t in document.preface if not any(map(t.of, _MASTHEAD))])


_MASTHEAD = (Kind.DOC_NUMBER, Kind.DOC_DATE)


def _item(document: Document) -> Iterator[str]:
    for line in document.cover:
        for m in line.of(Kind.INLINE):
            if m.get("name") == "agenda item name":
                yield from plain_words(line.content[m.start : m.end])


def _recalled(document: Document) -> Iterator[tuple[str, str]]:
    """Body and number of the resolutions that the preamble cites."""
    paragraphs = [n for n in document.preamble if isinstance(n, Preambular)]
    for text in (c for p in paragraphs for c in p.content if isinstance(c, Text)):
        for m in text.of(Kind.REF):
            steps = m.get("href").partition("/!")[0].split("/")
            if len(steps) > 3:
                yield steps[-3], steps[-1]


def series_of(documents: Sequence[Document]) -> list[list[int]]:
    """The series that documents fall into, each as indices, oldest document first; in the order of their first.

    A series is of one body and language: each document follows another one of it (`predecessor`), or has its title but
    for numbers.  No series has two documents of one session, which are of two subjects: what has most evidence counts.
    """
    return series_among([edition_of(d) for d in documents])


def series_among(editions: Sequence[Edition], shared: Overlap | None = None) -> list[list[int]]:
    """The same of editions; `shared` tells how much two have in common, by default `overlap`."""
    group = {i: {i} for i in range(len(editions))}
    for _, i, j in sorted(_links(editions, shared or overlap), key=lambda link: (-link[0], link[1], link[2])):
        if group[i] is not group[j] and not _sessions(group[i], editions) & _sessions(group[j], editions):
            both = group[i] | group[j]
            group.update(dict.fromkeys(both, both))
    found = {min(those): those for those in group.values()}
    return [sorted(found[first], key=lambda i: editions[i].age) for first in sorted(found)]


def _links(editions: Sequence[Edition], shared: Overlap) -> Iterator[tuple[float, int, int]]:
    """What may belong together: how much speaks for it, the later and the earlier document."""
    same: dict[tuple[object, ...], list[int]] = {}
    for i, edition in enumerate(editions):
        for title in {_folded(edition.title), _folded(edition.masked)} - {""}:
            same.setdefault((edition.language, edition.actor, title), []).append(i)
    for those in same.values():
        yield from _of_one_title(sorted(those, key=lambda i: editions[i].age), editions, shared)
    for i, candidates in enumerate(_candidates(editions)):
        followed = predecessor(editions[i], [editions[j] for j in candidates], shared)
        if followed is not None:
            yield followed.score, i, candidates[followed.index]


def _of_one_title(
    those: Sequence[int], editions: Sequence[Edition], shared: Overlap
) -> Iterator[tuple[float, int, int]]:
    """The links of documents of one title, oldest first: each with those of the session before its own.  Where several
    may follow or be followed the words tell which."""
    sessions = [_session(editions[i]) for i in those]
    often = Counter(sessions)
    for n, i in enumerate(those):
        earlier = [k for k in range(n) if not sessions[n] or sessions[k] != sessions[n]]
        before = [those[k] for k in earlier if sessions[k] == sessions[earlier[-1]]][-_NEAREST:]
        for j in before:
            several = len(before) > 1 or often[sessions[n]] > 1
            words = shared(editions[i], editions[j]) if several else 0.0
            yield 2 + agreement(editions[i].title, editions[j].title) + words, i, j


_NEAREST = 26  # parts of a resolution have a letter each


def _session(edition: Edition) -> str:
    """The session that a text is numbered in; empty for one that is numbered by itself or by years."""
    session, dash, _ = edition.number.partition("-")
    return edition.issued or (session if dash and session.isdigit() and len(session) < _YEAR else "")


_YEAR = 4  # digits


def _sessions(those: set[int], editions: Sequence[Edition]) -> set[str]:
    return {session for i in those if (session := _session(editions[i]))}


def _candidates(editions: Sequence[Edition]) -> Iterator[list[int]]:
    """For each edition those that it can follow: what it recalls, and what has a title that begins or ends alike."""
    numbers: dict[tuple[str, str, str], list[int]] = {}
    titles: dict[tuple[str, ...], list[int]] = {}
    for i, edition in enumerate(editions):
        numbers.setdefault((edition.language, edition.actor, edition.number), []).append(i)
        for key in _keys(edition):
            titles.setdefault(key, []).append(i)
    for i, edition in enumerate(editions):
        found = {j for actor, number in edition.recalled for j in numbers.get((edition.language, actor, number), ())}
        found |= {j for key in _keys(edition) for j in titles.get(key, ())}
        yield sorted(found - {i})


def _keys(edition: Edition) -> set[tuple[str, ...]]:
    title = edition.title
    found = {(edition.language, *title[:_RUN]), (edition.language, *title[-_RUN:])} if title else set()
    return found | ({(edition.language, *edition.masked)} if edition.masked else set())
