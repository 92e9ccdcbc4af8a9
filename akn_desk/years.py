"""Which documents of a folder are years of one resolution (`akn.compare.succession`), kept while they do not change.

Runs of words are what costs: 14 ms and 200 kB for a document.  So they are made of two documents only where nothing
cheaper tells whether one follows the other, and what they told is all that stays of them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

from akn.compare.following import Followed, follow, member_of
from akn.compare.succession import Edition, edition_of, overlap, runs_in, series_among
from akn.document import Document
from akn_desk.folder import Paper, Stamp

_RUNS = 64  # documents whose runs of words are kept: 13 MB
_Name = tuple[str, Stamp]


class Years:
    """The series of a folder; all methods may be called by several threads."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._editions: dict[str, tuple[Document, Edition]] = {}
        self._shared: dict[tuple[_Name, _Name], float] = {}
        self._runs: OrderedDict[_Name, Edition] = OrderedDict()
        self._followed: dict[tuple[_Name, ...], Followed] = {}

    def of(self, paper: Paper, papers: Sequence[Paper], *, whole: bool = True) -> list[Paper]:
        """The documents of the same resolution among some, oldest first; at least the one itself.

        Unless `whole`, nothing is compared that was not compared before: what only the words of two documents tell is
        not said then.
        """
        metadata = paper.document.metadata
        alike = (metadata.language, metadata.actor)
        of_one = [p for p in papers if (p.document.metadata.language, p.document.metadata.actor) == alike]
        for group in self._series(of_one, whole=whole):
            found = [of_one[i] for i in group]
            if any(p.key == paper.key for p in found):
                return found
        return [paper]

    def followed(self, papers: Sequence[Paper], key: str = "") -> list[Followed]:
        """The series of some documents with what became of their mandates, a document without another one by itself;
        with a key that of this document alone.  Each document is called by its path.
        """
        groups = [[papers[i] for i in group] for group in self._series(papers, whole=True)]
        wanted = [group for group in groups if not key or any(paper.key == key for paper in group)]
        with self._lock:
            there = {_named(group) for group in groups}
            self._followed = {name: held for name, held in self._followed.items() if name in there}
            return [self._follow(group) for group in wanted]

    def _follow(self, group: Sequence[Paper]) -> Followed:
        name = _named(group)
        if name not in self._followed:
            members = tuple(member_of(paper.document, paper.path) for paper in group)
            self._followed[name] = Followed(members, follow(members))
        return self._followed[name]

    def learn(self, papers: Sequence[Paper]) -> None:
        """Compare what will be asked for."""
        self._series(papers, whole=True)

    def _series(self, papers: Sequence[Paper], *, whole: bool) -> list[list[int]]:
        with self._lock:
            editions = [self._edition(paper) for paper in papers]
        owners = {id(edition): paper for edition, paper in zip(editions, papers, strict=True)}

        def shared(one: Edition, two: Edition) -> float:
            return self._words(owners[id(one)], owners[id(two)], whole=whole)

        return series_among(editions, shared)

    def _edition(self, paper: Paper) -> Edition:
        """A document as an edition without its runs of words."""
        held = self._editions.get(paper.key)
        if held is None or held[0] is not paper.document:
            held = self._editions[paper.key] = (paper.document, edition_of(paper.document, runs=False))
        return held[1]

    def _words(self, one: Paper, two: Paper, *, whole: bool) -> float:
        name = ((one.key, one.stamp), (two.key, two.stamp))
        if name not in self._shared:
            if not whole:
                return 0.0
            with self._lock:
                self._shared[name] = overlap(self._with_runs(one), self._with_runs(two))
        return self._shared[name]

    def _with_runs(self, paper: Paper) -> Edition:
        name = (paper.key, paper.stamp)
        if name not in self._runs:
            self._runs[name] = Edition("", "", (), "", "", runs=runs_in(paper.document))
        self._runs.move_to_end(name)
        while len(self._runs) > _RUNS:
            self._runs.popitem(last=False)
        return self._runs[name]


def _named(group: Sequence[Paper]) -> tuple[_Name, ...]:
    """What a series is known by while its documents do not change."""
    return tuple((paper.key, paper.stamp) for paper in group)
