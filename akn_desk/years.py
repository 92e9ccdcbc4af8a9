"""Which documents of a folder are years of one resolution (`akn.compare.succession`), kept while they do not change.

Runs of words are what costs: 14 ms and 200 kB for a document.  So they are made of two documents only where nothing
cheaper tells whether one follows the other, and what they told is all that stays of them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from akn.bodies import of_actor
from akn.compare.following import Followed, follow
from akn.compare.members import SeriesMember, member_of
from akn.compare.succession import Edition, edition_of, overlap, predecessor, runs_in, series_among
from akn.document import Document
from akn_desk.folder import Paper, Stamp
from converters.batch.task import identity_of

_RUNS = 64  # documents whose runs of words are kept: 13 MB
_LATEST = "9999-12-31"
_Name = tuple[str, Stamp]
_Member = tuple[str, Stamp, bool]
Drafts = Callable[[Paper], bool]
"""Says which documents are no adopted texts, or not those that stand for them (`akn_desk.folder.Claims.is_aside`)."""


def _is_draft(paper: Paper) -> bool:
    return paper.document.metadata.is_draft


class Years:
    """The series of a folder; all methods may be called by several threads."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._editions: dict[str, tuple[Document, Edition]] = {}
        self._shared: dict[tuple[_Name, _Name], float] = {}
        self._runs: OrderedDict[_Name, Edition] = OrderedDict()
        self._followed: dict[tuple[_Member, ...], Followed] = {}

    def of(
        self, paper: Paper, standing: Sequence[Paper], draft: Drafts = _is_draft, *, whole: bool = True
    ) -> list[Paper]:
        """The documents of the same resolution among those that stand for their works, oldest first: at least the one
        itself.  After them come the drafts (`draft` says which are) that follow the last of them; of a draft it is the
        texts up to its day, and the draft.

        Unless `whole`, nothing is compared that was not compared before: what only the words of two documents tell is
        not said then.
        """
        metadata = paper.document.metadata
        alike = [p for p in standing if p.document.metadata.language == metadata.language]
        adopted = [p for p in alike if not draft(p)]
        if draft(paper):
            return [*self._before_draft(paper, adopted, whole=whole), paper]
        group = self._group(paper, adopted, whole=whole)
        drafts = [p for p in alike if draft(p) and _day(p) >= _day(group[-1])]
        here = {p.key for p in group}
        after = [p for p in drafts if any(q.key in here for q in self._before_draft(p, adopted, whole=whole))]
        return [*group, *sorted(after, key=lambda p: (_day(p), p.path))]

    def _group(self, paper: Paper, adopted: Sequence[Paper], *, whole: bool) -> list[Paper]:
        """The adopted texts of the series of one of them."""
        actor = paper.document.metadata.actor
        of_one = [p for p in adopted if p.document.metadata.actor == actor]
        for group in self._series(of_one, whole=whole):
            found = [of_one[i] for i in group]
            if any(p.key == paper.key for p in found):
                return found
        return [paper]

    def _before_draft(self, paper: Paper, adopted: Sequence[Paper], *, whole: bool) -> list[Paper]:
        """The adopted texts that a draft goes on from, oldest first: the series of the one that it says it is, else of
        the one that it follows, of the body that would adopt it.
        """
        said = identity_of(paper.document.metadata)
        same = [p for p in adopted if p.key != paper.key and said and identity_of(p.document.metadata) == said]
        body = of_actor(paper.document.metadata.actor)
        actor = body.actor if body else paper.document.metadata.actor
        of_body = [p for p in adopted if p.document.metadata.actor == actor]
        before = same[0] if same else self._predecessor(paper, of_body, actor, whole=whole)
        if before is None:
            return []
        last = max(_day(paper), _day(before))
        return [p for p in self._group(before, of_body, whole=whole) if _day(p) <= last]

    def overtaken(self, papers: Sequence[Paper], draft: Drafts) -> dict[str, str]:
        """The drafts in whose place a text of their series was adopted, by their paths, each with the symbol of it."""
        found: dict[str, str] = {}
        for paper in filter(draft, papers):
            *before, _ = self.of(paper, papers, draft)
            after = self._adopted_since(paper, before, papers, draft)
            if after:
                found[paper.path] = next(iter(after[0].document.metadata.symbols), "") or after[0].name
        return found

    def _adopted_since(
        self, paper: Paper, before: Sequence[Paper], papers: Sequence[Paper], draft: Drafts
    ) -> list[Paper]:
        """The texts of the series that a draft follows that were adopted from its day on, oldest first."""
        alike = [p for p in papers if p.document.metadata.language == paper.document.metadata.language]
        group = self._group(before[-1], [p for p in alike if not draft(p)], whole=True) if before else []
        return [p for p in group if _day(paper) <= _day(p) < _LATEST and p.key != before[-1].key]

    def _up_to_adopted(self, paper: Paper, papers: Sequence[Paper], draft: Drafts) -> list[Paper]:
        """A draft after the texts that it follows, and before the text that was adopted in its place."""
        group = self.of(paper, papers, draft)
        return [*group, *self._adopted_since(paper, group[:-1], papers, draft)[:1]]

    def _predecessor(self, paper: Paper, others: Sequence[Paper], actor: str, *, whole: bool) -> Paper | None:
        """The adopted text that a draft follows."""
        with self._lock:
            edition = replace(self._edition(paper), actor=actor, date=_day(paper))
            editions = [self._edition(other) for other in others]
        owners = {id(known): other for known, other in zip(editions, others, strict=True)}

        def shared(_: Edition, earlier: Edition) -> float:
            return self._words(paper, owners[id(earlier)], whole=whole)

        followed = predecessor(edition, editions, shared)
        return others[followed.index] if followed else None

    def followed(
        self, papers: Sequence[Paper], draft: Drafts, paper: Paper | None = None, proposed: Sequence[Paper] = ()
    ) -> list[Followed]:
        """The series of some documents that stand for their works with what became of their mandates, a document
        without another one by itself, each draft too; of one document its series alone, up to it if it is a draft.
        What is `proposed` stands in the series that it follows after the texts up to its day, so that each request has
        one text that comes next; a text that was adopted since stands after it, of one draft alone, too.  Each document
        is called by its path.
        """
        if paper is not None and draft(paper):
            group = self._up_to_adopted(paper, papers, draft)
            with self._lock:
                return [self._follow(group, draft)]
        groups = self._groups(papers, draft, proposed)
        chosen = [group for group in groups if paper is None or any(p.key == paper.key for p in group)]
        with self._lock:
            after = [self._up_to_adopted(p, papers, draft) for p in papers if draft(p)]  # asked for one by one
            there = {_named(group, draft) for group in (*groups, *after)}
            self._followed = {name: held for name, held in self._followed.items() if name in there}
            return [self._follow(group, draft) for group in chosen]

    def _groups(self, papers: Sequence[Paper], draft: Drafts, proposed: Sequence[Paper]) -> list[list[Paper]]:
        """All series, what is `proposed` in those that it follows, and each other draft by itself."""
        adopted = [p for p in papers if not draft(p)]
        groups = [[adopted[i] for i in group] for group in self._series(adopted, whole=True)]
        _put_in(groups, [self.of(p, papers, draft) for p in proposed])
        placed = {p.key for group in groups for p in group}
        return groups + [[p] for p in papers if draft(p) and p.key not in placed]

    def _follow(self, group: Sequence[Paper], draft: Drafts) -> Followed:
        name = _named(group, draft)
        if name not in self._followed:
            members = tuple(_member(paper, draft, group) for paper in group)
            self._followed[name] = Followed(members, follow(members))
        return self._followed[name]

    def learn(self, papers: Sequence[Paper], draft: Drafts = _is_draft) -> None:
        """Compare what will be asked for."""
        adopted = [paper for paper in papers if not draft(paper)]
        self._series(adopted, whole=True)
        for paper in papers:
            if draft(paper):
                self._before_draft(paper, adopted, whole=True)

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


def _put_in(groups: list[list[Paper]], proposed: Sequence[Sequence[Paper]]) -> None:
    """Put drafts, each with the adopted texts that it follows before it, into the series of these, after them; what
    says that it is a text which others follow is a series of its own.
    """
    of, ends = {p.key: group for group in groups for p in group}, {group[-1].key for group in groups}
    for *before, paper in sorted(proposed, key=lambda group: (_day(group[-1]), group[-1].path), reverse=True):
        last = before[-1] if before and before[-1].key in of else None
        if last and (last.key in ends or identity_of(last.document.metadata) != identity_of(paper.document.metadata)):
            group = of[last.key]
            group.insert(1 + next(i for i, p in enumerate(group) if p.key == last.key), paper)
        else:
            groups.append([*before, paper])


def _member(paper: Paper, draft: Drafts, group: Sequence[Paper]) -> SeriesMember:
    """A document as a member of its series; a draft that has the symbol of another one is called by its file."""
    made = member_of(paper.document, paper.path)
    said = identity_of(paper.document.metadata)
    if draft(paper) and said and any(p is not paper and identity_of(p.document.metadata) == said for p in group):
        made = replace(made, symbol=paper.name)
    return made


def _day(paper: Paper) -> str:
    """The day by which a document is put among others: one that says none is the latest."""
    return paper.document.metadata.date or _LATEST


def _named(group: Sequence[Paper], draft: Drafts) -> tuple[_Member, ...]:
    """What a series is known by while its documents, and what is a draft among them, do not change."""
    return tuple((paper.key, paper.stamp, draft(paper)) for paper in group)
