"""Inputs of one name and several formats (`a.docx`, `a.pdf`), as they are usually delivered: which one is taken.

All of them are read, and when all are done the best is taken: one that is well before one that is not, then by format
(`ORDER`).  What is the same work in the same language is then left out and named; what is another document is taken,
too.  An input that cannot be read keeps no other from being taken.  `sole` does so for whatever is made of inputs, one
by one (pages, tables); `Rivals` for outputs that would have one place: there another document goes beside the first,
under a name with its suffix (`a.pdf.xml`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic, Position
from converters.batch.task import Done, Outcome, Task, deliver, run_task
from converters.conversion import Status
from converters.files import stem_of
from converters.formats import format_by_suffix
from converters.options import Options

ORDER = ("docx", "pdf", "html", "markdown", "text", "image")
"""The formats from which a document is taken, those that keep most of it first."""


class Made(Protocol):
    """What was made of an input: the outcome of a conversion, a page, the rows of a table.

    `work` is the address of the work and its language, `identity` the same without its date (`identity_of`).
    """

    @property
    def source(self) -> str: ...
    @property
    def status(self) -> Status: ...
    @property
    def work(self) -> str: ...
    @property
    def identity(self) -> tuple[str, ...]: ...


M = TypeVar("M", bound=Made)


def sole(
    made: Iterable[M], sharing: Callable[[str], int], prefer: Sequence[str] = ()
) -> Iterator[tuple[M, Diagnostic | None]]:
    """Each of what was made of inputs, with what tells that it is left out, because another of its name was taken.

    `sharing` says how many inputs have the name of one, but for the suffix (`Plan.sharing`).  Those of one name come
    together, when all are there; `prefer` names formats that come before all others.
    """
    order = _ordered(prefer)
    groups: dict[str, list[M]] = {}
    for one in made:
        if (count := sharing(one.source)) < 2:
            yield one, None
            continue
        group = groups.setdefault(stem_of(one.source), [])
        group.append(one)
        if len(group) == count:
            yield from _taken(groups.pop(stem_of(one.source)), order)
    for group in groups.values():
        yield from _taken(group, order)


def _taken(group: Sequence[M], order: Mapping[str, int]) -> Iterator[tuple[M, Diagnostic | None]]:
    first = min((one for one in group if one.status.there), key=lambda one: _rank(one, order), default=None)
    for one in group:
        other = first if first is not None and one is not first and one.status.there and _is_same(one, first) else None
        yield one, Code.SAME_DOCUMENT.at(Position(source=one.source), first=other.source) if other else None


def _ordered(prefer: Sequence[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(dict.fromkeys((*prefer, *ORDER)))}


def _rank(made: Made, order: Mapping[str, int]) -> tuple[bool, int, str]:
    return (not made.status.good, order.get(format_by_suffix(made.source), len(order)), made.source)


class Rivals:
    """The tasks of a run that share a place with others, until their outcomes are settled."""

    def __init__(self, options: Options, prefer: Sequence[str] = ()) -> None:
        """Take the options of the run, and the formats that come before all others."""
        self._options = options
        self._order = _ordered(prefer)
        self._tasks: dict[str, Task] = {}
        self._groups: dict[str, dict[str, Outcome]] = {}  # by the place that they share, then by input
        self._sizes: dict[str, list[str]] = {}  # the inputs of a place in their order
        self._drawn = False

    def tasks(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """The tasks as they are drawn; those with rivals are remembered."""
        for task in tasks:
            if task.rivals > 1 and not task.refused:
                self._tasks[task.source] = replace(task, data=None)
                self._sizes.setdefault(task.output, []).append(task.source)
            yield task
        self._drawn = True

    def settled(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes; those of rivals when all of a group are there.

        Of a run that is stopped, a group that is not whole is left for the next one.
        """
        for outcome in outcomes:
            task = self._tasks.get(outcome.source)
            if task is None:
                yield outcome
                continue
            group = self._groups.setdefault(task.output, {})
            group[outcome.source] = outcome
            if len(group) == task.rivals:
                yield from self._settle(task.output)
        for place in list(self._groups) if self._drawn else ():
            yield from self._settle(place)

    def _settle(self, place: str) -> Iterator[Outcome]:
        found = self._groups.pop(place)
        sources = self._sizes.pop(place)
        tasks = {source: self._tasks.pop(source) for source in sources}
        if not any(self._is_there(one) for one in found.values()):
            found = {source: self._again(tasks[source], one) for source, one in found.items()}
        there = [one for one in found.values() if self._is_there(one)]
        first = min(there, key=lambda one: _rank(one, self._order), default=None)
        for source in sources:
            if source in found:
                yield self._placed(found[source], tasks[source], first)

    def _again(self, task: Task, outcome: Outcome) -> Outcome:
        """What was left out by an earlier run is needed now, for the one that was taken then cannot be read."""
        if outcome.status is not Status.UNCHANGED:
            return outcome
        return run_task(replace(task, done=Done()), self._options)

    @staticmethod
    def _is_there(outcome: Outcome) -> bool:
        return outcome.status.there or (outcome.status is Status.UNCHANGED and bool(outcome.output_sha256))

    def _placed(self, outcome: Outcome, task: Task, first: Outcome | None) -> Outcome:
        """An outcome with its output in the place that it gets, if it gets one."""
        if first is None:
            return outcome
        if not self._is_there(outcome):
            return replace(outcome, output="")
        if outcome.status is Status.UNCHANGED:
            return outcome
        if outcome.source == first.source:
            return deliver(outcome, outcome.content, task.written)
        where = Position(source=outcome.source)
        if _is_same(outcome, first):
            told = Code.SAME_DOCUMENT.at(where, first=first.source)
            return replace(
                outcome, status=Status.SUPERSEDED, output="", output_sha256="", content=b"", work="", works=(),
                diagnostics=(*outcome.diagnostics, told),
            )  # fmt: skip
        if not task.other:
            told = Code.OUTPUT_TAKEN.at(where, output=task.output)
            diagnostics = (*outcome.diagnostics, told)
            return replace(outcome, status=Status.FAILED, output_sha256="", content=b"", diagnostics=diagnostics)
        return deliver(replace(outcome, output=task.other), outcome.content, task.other_written)


def _is_same(one: Made, other: Made) -> bool:
    """True if two inputs hold one work in one language, as far as they print which."""
    if one.identity and other.identity:
        return one.identity == other.identity
    return bool(one.work) and one.work == other.work
