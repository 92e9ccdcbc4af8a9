"""One line for each kind of remark and document, and nothing said twice of one paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from akn.bodies import citing
from akn.bodies.adopted import day_of
from akn.bodies.symbols import numbered
from akn.diagnostics import Code, Diagnostic, Severity
from akn.document import Operative, Preambular
from akn.languages import codes, load
from akn.languages.actions import find_opening
from akn.outline import Outline
from akn.patterns import lazy_pattern
from akn.text import Kind, Text, has_case
from akn.walk import walk

# what is said of a citation that gets no link
_WITHOUT_ADDRESS = frozenset({Code.SYMBOL_UNKNOWN, Code.ORGAN_WITHOUT_ADDRESS, Code.NOTHING_BEFORE})
_DECLARED = 0.4
"""The share of paragraphs without a known action that makes a text a declaration, an agenda or a table.

Of 1,165 published texts 43 have 560 such paragraphs; of the 17 with four or more (declarations, an agenda) each has
half of its paragraphs or more.
"""
_OF_THE_PARSER = ("R-102",)
"""Rules of the profile whose breach the parser speaks of itself (S205), with the words that it did not know."""
_SAID_BY = {
    "R-006": {Code.NO_NUMBER, Code.TITLE_MISSING},
    "R-009": {Code.STRUCTURE_DOUBTFUL},
    "R-024": {Code.ADOPTION_UNKNOWN},
    "R-029": {Code.NO_NUMBER},
    "R-030": {Code.NO_NUMBER},
    "R-040": {Code.ISSUED_BEFORE_ADOPTION},
    "R-053": {Code.FORMULA_WITHOUT_ORGAN},
    "R-109": {Code.LANGUAGE_DISAGREES},
}
"""Rules whose breach follows from what a remark on the document says: a misprinted date of issuance stays out, a lost
formula begins no preamble, a language that was given is that of FRBRlanguage, an organ without a file has no actor,
what has no number or symbol has none in its metadata, and where no date of adoption is printed there are no closing
lines."""
_HEADING = 250
"""Characters of a heading, at most: joins before a capital letter are right in running text
("of the United | Nations"), and wrong as a rule where what stands before may be a heading.
"""
_FEWEST = 4  # paragraphs without an action: fewer are no declaration


def of_the_text(
    diagnostics: Iterable[Diagnostic], outline: Outline, *, joins_doubtful: bool = False
) -> tuple[Diagnostic, ...]:
    """What is worth saying of a document, with each paragraph spoken of once; `outline` is that of the document.

    `joins_doubtful` tells that no page can have cut a paragraph of the source, so that each join is to be looked at.
    """
    told = [d for d in _citations(diagnostics) if d.rule not in _OF_THE_PARSER]
    said = {d.code for d in told}
    told = [d for d in told if said.isdisjoint(_SAID_BY.get(d.rule, ()))]
    # the closing lines that a part lacks: those of the issue stand for all of them
    told = [d for d in told if d.rule != "R-024" or not d.position.eid.startswith("cmp_")]
    if Code.PARAGRAPH_JOINED in said and not joins_doubtful:
        language = outline.document.metadata.language
        told = [d for d in told if d.code is not Code.PARAGRAPH_JOINED or _joins_wrongly(d, language)]
    unknown = {d.position.eid for d in told if d.code is Code.UNKNOWN_OPENING}
    told = [d for d in told if d.code is not Code.ACTION_LATER or d.position.eid in unknown]
    if Code.UNKNOWN_OPENING in said:
        told = _openings(told, outline)
    return tuple(_said_once(_one_a_document(told) if Code.YEAR_UNKNOWN in said else told))


def _one_a_document(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics, those of links without a date one for each document that is cited, with how many it has."""
    times = Counter(_cited(d) for d in diagnostics if d.code is Code.YEAR_UNKNOWN)
    found: list[Diagnostic] = []
    for d in diagnostics:
        if d.code is not Code.YEAR_UNKNOWN:
            found.append(d)
        elif count := times.pop(_cited(d), 0):
            found.append(replace(d, details=(*d.details, ("count", str(count)))))
    return found


def _cited(diagnostic: Diagnostic) -> str:
    """The document that a diagnostic of a citation is about: its symbol, else the words."""
    details = dict(diagnostic.details)
    return details.get("reading", "") or details.get("text", "")


def in_lines(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """One diagnostic for each code (and rule of the profile) of a file, with the places of all of them.

    What puts the whole in doubt comes first, then all in the order in which each kind was first noticed.
    """
    groups: dict[tuple[Code, str, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        key = (diagnostic.code, diagnostic.rule, diagnostic.position.source)
        groups.setdefault(key, []).extend(diagnostic.each())
    merged = [group[0] if len(group) == 1 else replace(group[0], others=tuple(group[1:])) for group in groups.values()]
    return tuple(sorted(merged, key=lambda d: d.code is not Code.STRUCTURE_DOUBTFUL))


def _citations(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What is said of citations without a link under one code; texts of other organs have none by right."""
    for d in diagnostics:
        if d.code is Code.ORGAN_WITHOUT_ADDRESS and not _of_a_known_text(d):
            continue
        if d.code in _WITHOUT_ADDRESS:
            text = dict(d.details).get("text", "")
            shown = f"“{text}” ({d.code.brief})"
            yield replace(Code.WITHOUT_ADDRESS.at(d.position, text=text, why=d.code.reason, shown=shown), rule=d.rule)
        else:
            yield d


def _of_a_known_text(diagnostic: Diagnostic) -> bool:
    """True if number and printed date are those of a text of the register, whatever organ seems to be named."""
    details = dict(diagnostic.details)
    text, date = details.get("text", ""), details.get("date", "")
    actors = citing().default
    found = (numbered(actor, text, kind) for actor in actors for kind in ("resolution", "decision"))
    return bool(date) and any(symbol is not None and day_of(symbol) == date for symbol in found)


def _joins_wrongly(diagnostic: Diagnostic, language: str) -> bool:
    """True if what was joined may be a paragraph of its own.

    Words that open with an action may be, where no page parted them from a paragraph without a number; and so may words
    that begin with a capital letter (or in a script that has none) after a line that may be a heading: short, without
    number and action.  Lists of those who voted are no paragraphs.
    """
    details = dict(diagnostic.details)
    opening, following = details.get("opening", ""), details.get("following", "")
    if language not in codes() or _NUMBERED.match(opening) or diagnostic.position.eid == "conclusions":
        return False
    known = load(language)
    if find_opening(Text(following), known, "preamble") and details.get("parted") != str(True):
        return True
    if find_opening(Text(opening), known, "preamble"):
        return False
    first = next((c for c in following if c.isalpha()), "")
    begins = (first.isupper() and following[1:2].islower()) or (first.isalpha() and not has_case(first))
    return int(details.get("before", "0")) <= _HEADING and begins


def _openings(diagnostics: Sequence[Diagnostic], outline: Outline) -> list[Diagnostic]:
    """What is said of paragraphs without a known action, once for a text that is made of such paragraphs."""
    beside = _beside_numbered(outline)
    diagnostics = [d for d in diagnostics if d.code is not Code.UNKNOWN_OPENING or d.position.eid not in beside]
    unknown = [d for d in diagnostics if d.code is Code.UNKNOWN_OPENING]
    document = outline.document
    nodes = walk((document.preamble, document.body, document.parts))
    paragraphs = [node for _, node in nodes if isinstance(node, (Operative, Preambular))]
    if len(unknown) >= _FEWEST and len(unknown) >= _DECLARED * len(paragraphs):
        where = replace(unknown[0].position, eid="")
        rest = [d for d in diagnostics if d.code not in (Code.UNKNOWN_OPENING, Code.ACTION_LATER)]
        if any(d.code is Code.TABLE_LOST for d in rest):
            return rest  # its rows are paragraphs that open with no action
        without = [node for node in paragraphs if not any(_acts(part) for part in node.content)]
        words = dict(unknown[0].details).get("phrase", "")
        return [*rest, Code.DECLARATION.at(where, count=len(without), all=len(paragraphs), words=words)]
    return [d for d in diagnostics if d.code is not Code.UNKNOWN_OPENING or _has_words(d)]


def _acts(part: object) -> bool:
    """True for words with an action in them."""
    return isinstance(part, Text) and bool(part.of(Kind.ACTION))


def _has_words(diagnostic: Diagnostic) -> bool:
    """True if what opens a paragraph holds a letter: figures are no action."""
    return any(c.isalpha() for c in dict(diagnostic.details).get("phrase", ""))


def _beside_numbered(outline: Outline) -> frozenset[str]:
    """The eIds of operative paragraphs without a number where most have one: what leads to those ("We, Heads of State
    and Government,") or explains a table needs no action."""
    found = [(path, node) for path, node in walk(outline.document) if isinstance(node, Operative)]
    lone = [path for path, node in found if not node.num]
    if not lone or 2 * len(lone) >= len(found):
        return frozenset()
    eids = outline.identifiers.eids
    return frozenset(eids[path] for path in lone if path in eids)


_COVERED = {
    # what speaks of a paragraph better than what stands beside it: a code, and those that it makes needless there
    Code.ACTION_LATER: {Code.UNKNOWN_OPENING},
    Code.PARAGRAPH_UNFINISHED: {Code.UNKNOWN_OPENING},
    Code.TABLE_LOST: {Code.UNKNOWN_OPENING, Code.HEADING_DOUBTFUL},
    Code.PARAGRAPH_BEGINS_WITH_CITATION: {Code.UNKNOWN_OPENING},
    Code.PARAGRAPH_WITHOUT_NUMBER: {Code.UNKNOWN_OPENING},
    Code.SENTENCE_CUT: {
        Code.PARAGRAPH_WITHOUT_NUMBER,
        Code.UNKNOWN_OPENING,
        Code.PARAGRAPH_BEGINS_WITH_CITATION,
    },
    Code.SECTION_NUMBER_IN_TEXT: {Code.PARAGRAPH_WITHOUT_NUMBER},
    Code.NOTE_AS_PARAGRAPH: {Code.PARAGRAPH_WITHOUT_NUMBER, Code.UNKNOWN_OPENING},
    Code.NOTE_OF_MANY: {Code.PARAGRAPH_WITHOUT_NUMBER, Code.UNKNOWN_OPENING},
    Code.NUMBER_OUT_OF_ORDER: {Code.NUMBER_TWICE},
    Code.NUMBER_TWICE: {Code.HEADING_NUMBER_GAP},
    Code.STRUCTURE_DOUBTFUL: {Code.NO_FORMULA, Code.NO_OPERATIVE},
    Code.NOT_A_RESOLUTION: {Code.NO_NUMBER, Code.ADOPTION_UNKNOWN, Code.ADOPTION_YEAR_ONLY},
    Code.ADOPTION_UNKNOWN: {Code.DATE_UNKNOWN},
}
"""Codes of the whole document cover theirs everywhere, those of a unit in that unit."""
_OF_THE_WHOLE = frozenset({Code.STRUCTURE_DOUBTFUL, Code.NOT_A_RESOLUTION, Code.ADOPTION_UNKNOWN})


def _said_once(diagnostics: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics without those that say of a paragraph what another one says better."""
    covered: Counter[tuple[Code, str]] = Counter()
    for d in diagnostics:
        for code in _COVERED.get(d.code, ()):
            covered[code, "" if d.code in _OF_THE_WHOLE else d.position.eid] += 1
    for d in diagnostics:
        if not (covered[d.code, d.position.eid] and d.position.eid) and not covered[d.code, ""]:
            yield d


_NUMBERED = lazy_pattern(r"\W*(?:\d|\w{1,3}[.)])")


def is_remark(diagnostic: Diagnostic) -> bool:
    """True for what a person should look at, false for a notice of what was done."""
    return not diagnostic.code.notice


def fails(diagnostics: Iterable[Diagnostic], on: str = "meaning") -> bool:
    """Whether any diagnostic is of the grade `on` or a graver one: schema, meaning, style; nothing is of never.

    >>> fails([Code.XSD_TEXT.at()], "schema"), fails([Code.NUMBER_GAP.at()]), fails([Code.NUMBER_GAP.at()], "style")
    (True, False, True)
    """
    rank = GRADES.index(on) if on in GRADES else -1
    return any((grade := grade_of(d)) and GRADES.index(grade) <= rank for d in diagnostics)


GRADES = ("schema", "meaning", "style")
"""How grave a finding is: the schema refuses the file; it says something wrong, or cannot be relied on; it could be
written better, or should be looked at."""


def grade_of(diagnostic: Diagnostic) -> str:
    """The grade of a finding; empty for a remark in passing."""
    if diagnostic.severity is Severity.ERROR:
        return "schema" if diagnostic.code.code.startswith(("V1", "V2")) else "meaning"
    return "style" if diagnostic.severity is Severity.WARNING else ""
