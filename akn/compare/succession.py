"""Which text follows which: the resolution of last year, the one before that, and the series that they make.

Evidence is the title, the agenda item, a citation in the preamble, and the words that both have.  No single thing
tells: titles change with the year that they name, a resolution recalls many others, and an agenda item has several.

>>> one = Edition("eng", "unga", ("Lighthouses",), "98-40", "2043-12-03")
>>> two = Edition("eng", "unga", ("Lighthouses",), "99-52", "2044-12-09", recalled=(("unga", "98-40"),))
>>> predecessor(two, [one, two]).why
('title', 'recalled')
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from akn.compare.words import likeness, plain_words
from akn.document import Document, Preambular
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
_RUN = 4  # words of a run: fewer are shared by chance, more break at every change

Overlap = Callable[["Edition", "Edition"], float]


class Edition(Struct, frozen=True):
    """A text as far as it tells what it follows: the words of its title, the last segment of its address, the day of
    adoption, the words of its agenda item, the adopted texts that its preamble cites in their order (actor and last
    segment of the address), and the runs of words that it is made of.
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
    if (later.language, later.actor) != (earlier.language, earlier.actor) or later.date == earlier.date != "":
        return None
    recalled = (earlier.actor, earlier.number) in later.recalled
    title = agreement(later.title, earlier.title)
    if not recalled and title < SAME:
        return None
    words = shared(later, earlier)
    if not _can_follow(title, recalled, words):
        return None
    item = bool(later.item) and likeness(later.item, earlier.item) >= SAME
    said = {"title": title >= _ALIKE, "recalled": recalled, "agenda item": item, "words": words >= _SHARED}
    return Followed(index, tuple(name for name, so in said.items() if so), round(title + recalled + item + words, 3))


def agreement(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two titles are, by their words or by their letters: hyphens come and go."""
    if not one or not other:
        return 0.0
    return max(likeness(one, other), likeness("".join(one), "".join(other)) if one[0] == other[0] else 0.0)


def _can_follow(title: float, recalled: bool, words: float) -> bool:
    if title >= SAME:
        return True
    return recalled and (title >= _ALIKE or words >= _SHARED)


def overlap(one: Edition, other: Edition) -> float:
    """The share of the runs of words of the shorter text that the other one has, too; 0 for texts of a few lines."""
    least = min(len(one.runs), len(other.runs))
    return len(one.runs & other.runs) / least if least >= _ENOUGH else 0.0


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
    return Edition(
        metadata.language,
        metadata.actor,
        tuple(title_words([_title(document)], metadata.number)),
        metadata.number_iri,
        metadata.date,
        metadata.session,
        tuple(_item(document)),
        tuple(_recalled(document)),
        runs_in(document) if runs else frozenset(),
    )


def runs_in(document: Document) -> frozenset[int]:
    """The runs of words of the running text of a document."""
    return runs_of(text.content for text, place in texts_of(document) if place in RUNNING)


def title_words(lines: Iterable[str], number: str = "") -> list[str]:
    """The words of a title without the number of the resolution."""
    text = " ".join(lines)
    return [w for w in plain_words(text.replace(number, " ") if number else text) if w.isalnum() or len(w) > 1]


def _title(document: Document) -> str:
    said = [t.content[m.start : m.end] for t in document.preface for m in t.of(Kind.DOC_TITLE)]
    return " ".join(said or [t.content for t in document.preface])


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

    A series is of one body and language: each document follows another one of it (`predecessor`), or has its title.
    """
    return series_among([edition_of(d) for d in documents])


def series_among(editions: Sequence[Edition], shared: Overlap | None = None) -> list[list[int]]:
    """The same of editions; `shared` tells how much two have in common, by default `overlap`."""
    group = list(range(len(editions)))

    def leader(i: int) -> int:
        while group[i] != i:
            i = group[i]
        return i

    first: dict[tuple[str, str, str], int] = {}
    for i, edition in enumerate(editions):
        if edition.title:
            key = (edition.language, edition.actor, " ".join(edition.title))
            group[leader(i)] = leader(first.setdefault(key, i))
    for i, candidates in enumerate(_candidates(editions)):
        followed = predecessor(editions[i], [editions[j] for j in candidates], shared)
        if followed is not None:
            group[leader(i)] = leader(candidates[followed.index])
    found: dict[int, list[int]] = {}
    for i in range(len(editions)):
        found.setdefault(leader(i), []).append(i)
    return [sorted(those, key=lambda i: editions[i].age) for those in found.values()]


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
    return {(edition.language, *title[:_RUN]), (edition.language, *title[-_RUN:])} if title else set()
