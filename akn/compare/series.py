"""The same resolution over the years: when each paragraph came in, and when it was last changed.

Documents are a series if they are of one body and language and have one title, or if one recalls the other at its
beginning and their titles are alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from akn.compare.comparison import Compared, Comparison, compare, name_of
from akn.compare.words import likeness, plain_words
from akn.document import Document, Preambular
from akn.text import Kind
from akn.walk import Place, Unit, units

State = Literal["new", "same", "changed", "absent"]

_TRACED = ("preambular", "operative", "point", "text", "heading", "row")
_PLACES = (Place.PREAMBLE, Place.OPERATIVE, Place.ANNEX)
_ALIKE = 0.6  # titles of documents of which one recalls the other
_RECALLING = 3  # the preambular paragraphs that recall the resolutions before


class Traced(Struct, frozen=True):
    """A paragraph, point, heading or row over a series of documents.

    `eid`, `name` and `text` are those of the latest document that has it; `states` say for each document whether it is
    `new` there, the `same` as before, `changed`, or `absent`.
    """

    eid: str
    name: str
    kind: str
    text: str
    states: tuple[State, ...]

    @property
    def came_in(self) -> int:
        """The index of the document in which it came in."""
        return self.states.index("new")

    @property
    def last_changed(self) -> int:
        """The index of the document in which its words were changed last; where it came in if they never were."""
        return max(i for i, state in enumerate(self.states) if state in ("new", "changed"))

    @property
    def last_seen(self) -> int:
        """The index of the latest document that has it."""
        return max(i for i, state in enumerate(self.states) if state != "absent")


def trace(documents: Sequence[Document]) -> tuple[Traced, ...]:
    """Every paragraph of a series of documents, oldest document first: those of the latest in order, then the others.

    >>> from akn.document import Operative
    >>> from akn.text import Text
    >>> def document(*texts):
    ...     return Document(body=tuple(Operative(f"{n}.", (Text(t),)) for n, t in enumerate(texts, 1)))
    >>> old = document("Welcomes the lamps;", "Requests a report by 2044;")
    >>> new = document("Requests a report by 2045;", "Notes the tide;")
    >>> [(t.text, t.states) for t in trace([old, new])]  # doctest: +NORMALIZE_WHITESPACE
    [('Requests a report by 2045;', ('new', 'changed')), ('Notes the tide;', ('absent', 'new')),
     ('Welcomes the lamps;', ('new', 'absent'))]
    """
    if not documents:
        return ()
    known = [units(d) for d in documents]
    states: dict[int, list[State]] = {i: ["new"] for i in range(len(known[0]))}
    gone: list[Traced] = []
    for k in range(1, len(documents)):
        found = compare(documents[k - 1], documents[k])
        states, lost = _next(found, states, k)
        gone += [_traced(known[k - 1], i, those, len(documents)) for i, those in lost if _is_traced(known[k - 1][i])]
    last = known[-1]
    here = [_traced(last, i, states[i], len(documents)) for i, unit in enumerate(last) if _is_traced(unit)]
    return (*here, *gone)


def _next(
    found: Comparison, states: dict[int, list[State]], k: int
) -> tuple[dict[int, list[State]], list[tuple[int, list[State]]]]:
    """The states of the units of the k-th document, and those of the units that it no longer has."""
    after: dict[int, list[State]] = {}
    kept: set[int] = set()
    for p in found.pairs:
        if p.new < 0:
            continue
        if p.old < 0:
            after[p.new] = [*(["absent"] * k), "new"]  # type: ignore[list-item]
        elif p.new not in after:
            after[p.new] = [*states[p.old], _state(p)]
        kept.add(p.old)
    return after, [(i, those) for i, those in states.items() if i not in kept]


def _state(p: Compared) -> State:
    return "same" if p.similarity == 1 and p.kind not in ("split", "merged") else "changed"


def _is_traced(unit: Unit) -> bool:
    return unit.kind in _TRACED and unit.place in _PLACES and bool(unit.text)


def _traced(those: Sequence[Unit], i: int, states: Sequence[State], count: int) -> Traced:
    unit = those[i]
    missing: list[State] = ["absent"] * (count - len(states))
    return Traced(unit.eid, name_of(those, i), unit.kind, unit.text.content, (*states, *missing))


# which documents are a series


def series_of(documents: Sequence[Document]) -> list[list[int]]:
    """The series that documents fall into, each as indices, oldest document first; in the order of their first."""
    group = list(range(len(documents)))

    def leader(i: int) -> int:
        while group[i] != i:
            i = group[i]
        return i

    titles = [_title(d) for d in documents]
    first: dict[tuple[str, str, str], int] = {}
    for i, d in enumerate(documents):
        key = (d.metadata.language, d.metadata.actor, " ".join(titles[i]))
        if key[2]:
            group[leader(i)] = leader(first.setdefault(key, i))
    numbers = {(d.metadata.language, d.metadata.actor, d.metadata.number_iri): i for i, d in enumerate(documents)}
    for i, d in enumerate(documents):
        for actor, number in _recalled(d):
            j = numbers.get((d.metadata.language, actor, number))
            if j is not None and j != i and likeness(titles[i], titles[j]) >= _ALIKE:
                group[leader(i)] = leader(j)
    found: dict[int, list[int]] = {}
    for i in range(len(documents)):
        found.setdefault(leader(i), []).append(i)
    return [sorted(those, key=lambda i: _age(documents[i])) for those in found.values()]


def _title(document: Document) -> list[str]:
    """The words of the title without the number of the resolution."""
    said = [t.content[m.start : m.end] for t in document.preface for m in t.of(Kind.DOC_TITLE)]
    number = document.metadata.number
    text = " ".join(said or [t.content for t in document.preface])
    return [w for w in plain_words(text.replace(number, " ") if number else text) if w.isalnum() or len(w) > 1]


def _recalled(document: Document) -> Iterator[tuple[str, str]]:
    """Body and number of the resolutions that the first preambular paragraphs cite."""
    paragraphs = [n for n in document.preamble if isinstance(n, Preambular)][:_RECALLING]
    for paragraph in paragraphs:
        for content in paragraph.content:
            for m in getattr(content, "marks", ()):
                steps = m.get("href").partition("/!")[0].split("/") if m.kind is Kind.REF else []
                if len(steps) > 3:
                    yield steps[-3], steps[-1]


def _age(document: Document) -> tuple[str, str, str]:
    m = document.metadata
    return m.date, m.session.zfill(6), m.number.zfill(12)
