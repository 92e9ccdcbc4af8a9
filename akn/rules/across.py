"""The rules that only several files of one run can break: R-061, R-062, R-079.

`facts_of` takes from a document what the comparison needs, so that the documents need not stay in memory; `compare`
says what is wrong between them.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic, Position
from akn.rules.index import Doc, Index, Node


class Facts(Struct, frozen=True):
    """What the comparison knows of one statement or collection."""

    source: str
    line: int
    path: str
    work: tuple[str, ...]  # docType, subtype, actor, number: what makes a work
    date: str
    language: str
    expression: str
    packed: bytes  # the ids of the text: a run may have a hundred thousand files

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the text, wId before eId."""
        return frozenset(zlib.decompress(self.packed).decode().split())

    @staticmethod
    def pack(ids: Iterable[str]) -> bytes:
        """Ids as little as may be; the same ids give the same bytes."""
        return zlib.compress(" ".join(sorted(ids)).encode())


def facts_of(index: Index, source: str) -> list[Facts]:
    """The facts of each statement and collection of a file; those without a work IRI have none."""
    found = []
    for doc in index.documents:
        if doc.is_issued and len(doc.parts) == 5:
            doc_type, subtype, actor, date, number = doc.parts
            node = doc.expression.first("FRBRuri") or doc.node
            found.append(
                Facts(
                    source=source,
                    line=node.line,
                    path=node.path,
                    work=(doc_type, subtype, actor, number),
                    date=date,
                    language=doc.language,
                    expression=doc.expression.uri,
                    packed=Facts.pack(_ids(doc)),
                )
            )
    return found


def _ids(doc: Doc) -> frozenset[str]:
    """The ids of the text of a document, wId before eId."""

    def walk(node: Node) -> Iterable[str]:
        for child in node.children:
            if child.name != "meta":
                if "eId" in child.attributes:
                    yield child.get("wId") or child.get("eId")
                yield from walk(child)

    return frozenset(walk(doc.node))


def compare(facts: Iterable[Facts]) -> list[tuple[str, tuple[Diagnostic, ...]]]:
    """The findings between files, by the source of the later one, in the order of the files."""
    facts = list(facts)
    usual = _usual(facts)
    first: dict[tuple[str, ...], Facts] = {}
    expressions: dict[tuple[tuple[str, ...], str, str], Facts] = {}
    found: dict[str, list[Diagnostic]] = {}
    for each in facts:
        said = found.setdefault(each.source, [])
        original = first.setdefault(each.work, each)
        version = each.expression.rpartition("@")[2]
        twin = expressions.setdefault((each.work, each.language, version), each)
        if twin is not each:
            problem = f"{twin.source} holds the same work in the same language ({each.expression})"
            said.append(_finding("R-062", each, problem, "keep one of the two, or correct number or language"))
        if original.date != each.date:
            problem = f"the work is dated {each.date}, in {original.source} {original.date}"
            said.append(_finding("R-061", each, problem, "it is the same work: write the same date in both"))
        if twin is each:
            wanted, source = usual.get(each.work), "most of its versions"
            if wanted is None:
                wanted, source = original.packed, original.source
            if wanted != each.packed:
                said.append(_different_ids(source, replace(original, packed=wanted).ids, each))
    return [(source, tuple(said)) for source, said in found.items() if said]


def _usual(facts: Iterable[Facts]) -> dict[tuple[str, ...], bytes]:
    """The packed ids that more than half of the languages of a work have, of works in three languages or more: so what
    one lacks is said of that one and not of all others."""
    languages: dict[tuple[str, ...], dict[str, Facts]] = {}
    for each in facts:
        languages.setdefault(each.work, {}).setdefault(each.language, each)
    found = {}
    for work, versions in languages.items():
        if len(versions) > 2 and len({each.packed for each in versions.values()}) > 1:
            counts = Counter(i for each in versions.values() for i in each.ids)
            found[work] = Facts.pack(i for i, times in counts.items() if 2 * times > len(versions))
    return found


def _different_ids(source: str, wanted: frozenset[str], each: Facts) -> Diagnostic:
    missing, extra = sorted(wanted - each.ids), sorted(each.ids - wanted)
    parts = [
        f"{len(ids)} {word} ({', '.join(ids[:3])})" for ids, word in ((missing, "missing"), (extra, "more")) if ids
    ]
    problem = f"other ids than in {source}: {'; '.join(parts)}"
    return _finding("R-079", each, problem, "give a unit the same wId in all languages", code=Code.PROFILE_SHOULD)


def _finding(rule: str, at: Facts, problem: str, remedy: str, code: Code = Code.PROFILE_MUST) -> Diagnostic:
    where = Position(at.source, at.line, path=at.path)
    return replace(code.at(where, problem=problem, remedy=remedy), rule=rule)
