"""Comparisons and series: lines for a terminal, tables, AKN with the changes in its metadata (`pages`: their pages).

AKN describes changes between versions as `textualMod` elements in `analysis/passiveModifications`.  The text stays
that of the new document; each change names the place in the new document (`destination`), the place in the old one
(`previous`), and both wordings, in which `del` and `ins` of XHTML mark what changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import fill
from xml.sax.saxutils import escape, quoteattr

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from akn.citing import symbol_to
from akn.compare.comparison import Compared, Comparison, Moved, PairKind, Slight
from akn.compare.traced import Traced, trace
from akn.document import Document, Raw
from akn.emit import emit_xml
from akn.locations import name_of
from akn.text import Kind
from akn.xml.names import AKN, SOURCE
from akn.xml.nest import raw_name
from akn.xml.parser import parse_xml
from akn.xml.uri import work_of
from converters.compare.concordances import as_tsv

QUIET = ("same", "renumbered")
_KEPT = 70  # characters of unchanged words before and after a change
_WIDTH = 110
MOVED_FIRST = "now the first"
SIGNS: dict[PairKind, str] = {
    "same": " ", "renumbered": " ", "changed": "~", "moved": ">", "split": "/", "merged": "\\", "added": "+",
    "removed": "-",
}  # fmt: skip


def _name(comparison: Comparison, p: Compared) -> str:
    """What a person calls the units of a pair."""
    before = name_of(comparison.old_units, p.old) if p.old >= 0 else ""
    after = name_of(comparison.new_units, p.new) if p.new >= 0 else ""
    return f"{before} → {after}" if before and after and before != after else after or before


def _reported(comparison: Comparison, p: Compared) -> Iterator[str]:
    if p.move is not None:
        yield _moved(comparison, p.move)
    yield from (c.shown() for c in p.changes if c.kind != "paragraph")


def _moved(comparison: Comparison, move: Moved) -> str:
    """Where a unit stands now: after which one, and which that was."""
    if move.after < 0:
        return MOVED_FIRST
    before = name_of(comparison.old_units, move.was) if move.was >= 0 else ""
    return moved_after(name_of(comparison.new_units, move.after), before)


def moved_after(after: str, before: str) -> str:
    """Where a unit stands now that moved, by the names of that which stands before it and of that which stood there.

    >>> moved_after("paragraph 2", "paragraph 3")
    'now after paragraph 2, paragraph 3 before'
    """
    return f"now after {after}" if before in ("", after) else f"now after {after}, {before} before"


# lines for a terminal


def comparison_text(comparison: Comparison, old: str, new: str, *, everything: bool = False) -> str:
    """The comparison of two documents called `old` and `new`; units that say the same, and slight changes one by one,
    only if `everything`.

    Words that are gone stand in [- -], new words in {+ +}, as in the word diff of version control.
    """
    counts = Counter(p.kind for p in comparison.pairs)
    lines = [f"--- {old}", f"+++ {new}", ", ".join(f"{counts[kind]} {kind}" for kind in SIGNS if counts[kind])]
    if not everything and (slight := slight_changes(comparison)):
        lines.append(f"not shown (--all): {slight}")
    lines.append("")
    for p in comparison.pairs if everything else comparison.told:
        told = ", ".join((*_reported(comparison, p), *((p.slight,) if p.slight else ())))
        lines.append(f"{SIGNS[p.kind]} {_name(comparison, p)}: {p.kind}{f' ({told})' if told else ''}")
        if said := _said(comparison, p):
            lines.append(fill(said, _WIDTH, initial_indent="    ", subsequent_indent="    ", break_long_words=False))
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


_SLIGHT: dict[Slight, str] = {
    "front matter": "of the front matter",
    "also": "of “also” alone",
    "capitals": "of capital letters alone",
    "typography": "of commas, hyphens, dashes, “Ibid.” and the sign at the end alone",
}


def slight_changes(comparison: Comparison) -> str:
    """The changes that are expected between two years, by their number, in one line; empty if there is none.

    >>> from akn.compare.comparison import compare
    >>> from akn.document import Document
    >>> from akn.text import Text
    >>> one, two = (Document(preface=(Text(title),)) for title in ("98/2. Lamps", "99/1. Lamps"))
    >>> slight_changes(compare(one, two))
    '1 change of the front matter'
    """
    counts: Counter[Slight] = Counter(p.slight for p in comparison.pairs)
    found = [(counts[kind], name) for kind, name in _SLIGHT.items() if counts[kind]]
    return ", ".join(f"{n} change{'s' * (n != 1)} {name}" for n, name in found)


def _said(comparison: Comparison, p: Compared) -> str:
    if p.words:
        return "".join(piece(sign, text) for sign, text in p.words)
    if p.kind in ("split", "merged"):
        return ""
    unit = comparison.new_units[p.new] if p.new >= 0 else comparison.old_units[p.old]
    text = unit.text.content.strip()
    return {"added": f"{{+{text}+}}", "removed": f"[-{text}-]"}.get(p.kind) or piece("=", text)


def piece(sign: str, text: str) -> str:
    """A stretch of words as the terminal shows it; of long ones that both have the ends."""
    if sign == "=":
        return text if len(text) < 3 * _KEPT else f"{text[:_KEPT]} … {text[-_KEPT:]}"
    space = text[: len(text) - len(text.lstrip())]
    return f"{space}[-{text.strip()}-]" if sign == "-" else f"{space}{{+{text.strip()}+}}"


# AKN

_TYPES: dict[PairKind, str] = {
    "added": "insertion",
    "removed": "repeal",
    "changed": "substitution",
    "renumbered": "renumbering",
    "moved": "renumbering",  # the words of AKN have none that is nearer: it is the same unit at another place
    "split": "split",
    "merged": "join",
}
_XHTML = "http://www.w3.org/1999/xhtml"
_TAGS = {"-": "del", "+": "ins"}


def as_akn(comparison: Comparison, old: Document, new: Document) -> bytes:
    """The XML of the new document with the changes in its metadata."""
    mods = "".join(_mods(comparison, old, new))
    if not mods:
        return emit_xml(new)
    passive = f'<passiveModifications xmlns="{AKN}">{mods}</passiveModifications>'
    analyses = [raw for raw in new.meta if raw_name(raw) == "analysis"]
    kept = [raw for raw in new.meta if raw_name(raw) != "analysis"]
    told = (
        _joined(analyses[0], passive)
        if analyses
        else f'<analysis xmlns="{AKN}" source="#{SOURCE}">{passive}</analysis>'
    )
    return emit_xml(replace(new, meta=(*kept, Raw(told), *analyses[1:])))


def _joined(analysis: Raw, passive: str) -> str:
    """An analysis that the new document has, with more changes in it."""
    from lxml import etree

    root, more = (parse_xml(xml.encode()).getroot() for xml in (analysis.xml, passive))
    there = root.find(f"{{{AKN}}}passiveModifications")
    if there is not None:
        there.extend(list(more))
    else:
        active = root.find(f"{{{AKN}}}activeModifications")
        root.insert(0 if active is None else root.index(active) + 1, more)
    return etree.tostring(root, encoding="unicode")


def _mods(comparison: Comparison, old: Document, new: Document) -> Iterator[str]:
    before, after = (work_of(d.metadata, collection=bool(d.parts)) for d in (old, new))
    olds, news = comparison.old_units, comparison.new_units
    for n, p in enumerate((p for p in comparison.pairs if p.kind != "same"), 1):
        was = str(before.at(fragment=olds[p.old].eid)) if p.old >= 0 else ""
        place = f"#{news[p.new].eid}" if p.new >= 0 else was
        previous = f"<previous href={quoteattr(was)}/>" if was and p.new >= 0 else ""
        yield (
            f'<textualMod type="{_TYPES[p.kind]}" eId="textualMod_{n}"><source href={quoteattr(str(after))}/>'
            f"<destination href={quoteattr(place)}/>{previous}{_wordings(comparison, p)}</textualMod>"
        )


def _wordings(comparison: Comparison, p: Compared) -> str:
    """What the unit said and what it says, where that is not the same."""
    words = p.words
    if p.kind == "removed":
        words = (("-", comparison.old_units[p.old].text.content),)
    elif p.kind == "added":
        words = (("+", comparison.new_units[p.new].text.content),)
    made = ""
    for element, sign, kind in (("old", "-", "added"), ("new", "+", "removed")):
        if words and p.kind != kind:
            said = ((s, escape(text)) for s, text in words if s in ("=", sign))
            inside = "".join(f"<{_TAGS[s]}>{text}</{_TAGS[s]}>" if s in _TAGS else text for s, text in said)
            made += f'<{element}><p xmlns="{_XHTML}">{inside}</p></{element}>'
    return made


# series

COLUMNS = ("series", "eid", "name", "came_in", "last_changed", "last_seen", "changes", "text")


def called(document: Document, file: str) -> str:
    """What people call a document: its symbol, of one without the name of its file."""
    from os.path import basename

    metadata = document.metadata
    work = work_of(metadata, collection=bool(document.parts))
    return next(iter(metadata.symbols), "") or symbol_to(work) or basename(file)


class Series(Struct, frozen=True):
    """A series: its title, its language, what its documents are called, oldest first, and its paragraphs.

    `files` are the names of the files of the documents, `drafts` the indices of those that are not adopted, `undated`
    of those of them that do not say that they are proposed, `rivals` of those for which another one with other words
    stands.
    """

    title: str
    language: str
    documents: tuple[str, ...]
    dates: tuple[str, ...]
    rows: tuple[Traced, ...]
    files: tuple[str, ...] = ()
    drafts: frozenset[int] = frozenset()
    rivals: frozenset[int] = frozenset()
    undated: frozenset[int] = frozenset()

    @staticmethod
    def of(documents: Sequence[tuple[str, Document]]) -> Series:
        """The series of documents, each with the name of its file, oldest first."""
        latest = documents[-1][1]
        titles = [t.content[m.start : m.end] for t in latest.preface for m in t.of(Kind.DOC_TITLE)]
        return Series(
            " ".join(titles or [t.content for t in latest.preface]) or documents[-1][0],
            latest.metadata.language,
            tuple(called(d, name) for name, d in documents),
            tuple(d.metadata.date for _, d in documents),
            trace([d for _, d in documents]),
            tuple(name for name, _ in documents),
            frozenset(i for i, (_, d) in enumerate(documents) if d.metadata.is_draft),
            undated=frozenset(
                i for i, (_, d) in enumerate(documents) if d.metadata.is_draft and not d.metadata.is_proposed
            ),
        )

    def dated_otherwise(self) -> Iterator[str]:
        """What is doubtful about the dates, by which the documents are ordered: a sentence for each that is not the
        day which the shipped register has."""
        from akn.bodies.symbols import parse_symbol
        from akn.register import Shipped

        for name, date in zip(self.documents, self.dates, strict=True):
            symbol = parse_symbol(name)
            known = Shipped().known(symbol, self.language) if symbol else None
            if date and known and date not in known.days:
                yield f"{name} is dated {date}, which is not the known date of its adoption, {known.days[0]}"

    def carried(self, k: int) -> float:
        """The share of the paragraphs of the k-th document that the one before has too."""
        states = [row.states[k] for row in self.rows if row.states[k] != "absent"]
        return 1 - states.count("new") / max(1, len(states))


def _records(series: Sequence[Series]) -> Iterator[dict[str, object]]:
    for one in series:
        for row in one.rows:
            yield {
                "series": one.title,
                "eid": row.eid,
                "name": row.name,
                "came_in": one.documents[row.came_in],
                "last_changed": one.documents[row.last_changed],
                "last_seen": one.documents[row.last_seen],
                "changes": row.states.count("changed"),
                "text": row.text,
                "states": dict(zip(one.documents, row.states, strict=True)),
            }


def series_table(series: Sequence[Series]) -> bytes:
    """One row a paragraph, with a line of names."""
    return as_tsv(COLUMNS, ([record[name] for name in COLUMNS] for record in _records(series)))


def series_lines(series: Sequence[Series]) -> bytes:
    """One object a paragraph."""
    return b"".join(msgspec.json.encode(record) + b"\n" for record in _records(series))
