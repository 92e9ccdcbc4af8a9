"""Concordances for people and for translators' tools: lines, a table, TMX and XLIFF (`converters.view.site`: pages).

TMX 1.4 (LISA OSCAR, 1.4b) holds a unit in all languages at once, XLIFF 1.2 (OASIS) one pair of languages a `file`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from akn import __version__
from akn.compare.concord import Concordance, ConcordanceRow
from akn.compare.findings import Finding
from akn.compare.values import Span
from akn.languages import load
from akn.text import Kind, Text
from akn.walk import Unit
from akn.xml.elements import encoded

_AROUND = 40  # characters of the text on both sides of what is reported
NAMES: dict[str, str] = {
    "note": "number of notes",
    "extra": "only here",
    "length": "length of time",
    "text": "another text",
}
"""What people call the kinds of findings that do not speak for themselves."""
VARIANTS: dict[str, str] = {
    "volume": "volumes and pages",
    "corrigendum": "corrigenda",
    "name": "names with a number",
    "age": "ages",
    "wording": "numbers and actions in other words",
    "addition": "dates added to a name",
    "division": "paragraphs divided otherwise",
}
"""What people call the differences that are there by their kind."""


class FindingNote(Struct, frozen=True):
    """What somebody noted of a finding: whether it was dealt with, and what is to be said of it."""

    done: bool = False
    said: str = ""


def concordance_text(concordance: Concordance, *, everything: bool = False, before: int = 0) -> str:
    """The work, the numbers of rows and findings, then the findings row by row with what the languages print.

    Findings of little weight are shown if `everything`, else counted; so are differences that editions have by their
    kind, after the findings.  `before` is the number of findings that were there in an earlier run.
    """
    shown = [f for f in concordance.findings if everything or f.severity != "low"]
    rows, found, less = len(concordance.rows), len(shown), len(concordance.findings) - len(shown)
    counts = f"{rows} row{'s' * (rows != 1)}, {found or 'no'} finding{'s' * (found != 1)}"
    more = [f"{less} of little weight (--all)"] * bool(less) + [f"{before} seen before"] * bool(before)
    lines = [f"{concordance.work}", f"{' '.join(concordance.languages)}: {', '.join([counts, *more])}", ""]
    lines += _by_row(shown, concordance)
    if concordance.variants:
        lines += [_variants(concordance.variants, everything=everything), ""]
        lines += _by_row(concordance.variants, concordance) if everything else []
    return "\n".join(lines)


def _by_row(shown: Sequence[Finding], concordance: Concordance) -> Iterator[str]:
    table = {row.key: row for row in concordance.rows}
    for key, group in groupby(shown, key=lambda f: f.key):
        yield key
        for finding in group:
            yield from _finding(finding, table[key], concordance.languages[0])
        yield ""


def _variants(variants: Sequence[Finding], *, everything: bool) -> str:
    """How many differences there are that editions have by their kind, and of which kinds."""
    kinds = Counter(str(one.variant) for one in variants)
    told = ", ".join(f"{VARIANTS[kind]} {count}" for kind, count in kinds.items())
    n = len(variants)
    return f"{n} difference{'s' * (n != 1)} that language editions have: {told}{'' if everything else ' (--all)'}"


def told(finding: Finding, code: str) -> str:
    """What a finding says of a language in a line: what it prints, what the others print, where else that is so.

    >>> told(Finding("number", "para_1", {"fra": "33e"}, "32nd", printed={"fra": "33e", "eng": "32nd"}), "fra")
    'number: “33e” in French, “32nd” in English'
    >>> told(Finding("number", "para_1", {"fra": ""}, "32", printed={"eng": "32", "spa": "32"}), "fra")
    'number: not there in French, “32” in English, Spanish'
    >>> told(Finding("symbol", "para_1", {"fra": "99/7"}, ""), "fra")
    'symbol: “99/7” in French alone'
    """
    own = finding.languages[code]
    others: dict[str, list[str]] = {}
    for other, text in finding.printed.items():
        if other not in finding.languages:
            others.setdefault(_quoted(text), []).append(load(other).name)
    alone = "" if finding.expected or others else " alone"
    pieces = [f"{_quoted(own)} in {load(code).name}{alone}" if own else f"not there in {load(code).name}"]
    pieces += [f"{text} in {', '.join(names)}" for text, names in others.items()]
    if finding.expected and not others:
        pieces.append(f"the others: {_quoted(finding.expected)}")
    also = f" (also {', '.join(finding.also)})" if finding.also else ""
    return f"{NAMES.get(finding.kind, finding.kind)}: {', '.join(pieces)}{also}"


def told_in_words(finding: Finding, code: str, said: Mapping[str, str]) -> str:
    """The same in the words of a page (`converters.view.words`), each language by the name that it has itself.

    >>> from converters.view import words
    >>> one = Finding("number", "para_1", {"fra": "33e"}, "32nd", printed={"fra": "33e", "eng": "32nd", "spa": "32nd"})
    >>> told_in_words(one, "fra", words("fra"))
    'nombre\\xa0: “33e” (Français), “32nd” (English, Español)'
    """
    from converters.view.places import spoken
    from converters.view.wording import as_set, own_name

    own = as_set(finding.languages[code], code)
    others: dict[str, list[str]] = {}
    for other, text in finding.printed.items():
        if other not in finding.languages:
            others.setdefault(_quoted(as_set(text, other)), []).append(own_name(other))
    pieces = [f"{_quoted(own) if own else said['not_there']} ({own_name(code)})"]
    pieces += [f"{text} ({said['comma'].join(names)})" for text, names in others.items()]
    if finding.expected and not others:
        pieces.append(f"{said['others']}{said['colon']}{_quoted(finding.expected)}")
    also = said["comma"].join(spoken(key.partition(".")[0], said) for key in finding.also)
    more = f" (+ {also})" if also else ""
    return f"{said[f'finding_{finding.kind}']}{said['colon']}{said['comma'].join(pieces)}{more}"


def places_of(finding: Finding, code: str, unit: Unit) -> tuple[Span, ...]:
    """Where a text prints what a finding is about: its values; else the words that are said of it, the first place
    where they are whole.

    >>> from akn import Document, Operative, Text
    >>> from akn.walk import units
    >>> (unit,) = units(Document(body=(Operative("1.", (Text("Recalls 68/205 and asks for 5 lamps;"),)),)))
    >>> places_of(Finding("due", "para_1", {"eng": "5"}, "3"), "eng", unit)
    ((28, 29),)
    """
    if finding.spans or finding.kind == "numbering":  # the number of a paragraph stands beside its text
        return finding.spans.get(code, ())
    piece = finding.languages.get(code) or finding.printed.get(code, finding.expected)
    found = _whole(piece).search(unit.text.content) if piece else None
    at = found.start() if found else unit.text.content.find(piece) if piece else -1
    return ((at, at + len(piece)),) if at >= 0 else ()


def _whole(piece: str) -> re.Pattern[str]:
    """A pattern of words, not inside another word, number or symbol."""
    return re.compile(rf"(?<![\w/]){re.escape(piece)}(?![\w/])")


def others_say(finding: Finding, language: str) -> str:
    """What the languages say that a finding is not of: in the words of a reader's language where that is one of them,
    else as the finding has it.

    >>> one = Finding("date", "para_1", {"rus": "6"}, "7 May", printed={"rus": "6", "eng": "7 May", "fra": "7 mai"})
    >>> others_say(one, "fra"), others_say(one, "spa"), others_say(one, "rus")
    ('7 mai', '7 May', '7 May')
    """
    return (finding.printed.get(language, "") if language not in finding.languages else "") or finding.expected


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"


def mark_of(work: str, finding: Finding) -> str:
    """What a finding is known by from run to run: its work, its place and what it says."""
    said = json.dumps([work, finding.kind, finding.key, sorted(finding.languages.items()), finding.expected])
    return blake2b(said.encode(), digest_size=8).hexdigest()


def called(key: str, unit: Unit | None, code: str, among: Collection[str] = ()) -> str:
    """What a place is called in a language: by its unit, where there is one, else by the key of its row, `among` those
    of all rows.

    >>> called("para_1__list_1__point_b", None, "fra")
    'paragraphe 1 b)'
    """
    from converters.view import words
    from converters.view.places import spoken

    return spoken(unit.eid if unit else key.partition(".")[0], words(code), among)


def place_in(key: str, unit: Unit | None, code: str, language: str, among: Collection[str] = ()) -> str:
    """A place as the page of all languages calls it, in a language, and as the text in one of them counts, if that is
    not the same.

    >>> place_in("container_32", None, "rus", "eng")
    'preambular paragraph 32'
    """
    from converters.view import words
    from converters.view.wording import name_in

    said = words(language)
    here, own = (called(k, u, language, among) for k, u in ((key, None), (key, unit)))
    return here if own == here else f"{here} ({name_in(code, language)}{said['colon']}{own})"


def _finding(finding: Finding, row: ConcordanceRow, first: str) -> Iterator[str]:
    paragraph = finding.kind in ("missing", "extra")
    for code, printed in finding.languages.items():
        yield f"  {code}  {told(finding, code)}"
        if code in row.units:
            place = called(finding.key, row.units[code], code)
            yield f"       {place}" if paragraph else f"       {place}: {around(row.units[code], printed)}"
    if not paragraph and first not in finding.languages and first in row.units:
        place = called(finding.key, row.units[first], first)
        yield f"  {first}  {place}: {around(row.units[first], finding.printed.get(first, finding.expected))}"


def around(unit: Unit, printed: str) -> str:
    """What stands around a piece of the text of a unit, in one line; its beginning if the piece is not there."""
    content = " ".join(f"{unit.num} {unit.text.content}".split())
    found = _whole(" ".join(printed.split())).search(content) if printed else None
    at = found.start() if found else -1
    if at < 0:
        return content if len(content) <= 3 * _AROUND else f"{content[: 3 * _AROUND].rstrip()} …"
    start, end = max(0, at - _AROUND), min(len(content), at + len(printed) + _AROUND)
    return f"{'… ' if start else ''}{content[start:end].strip()}{' …' if end < len(content) else ''}"


def concordance_table(concordances: Sequence[Concordance]) -> bytes:
    """One row a row of the concordance: work, key, the text in each language, and what was found there."""
    codes = list(dict.fromkeys(code for one in concordances for code in one.languages))
    rows = []
    for one in concordances:
        found: dict[str, list[str]] = {}
        for f in one.findings:
            found.setdefault(f.key, []).extend(f"{code} {told(f, code)}" for code in f.languages)
        for row in one.rows:
            texts = [row.units[code].text.content if code in row.units else "" for code in codes]
            rows.append([one.work, row.key, *texts, "; ".join(found.get(row.key, ()))])
    return as_tsv(["work", "key", *codes, "findings"], rows)


def as_tsv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table with tabs, a line of names first; white space in a cell is one space."""
    lines = ["\t".join(" ".join(str(cell).split()) for cell in row) for row in (names, *rows)]
    return ("\n".join(lines) + "\n").encode()


# what translators' tools read


def as_tmx(concordances: Sequence[Concordance]) -> bytes:
    """A translation memory: one `tu` a row with all its languages; opening phrases and calls of notes are marked."""
    first = load(concordances[0].languages[0]).tag
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
                    lines.append(f'<tuv xml:lang="{load(code).tag}"><seg>{segment}</seg></tuv>')
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
                f'<file original={quoteattr(one.work)} datatype="xml" source-language="{load(first).tag}" '
                f'target-language="{load(code).tag}"><body>'
            )
            for row in one.rows:
                if first in row.units and row.units[first].text.content.strip():
                    lines += _trans_unit(one, row, first, code)
            lines.append("</body></file>")
    return encoded("\n".join([*lines, "</xliff>"]) + "\n")


def _trans_unit(one: Concordance, row: ConcordanceRow, first: str, code: str) -> Iterator[str]:
    yield f"<trans-unit id={quoteattr(row.key)}>"
    yield f'<source xml:lang="{load(first).tag}">{"".join(_inline(row.units[first].text, _XLIFF))}</source>'
    if code in row.units:
        yield f'<target xml:lang="{load(code).tag}">{"".join(_inline(row.units[code].text, _XLIFF))}</target>'
    for finding in one.findings:
        if finding.key == row.key and code in finding.languages:
            yield f'<note from="akn" annotates="target">{escape(told(finding, code))}</note>'
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
