"""Comparisons in XML: a document in Akoma Ntoso with what changed in its metadata.

AKN describes changes between versions as `textualMod` elements in `analysis/passiveModifications`.  The text stays
that of the new document; each change names the place in the new document (`destination`), the place in the old one
(`previous`), and both wordings, in which `del` and `ins` of XHTML mark what changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from msgspec.structs import replace

from akn.compare.comparison import Compared, Comparison, PairKind
from akn.content import raw_name
from akn.document import Document, Raw
from akn.emit import emit_xml
from akn.xml.emit_meta import work_uri
from akn.xml.names import AKN, SOURCE
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
