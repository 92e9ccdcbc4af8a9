"""How well citations are recognised, on published AKN files that link them: `python -m benchmarks.citations FOLDER`.

The links of a published file are taken off, its texts are recognised and resolved as if they were new, and both are
compared text by text.

    recall     links to resolutions (A/RES, S/RES, E/RES, A/HRC/RES) whose text is a reference to that resolution
    agreement  references to adopted texts and documents that stand on such a link: the share that points at the same
    unlinked   references that stand on no link; the published files do not link everything, so these want reading

`--draw N --seed S` prints N references a language, drawn at random, with the words around them and what they were
resolved to, for reading; those that agree with a link are ticked.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from akn.bodies.symbols import Symbol, exchanged, parse_symbol
from akn.document import Document
from akn.errors import AknError
from akn.inline.context import Citation, Context
from akn.inline.recognise import recognise
from akn.inline.resolve import citations
from akn.languages import codes, load
from akn.read import read_xml
from akn.text import Kind, Mark, Text
from akn.walk import Place, text_paths, with_texts
from akn.xml.uri import WorkUri, parse_uri

_TARGET = re.compile(r"(?:undocs\.org|docs\.un\.org)/(?:(?:en|fr|es|ru|ar|zh|ch|sp|ot)/)?([^?#]+)$", re.IGNORECASE)
_PART = re.compile(r"(?<=[0-9])[A-Z](?:-[A-Z])?(?=$|-)")
_LINKS = (Kind.LINK, Kind.REF, Kind.RREF, Kind.MREF)


class Score(Struct):
    """What was counted for a language."""

    linked: int = 0
    found: int = 0
    same: int = 0
    other: int = 0
    unlinked: int = 0
    missed: list[str] = []
    wrong: list[str] = []
    drawn: list[str] = []


def target_of(mark: Mark, content: str) -> Symbol | None:
    """The symbol that a link points to; where the number that it shows is another, that one: the links of the files
    point at a neighbour now and then."""
    m = _TARGET.search(mark.get("href"))
    shown = re.sub(r"\s", "", content[mark.start : mark.end])
    if m is None or not any(c.isdigit() for c in shown):
        return None
    symbol = parse_symbol(unquote(m[1]))
    if symbol is not None and re.fullmatch(r"\d+/\d+", shown) and not symbol.number.startswith(shown):
        turned = exchanged(symbol.printed)
        if turned is None or not turned.number.startswith(shown):
            return parse_symbol(re.sub(r"\d+/\d+.*", shown, symbol.printed))
    return symbol


def measure(document: Document, score: Score, catalogue: Mapping[str, str]) -> None:
    """Add what one published document shows."""
    metadata = document.metadata
    context = Context(
        load(metadata.language),
        actor=metadata.actor,
        session=metadata.session,
        number=metadata.number,
        catalogue=catalogue,
    )

    def again(text: Text, place: Place) -> Text:
        return recognise(text.without(*_LINKS), context.at(place))

    found: dict[object, list[Citation]] = defaultdict(list)
    for citation in citations(with_texts(document, again), context):
        found[citation.path].append(citation)
    for path, text, _ in text_paths(document):
        links = [(m, s) for m in text.of(Kind.LINK) if (s := target_of(m, text.content))]
        _compare(text.content, links, found.get(path, []), score)


def _compare(content: str, links: list[tuple[Mark, Symbol]], found: list[Citation], score: Score) -> None:
    works = {key for c in found if c.target and (key := _work(c.target))}
    for symbol in dict.fromkeys(s for _, s in links if s.kind == "resolution"):
        score.linked += 1
        if _key(symbol) in works:
            score.found += 1
        else:
            score.missed.append(f"{symbol.printed}: {content[:120]}")
    for c in found:
        if not c.symbol or not c.target:
            continue
        on = [s for m, s in links if m.start < c.end and c.start < m.end]
        agrees = any(_same(s, c) for s in on)
        shown = (
            f"{content[max(0, c.start - 60) : c.start]}⟦{c.text}⟧{content[c.end : c.end + 40]}  → {c.target} ({c.how})"
        )
        score.drawn.append(f"{'✓' if agrees else ' '} {shown}")
        if agrees:
            score.same += 1
        elif on:
            score.other += 1
            score.wrong.append(f"{on[0].printed} is linked: {shown}")
        else:
            score.unlinked += 1


def _same(linked: Symbol, citation: Citation) -> bool:
    ours = parse_symbol(citation.symbol)
    if ours is None:
        return False
    names = {linked.printed, *linked.aliases}
    return bool(names & {ours.printed, *ours.aliases}) or _key(linked) == _key(ours)


def _key(symbol: Symbol) -> tuple[str, str]:
    """What tells a work, part letters aside: they often stand outside the link, or in its address only."""
    return symbol.actor, _PART.sub("", symbol.number_iri)


def _work(target: str) -> tuple[str, str] | None:
    uri = parse_uri(target.partition(" ")[0])
    return (uri.actor, _PART.sub("", uri.number)) if isinstance(uri, WorkUri) else None


def documents(folder: Path) -> Iterator[Document]:
    """The published documents of a folder, in order; what cannot be read is passed over."""
    for path in sorted(folder.rglob("*.xml")):
        try:
            document = read_xml(path.read_bytes(), path.name).value
        except AknError:
            continue
        if document.metadata.language in codes():
            yield document


def main() -> int:
    """Measure the folder that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.citations", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--draw", type=int, default=0, metavar="N", help="references a language to print for reading")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N of what was missed and N that differ")
    args = parser.parse_args()
    scores: dict[str, Score] = defaultdict(Score)
    for document in documents(args.folder):
        measure(document, scores[document.metadata.language], {})
    print("language   links  recall   on links  agreement   on none")
    for language, s in sorted(scores.items()):
        recall, agreement = s.found / max(1, s.linked), s.same / max(1, s.same + s.other)
        print(f"{language:8} {s.linked:7} {recall:7.4f} {s.same + s.other:10} {agreement:10.4f} {s.unlinked:9}")
    for language, s in sorted(scores.items()):
        for title, lines in (("missed", s.missed), ("differs", s.wrong)):
            print(*(f"{language} {title}: {line}" for line in lines[: args.show]), sep="\n", end="")
        drawn = random.Random(f"{args.seed} {language}").sample(s.drawn, min(args.draw, len(s.drawn)))
        print(*(f"{language} {line}" for line in drawn), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
