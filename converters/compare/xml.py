"""Comparisons in XML: a document in Akoma Ntoso with what changed in its metadata; TMX and XLIFF of concordances.

AKN describes changes between versions as `textualMod` elements in `analysis/passiveModifications`.  The text stays
that of the new document; each change names the place in the new document (`destination`), the place in the old one
(`previous`), and both wordings, in which `del` and `ins` of XHTML mark what changed.

TMX 1.4 (LISA OSCAR, 1.4b) holds a unit in all languages at once, XLIFF 1.2 (OASIS) one pair of languages a `file`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from msgspec.structs import replace

from akn import __version__
from akn.compare.comparison import Compared, Comparison, PairKind
from akn.compare.concord import Concordance, Row
from akn.document import Document, Raw
from akn.emit import emit_xml
from akn.languages import load
from akn.text import Kind, Text
from akn.xml.emit_markup import encoded
from akn.xml.emit_meta import work_uri
from akn.xml.names import AKN, SOURCE
from akn.xml.nest import raw_name
from akn.xml.parser import parse_xml

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
_SIGNS = {"-": "del", "+": "ins"}


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
    before, after = (work_uri(d.metadata, collection=bool(d.parts)) for d in (old, new))
    olds, news = comparison.old_units, comparison.new_units
    n = 0
    for p in comparison.pairs:
        if p.kind == "same":
            continue
        n += 1
        was = str(before.at(fragment=olds[p.old].eid)) if p.old >= 0 else ""
        place = f"#{news[p.new].eid}" if p.new >= 0 else was
        previous = f"<previous href={quoteattr(was)}/>" if was and p.new >= 0 else ""
        yield (
            f'<textualMod type="{_TYPES[p.kind]}" eId="textualMod_{n}"><source href={quoteattr(str(after))}/>'
            f"<destination href={quoteattr(place)}/>{previous}{_wordings(comparison, p)}</textualMod>"
        )


def _wordings(comparison: Comparison, p: Compared) -> str:
    """What the unit said and what it says, where that is not the same."""
    if p.words:
        return _wording("old", p, "-") + _wording("new", p, "+")
    if p.kind == "removed":
        return _said("old", f"<del>{escape(comparison.old_units[p.old].text.content)}</del>")
    if p.kind == "added":
        return _said("new", f"<ins>{escape(comparison.new_units[p.new].text.content)}</ins>")
    return ""


def _wording(element: str, p: Compared, sign: str) -> str:
    pieces = ((s, escape(text)) for s, text in p.words if s in ("=", sign))
    return _said(element, "".join(f"<{_SIGNS[s]}>{text}</{_SIGNS[s]}>" if s in _SIGNS else text for s, text in pieces))


def _said(element: str, inside: str) -> str:
    return f'<{element}><p xmlns="{_XHTML}">{inside}</p></{element}>'


# what translators' tools read


def as_tmx(concordances: Sequence[Concordance]) -> bytes:
    """A translation memory: one `tu` a row with all its languages; opening phrases and calls of notes are marked."""
    first = _tag(concordances[0].languages[0])
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        f'<header creationtool="akn" creationtoolversion="{__version__}" segtype="paragraph" o-tmf="AKN" '
        f'adminlang="en" srclang="{first}" datatype="xml"/>',
        "<body>",
    ]
    for one in concordances:
        for row in one.rows:
            units = {code: u for code, u in row.units.items() if u.text.content.strip()}
            if len(units) > 1:
                lines.append(f"<tu tuid={quoteattr(f'{one.work}#{row.key}')}>")
                for code, unit in units.items():
                    segment = "".join(_inline(unit.text, _TMX))
                    lines.append(f'<tuv xml:lang="{_tag(code)}"><seg>{segment}</seg></tuv>')
                lines.append("</tu>")
    return encoded("\n".join([*lines, "</body>", "</tmx>"]) + "\n")


def as_xliff(concordances: Sequence[Concordance]) -> bytes:
    """Pairs of the first language with each other one; findings stand as notes beside the translation."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">',
    ]
    for one in concordances:
        first, *others = one.languages
        for code in others:
            lines.append(
                f'<file original={quoteattr(one.work)} datatype="xml" source-language="{_tag(first)}" '
                f'target-language="{_tag(code)}"><body>'
            )
            for row in one.rows:
                if first in row.units and row.units[first].text.content.strip():
                    lines += _trans_unit(one, row, first, code)
            lines.append("</body></file>")
    return encoded("\n".join([*lines, "</xliff>"]) + "\n")


def _trans_unit(one: Concordance, row: Row, first: str, code: str) -> Iterator[str]:
    yield f"<trans-unit id={quoteattr(row.key)}>"
    yield f'<source xml:lang="{_tag(first)}">{"".join(_inline(row.units[first].text, _XLIFF))}</source>'
    if code in row.units:
        yield f'<target xml:lang="{_tag(code)}">{"".join(_inline(row.units[code].text, _XLIFF))}</target>'
    for finding in one.findings:
        if finding.key == row.key and code in finding.languages:
            printed = finding.languages[code] or "not there"
            expected = f" (the others: {finding.expected})" if finding.expected else ""
            yield f'<note from="akn" annotates="target">{escape(f"{finding.kind}: {printed}{expected}")}</note>'
    yield "</trans-unit>"


_TMX = ('<hi type="action">', "</hi>", '<ph x="{n}" type="fnote">{call}</ph>')
_XLIFF = ('<g id="{n}" ctype="x-action">', "</g>", '<x id="{n}" ctype="x-fnote" equiv-text={call}/>')


def _inline(text: Text, forms: tuple[str, str, str]) -> Iterator[str]:
    """The content with its opening phrases and the calls of its notes as elements, numbered in order."""
    start, end, call = forms
    actions = [m for m in text.of(Kind.ACTION) if m.start < m.end]
    cuts = [*((m.start, 1, start, m) for m in actions), *((m.end, 0, end, m) for m in actions)]
    cuts += [(m.start, 2, call, m) for m in text.of(Kind.NOTE)]
    at, n = 0, 0
    for place, rank, form, m in sorted(cuts, key=lambda cut: cut[:2]):
        yield escape(text.content[at:place])
        at = place
        n += rank > 0
        said = m.get("marker") or m.get("key") if rank == 2 else ""
        yield form.format(n=n, call=quoteattr(said) if forms is _XLIFF else escape(said)) if rank else form
    yield escape(text.content[at:])


def _tag(code: str) -> str:
    """A language as XML names it: the two letters of ISO 639-1 where there are."""
    known = load(code)
    return min((known.code, *known.also), key=len)
