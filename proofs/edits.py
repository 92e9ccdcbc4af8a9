"""Planted edits: what `akn.compare` finds again of changes that were made on purpose.

Each document is changed by a seed: of its paragraphs and points 10 % are deleted, 10 % are put in from another document
of the language, 20 % are reworded (10 to 25 % of their words replaced by words of that document), 5 % are moved among
their siblings, two places or more; then all are numbered anew.  What was paired is compared with what was planted:

* `precision` and `recall` of the pairs of units, the moved ones among them;
* `moves`: of the units that were moved, how many are called so (recall), and of those called so, how many were;
* `renumbered`: units of the same words that are called changed (there must be none);
* `ms`: the time of a comparison of two documents, words and kinds of changes included, by 50 paragraphs.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from akn.compare.comparison import compare
from akn.compare.words import words_of
from akn.document import BodyNode, Content, Division, Document, Formula, Operative, Part, Point, PointList, Preambular
from akn.errors import InvalidXml
from akn.read import read_xml
from akn.text import Kind, Mark, Text
from akn.walk import units, with_texts
from proofs.tallies import files

_DELETED, _INSERTED, _REWORDED, _MOVED = 0.10, 0.10, 0.20, 0.05
_LEAST = 12  # paragraphs and points: less is no document to measure on

N = TypeVar("N", bound="Preambular | Operative | Point")


class Planted(Struct, frozen=True):
    """Two documents; by the indices of their units what became of each: pairs, the moved and the reworded of them."""

    old: Document
    new: Document
    pairs: dict[int, int]
    moved: set[int]
    reworded: set[int]


class Counts(Struct):
    """What was found and what was there."""

    planted: int = 0
    found: int = 0
    right: int = 0
    moves: int = 0
    called_moved: int = 0
    moves_right: int = 0
    renumbered_as_change: int = 0
    seconds: float = 0.0
    paragraphs: int = 0


def prove(folder: Path, count: int, seed: int, *, shown: int = 0) -> int:
    """Plant edits in `count` documents of a folder of AKN files, spread over its languages, and print the numbers."""
    documents = chosen(folder, count, seed)
    tables: dict[str, Counts] = {}
    for at, (name, document) in enumerate(documents):
        language = document.metadata.language
        other = next(
            d for _, d in [*documents[at + 1 :], *documents] if d.metadata.language == language and d != document
        )
        planted = plant(document, other, Random(f"{seed} {name}"))
        for line in measured(planted, tables.setdefault(language, Counts()))[:shown]:
            print(f"{name}: {line}")
    total = Counts()
    for counts in tables.values():
        for field in Counts.__struct_fields__:
            setattr(total, field, getattr(total, field) + getattr(counts, field))
    for language, counts in [*sorted(tables.items()), ("all", total)]:
        print(_row(language, counts))
    good = total.right >= 0.995 * max(total.found, total.planted) and total.moves_right >= 0.97 * total.moves
    return 0 if good and not total.renumbered_as_change else 1


def chosen(folder: Path, count: int, seed: int) -> list[tuple[str, Document]]:
    """Documents of a folder that are long enough, the same number of each language as far as there are."""
    by_language: dict[str, list[tuple[str, Document]]] = {}
    paths = files(folder, (".xml",), 1)
    Random(seed).shuffle(paths)
    wanted = -(-count // len(_LANGUAGES))
    for path in paths:
        try:
            document = read_xml(path.read_bytes()).value
        except InvalidXml:
            continue
        if document.metadata.language not in _LANGUAGES:
            continue
        found = by_language.setdefault(document.metadata.language, [])
        if len(found) < wanted and sum(u.kind in _EDITED for u in units(document)) >= _LEAST:
            found.append((path.name, document))
        if len(by_language) == len(_LANGUAGES) and all(len(f) >= wanted for f in by_language.values()):
            break
    return [pair for _, found in sorted(by_language.items()) if len(found) > 1 for pair in found][:count]


_LANGUAGES = ("ara", "eng", "fra", "rus", "spa", "zho")
_EDITED = ("preambular", "operative", "point")


def _row(language: str, c: Counts) -> str:
    return (
        f"{language:4} planted {c.planted:6} precision {c.right / max(1, c.found):.4f} "
        f"recall {c.right / max(1, c.planted):.4f} moves {c.moves:4} recall {c.moves_right / max(1, c.moves):.4f} "
        f"precision {c.moves_right / max(1, c.called_moved):.4f} renumbered as change {c.renumbered_as_change} "
        f"ms {c.seconds * 1000 / max(1, c.paragraphs) * 50:.1f}"
    )


def measured(planted: Planted, counts: Counts) -> list[str]:
    """Compare the two documents and count; what went wrong, for a person."""
    start = time.process_time()
    found = compare(planted.old, planted.new)
    counts.seconds += time.process_time() - start
    old, new = found.old_units, found.new_units
    counts.paragraphs += sum(u.kind in _EDITED for u in old)
    wrong: list[str] = []
    seen: dict[int, int] = {}
    for p in found.pairs:
        if p.old < 0 or p.new < 0 or (p.kind in ("split", "merged") and p.old in seen):
            continue
        if not old[p.old].text.content.strip():
            continue
        seen[p.old] = p.new
        if p.kind in ("changed", "split", "merged") and old[p.old].text.content == new[p.new].text.content:
            counts.renumbered_as_change += 1
        if p.kind == "moved":
            counts.called_moved += 1
            counts.moves_right += p.old in planted.moved
            if p.old not in planted.moved:
                wrong.append(f"not moved: {old[p.old].eid} {new[p.new].eid} {old[p.old].text.content[:70]}")
    counts.planted += len(planted.pairs)
    counts.found += len(seen)
    counts.right += sum(planted.pairs.get(i) == j for i, j in seen.items())
    counts.moves += len(planted.moved)
    called = {p.old for p in found.pairs if p.kind == "moved"}
    wrong += [f"moved: {old[i].eid} {old[i].text.content[:70]}" for i in planted.moved - called]
    for i, j in seen.items():
        if planted.pairs.get(i) != j:
            wrong.append(f"wrong pair: {old[i].text.content[:70]!r} {new[j].text.content[:70]!r}")
    for i in planted.pairs.keys() - seen.keys():
        wrong.append(f"missed: {old[i].text.content[:60]!r} {new[planted.pairs[i]].text.content[:60]!r}")
    return wrong


def plant(document: Document, other: Document, random: Random) -> Planted:
    """The document with edits, and what they were."""
    tagged = _tagged(document)
    edits = _Edits(random, other, sum(u.kind in _EDITED for u in units(document)))
    edited = edits.document(tagged)
    origin = {_tag(u.text): i for i, u in enumerate(units(tagged)) if u.text.content.strip()}
    pairs: dict[int, int] = {}
    moved: set[int] = set()
    reworded: set[int] = set()
    for j, unit in enumerate(units(edited)):
        tag = _tag(unit.text)
        if tag in origin:
            pairs[origin[tag]] = j
            if tag in edits.moved:
                moved.add(origin[tag])
            if tag in edits.reworded:
                reworded.add(origin[tag])
    return Planted(_untagged(tagged), _untagged(edited), pairs, moved, reworded)


def _tagged(document: Document) -> Document:
    """The document with a mark over each text that tells it from all others, whatever happens to it."""
    count = Counter[str]()

    def tag(text: Text, _: object) -> Text:
        count["texts"] += 1
        return text.marked([Mark(0, len(text), Kind.SPAN, (("class", f"planted-{count['texts']}"),))])

    return with_texts(document, tag)


def _untagged(document: Document) -> Document:
    def is_tag(m: Mark) -> bool:
        return m.get("class").startswith("planted-")

    return with_texts(document, lambda text, _: text.keeping(lambda m: not is_tag(m)))


def _tag(text: Text) -> str:
    return next((m.get("class") for m in text.marks if m.get("class").startswith("planted-")), "")


class _Edits:
    """The edits of one document."""

    def __init__(self, random: Random, other: Document, size: int) -> None:
        self.random = random
        self.moved: set[str] = set()
        self.reworded: set[str] = set()
        self._paragraphs = [_untagged_node(n) for n in _nodes(other)]
        self._words = [w for u in units(other) for w in words_of(u.text.content)]

    def document(self, document: Document) -> Document:
        parts = tuple(replace(p, preamble=self._preamble(p.preamble), body=self._body(p.body)) for p in document.parts)
        return replace(
            document, preamble=self._preamble(document.preamble), body=self._body(document.body), parts=parts
        )

    def _preamble(self, nodes: Sequence[Formula | Preambular]) -> tuple[Formula | Preambular, ...]:
        formulas = [n for n in nodes if isinstance(n, Formula)]
        return (*formulas, *self._siblings([n for n in nodes if isinstance(n, Preambular)], Preambular))

    def _body(self, nodes: Sequence[BodyNode]) -> tuple[BodyNode, ...]:
        """Runs of operative paragraphs between other nodes, each run by itself."""
        made: list[BodyNode] = []
        run: list[Operative] = []
        for node in [*nodes, None]:
            if isinstance(node, Operative):
                run.append(node)
                continue
            made += self._siblings(run, Operative)
            run = []
            if isinstance(node, Division):
                node = replace(node, children=self._body(node.children))
            if node is not None:
                made.append(node)
        return tuple(made)

    def _siblings(self, nodes: Sequence[N], kind: type[N]) -> list[N]:
        random = self.random
        kept: list[tuple[N, bool]] = []
        for node in nodes:
            dice = random.random()
            if dice < _DELETED:
                continue
            inside = self._inside(node)
            moves = dice < _DELETED + _MOVED
            kept.append((inside if moves else self._maybe_reworded(inside), moves))
        if len(kept) >= 5:
            for item in [k for k in kept if k[1]]:
                at = next(n for n, k in enumerate(kept) if k is item)
                places = [p for p in range(len(kept)) if abs(p - at) > 1]
                kept.remove(item)
                kept.insert(random.choice(places), item)
                self.moved.update(_tags(item[0]))
        made = [node for node, _ in kept]
        for _ in range(sum(random.random() < _INSERTED for _ in nodes)):
            made.insert(random.randrange(len(made) + 1), self._foreign(kind))
        return _numbered(nodes, made)

    def _inside(self, node: N) -> N:
        content = tuple(
            replace(c, points=tuple(self._siblings(c.points, Point))) if isinstance(c, PointList) else c
            for c in node.content
        )
        return replace(node, content=content)

    def _maybe_reworded(self, node: N) -> N:
        if self.random.random() >= _REWORDED / (1 - _DELETED - _MOVED):
            return node
        content = list(node.content)
        for i, c in enumerate(content):
            if isinstance(c, Text):
                content[i] = self._worded(c)
                break
        return replace(node, content=tuple(content))

    def _worded(self, text: Text) -> Text:
        words = words_of(text.content)
        count = round(len(words) * self.random.uniform(0.10, 0.25))
        tag = _tag(text)
        if not count:
            return text
        for at in self.random.sample(range(len(words)), count):
            words[at] = self.random.choice(self._words)
        self.reworded.add(tag)
        content = "".join(words)
        notes = tuple(m for m in text.of(Kind.NOTE))
        return Text(content, (*notes, Mark(0, len(content), Kind.SPAN, (("class", tag),))))

    def _foreign(self, kind: type[N]) -> N:
        chosen = self.random.choice(self._paragraphs)
        values: dict[str, Any] = {"content": chosen.content}
        if kind is not Preambular:
            values["num"] = getattr(chosen, "num", "")
        return kind(**values)


def _tags(node: Preambular | Operative | Point) -> list[str]:
    wrapped = Document(preamble=(Preambular(node.content),))
    return [_tag(u.text) for u in units(wrapped)]


def _nodes(document: Document) -> list[Preambular | Operative]:
    bodies: list[Document | Part] = [document, *document.parts]
    found: list[Preambular | Operative] = [n for b in bodies for n in b.preamble if isinstance(n, Preambular)]
    waiting: list[Any] = [n for b in bodies for n in b.body]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Operative):
            found.append(node)
        elif isinstance(node, Division):
            waiting = [*node.children, *waiting]
    return [n for n in found if n.content and isinstance(n.content[0], Text)]


def _untagged_node(node: Preambular | Operative) -> Preambular | Operative:
    """A paragraph of another document without its calls of notes, which stay following."""
    content = tuple(_without_calls(c) for c in node.content)
    return replace(node, content=content)


def _without_calls(content: Content) -> Content:
    if isinstance(content, Text):
        return content.without(Kind.NOTE)
    if isinstance(content, PointList):
        points = tuple(replace(p, content=tuple(_without_calls(c) for c in p.content)) for p in content.points)
        return replace(content, points=points, wrap_up=tuple(t.without(Kind.NOTE) for t in content.wrap_up))
    return content


def _numbered(before: Sequence[N], after: list[N]) -> list[N]:
    """The siblings with the labels that stood there before, in their order; more than there were keep their own."""
    labels = [n.num for n in before if not isinstance(n, Preambular)]
    return [
        replace(n, num=labels[at]) if at < len(labels) else n for at, n in enumerate(after)
    ]  # fmt: skip
