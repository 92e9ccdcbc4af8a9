"""R-103 to R-110: dates, names of things in the text, white space, quotation marks, language."""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf

from akn.bodies import of_actor
from akn.patterns import lazy_pattern
from akn.rules import DOC_INLINES, MUST, SEMANTIC, SHOULD, TYPOGRAPHIC, Findings, Shown, languages, names, rule
from akn.rules.index import SPACE, XML, Doc, Index, Node, one_line, stripped
from akn.vocabulary.numerals import european
from akn.xml.uri import FALSE_DATES

_DATE = lazy_pattern(r"\d{4}-\d\d-\d\d")
_RUN = lazy_pattern(r"\d+")


@rule(
    *("R-103", MUST, "date/@date and docDate/@date are the printed date"),
    shown=Shown.PARTLY,
    note="shown: another year or day in figures; another date in words of the language of the text",
    about="date docDate",
)
def printed_dates(index: Index) -> Findings:
    """Dates that share month or year with a neighbour are checked for what they do print."""
    for node in (*index.named["date"], *index.named["docDate"]):
        found = _DATE.match(node.attributes["date"])
        words = one_line(node.words())
        if not found or not words or found[0] in FALSE_DATES:
            continue  # dates that stand for none are of R-033
        if _contradicts(found[0], words) or _read_date(_language(index, node), words) not in ("", found[0]):
            yield node, f"“{words}” is marked as {node.attributes['date']}", "write the printed date into date"


def _language(index: Index, node: Node) -> str:
    doc = node.doc
    while doc is not None and not doc.language:
        doc = doc.host
    return doc.language if doc is not None else ""


def _contradicts(date: str, words: str) -> bool:
    """True if the figures in the text cannot be those of the date."""
    year, month, day = (part.lstrip("0") or "0" for part in date.split("-"))
    figures = [european(run) for run in _RUN.findall(words)]
    short = [f for f in figures if len(f) <= 2]
    return any(len(f) == 4 and f != year for f in figures) or (bool(short) and day not in short and month not in short)


@lru_cache(maxsize=2048)
def _read_date(code: str, words: str) -> str:
    """The date that a text prints, YYYY-MM-DD, in its language or the one that its covers fall back to."""
    from akn.languages import codes, load
    from akn.languages.dates import find_dates

    while code in codes():
        language = load(code)
        found = [date.value for date in find_dates(language, words)]
        if found:
            return found[0] if len(found) == 1 else ""
        code = language.fallback
    return ""


@rule("R-104", MUST, "doc… inlines and session stand only in coverPage and preface, docDate also in conclusions")
def doc_inlines(index: Index) -> Findings:
    """Profile 2.3 and section 4, row 39."""
    for node in index.all(*DOC_INLINES):
        if not node.inside("coverPage", "preface", *(("conclusions",) if node.name == "docDate" else ())):
            yield node, f"{node.name} in the text", "use it in coverPage and preface only; a date of the text is date"


@rule("R-105", MUST, "session/@value is N, S-N or ES-N", about="session")
def session_value(index: Index) -> Findings:
    """Profile section 4, row 44."""
    for node in index.named["session"]:
        if not re.fullmatch(r"(?:E?S-)?[0-9]+", node.attributes["value"]):
            yield node, f"the session is “{node.attributes['value']}”", "write 77, S-32 or ES-11 into value"


@rule("R-106", MUST, "semantic and typographic inlines do not wrap the same words")
def no_double_wrapping(index: Index) -> Findings:
    """Profile 2.1: the look of an action follows from its being one."""
    for outer, inner in ((SEMANTIC, TYPOGRAPHIC), (TYPOGRAPHIC, SEMANTIC)):
        for name in sorted(outer):
            for node in index.named[name]:
                only = node.children[0] if len(node.children) == 1 else None
                if only is not None and only.name in inner and not stripped(node.text) and not stripped(only.tail):
                    yield node, f"{node.name} and {only.name} wrap the same words", "keep the one with a meaning"


_SPACES = "remove white space at the edges and the attribute xml:space, and write a space for a tab within a text"
_TAB = lazy_pattern("\t")
_EDGED = ("p", "heading", "docTitle")
_NO_TEXT = ("authorialNote", "noteRef", "eol", "eop", "img", "br")
_MIXED = frozenset({*SEMANTIC, *TYPOGRAPHIC, *names("p num heading subheading crossHeading caption ref a inline")})


@rule(
    "R-107",
    MUST,
    "no text holds a tab; no p, heading or docTitle begins or ends with white space; xml:space is not written",
    note="white space around num is reported under R-015, before the text of a note under R-082; in Schematron not "
    "inside the first or last inline, nor tabs in inlines",
)
def white_space(index: Index) -> Findings:
    """Profile section 4, row 41."""
    for name in _EDGED:
        for node in index.named[name]:
            if not node.in_meta and (side := _padded(node)):
                yield node, f"{name} {side} with white space", _SPACES
    for node in index.bearing[f"{XML}space"]:
        yield node, "xml:space is written", _SPACES
    for holder, text in index.holding(_TAB):
        if text == holder.text and _said_elsewhere(holder):
            continue
        if holder.name in _MIXED or stripped(text):
            yield holder, "a tab in the text", _SPACES


def _said_elsewhere(holder: Node) -> bool:
    """True if a tab at the beginning of an element is said before the text of a note (R-082), or of the edge."""
    of_note = holder.parent is not None and holder.parent.name == "authorialNote"
    if of_note and "\t" not in holder.text.lstrip():
        return True
    return holder.name in _EDGED and "\t" not in stripped(holder.text) and bool(_padded(holder))


def _padded(node: Node) -> str:
    """ "begins", "ends" or both for an element with white space at that edge; what note calls separate is no edge."""
    first = node
    while not first.text and first.children and first.children[0].name not in _NO_TEXT:
        first = first.children[0]
    starts_note = node.parent is not None and node.parent.name == "authorialNote" and node.parent.child("p") is node
    begins = bool(first.text) and first.text[0] in SPACE and not starts_note
    sides = (("begins", begins), ("ends", _last_run(node)[-1:] in (*SPACE,)))
    return " and ".join(side for side, padded in sides if padded)


def _last_run(node: Node) -> str:
    """The characters with which an element ends; none if it ends in a note."""
    while node.children:
        end = node.children[-1]
        if end.tail or end.name in _NO_TEXT:
            return end.tail
        node = end
    return node.text


@rule(
    "R-108",
    MUST,
    "quotation marks are text: startQuote and endQuote are not used",
    about="quotedText quotedStructure embeddedText embeddedStructure",
)
def quotation_marks(index: Index) -> Findings:
    """Profile 1.4."""
    for node in index.all("quotedText", "quotedStructure", "embeddedText", "embeddedStructure"):
        for name in ("startQuote", "endQuote", "inlineQuote"):
            if name in node.attributes:
                yield node, f"{name} carries a quotation mark", "write the mark as text"


_WORD = lazy_pattern(r"[^\W\d_]+")
_ENOUGH = 0.25
_SAMPLE = 2000


@rule(
    *("R-109", SHOULD, "the language of the text, by script and stop words, is that of FRBRlanguage"),
    note="asked of statements and of languages that there is a language file for",
)
def language_of_text(index: Index) -> Findings:
    """Profile section 4, row 47."""
    from akn.languages import codes

    for doc in index.documents:
        if doc.node.name == "statement" and doc.language in codes():
            text = _sample(doc)
            other = _other_language(doc.language, text) if len(text) > 200 else ""
            if other:
                node = doc.expression.first.get("FRBRlanguage") or doc.node
                yield node, f"the text looks like {other}, FRBRlanguage says {doc.language}", "correct FRBRlanguage"


def _sample(doc: Doc) -> str:
    parts: list[str] = []
    length = 0
    for zone in (doc.node.child("preamble"), doc.node.child("mainBody")):
        for node in zone.descendants() if zone is not None else ():
            parts += (node.text, node.tail)
            length += len(node.text) + len(node.tail)
            if length > _SAMPLE:
                return " ".join(parts)
    return " ".join(parts)


def _other_language(code: str, text: str) -> str:
    """The language that a text is in rather than the given one; empty if nothing speaks against that."""
    from akn.languages import detect_language, is_surely_in, load

    if is_surely_in(code, text):
        return ""
    stop = frozenset(load(code).stop_words)
    words = _WORD.findall(text.lower())
    if words and sum(map(stop.__contains__, words)) / len(words) > _ENOUGH:
        return ""
    found = detect_language(text)
    return found.code if found.code != code and found.share > 0.6 else ""


@rule("R-110", SHOULD, "xml:lang appears only where the language differs from FRBRlanguage")
def foreign_text_only(index: Index) -> Findings:
    """Profile 2.3; xml:lang is a BCP 47 tag, FRBRlanguage an ISO 639-2 code."""
    for node in index.bearing[f"{XML}lang"]:
        tag, code = node.attributes[f"{XML}lang"], _language(index, node)
        also = languages()[code].also if code in languages() else ()
        if tag.lower().partition("-")[0] in (*also, code):
            yield node, f"xml:lang is “{tag}”, as the whole text", "remove it"


def _notes(index: Index) -> list[Node]:
    return [node for node in index.named["authorialNote"] if not node.in_meta]


@rule(
    *("R-080", MUST, 'a note has marker, placement="bottom", an eId and at least one p'),
    note="a missing eId is reported under R-076",
    about="authorialNote",
)
def note_attributes(index: Index) -> Findings:
    """Profile 1.6."""
    for node in _notes(index):
        if not node.attributes["marker"]:
            yield node, "the note has no marker", "write the printed call into marker"
        if node.attributes["placement"] != "bottom":
            yield node, f"the placement is “{node.attributes['placement']}”", 'write placement="bottom"'
        if node.child("p") is None:
            yield node, "the note has no p", "put its text into p"


@rule(
    *("R-081", MUST, "numeric markers run from 1 in document order; they restart at most at an annex or a part"),
    shown=Shown.PARTLY,
    note="whether the marker is the printed call, the file does not show; those of the Human Rights Council may begin "
    "with 2, where a star stands for the first note, those of the Security Council with any number until 1993",
    about="authorialNote",
)
def markers_run(index: Index) -> Findings:
    """Profile section 4, row 32: markers that start at 2 are ids of the word processor."""
    for node, number, previous in index.once(_breaks):
        said = f"note {number} follows note {previous}" if previous else f"the first note has the number {number}"
        due = previous + 1
        also = f", and {due} in the eId" if node.attributes["eId"].endswith(f"_{number}") else ""
        yield node, said, f"put note {due} back if it is lost; if none is, write marker {due}{also}"


def _breaks(index: Index) -> list[tuple[Node, int, int]]:
    """The notes whose number does not follow the one before, each with its number and that of the other (0: none)."""
    found = []
    last: dict[int, int] = {}
    seen: Doc | None = None
    for node in _notes(index):
        marker = node.attributes["marker"]
        doc = node.doc
        if doc is None or not marker.isdecimal() or len(marker) > 6:
            continue
        number = int(european(marker))
        host = doc.whole
        previous = last.get(host.node.order, 0)
        restarts = number == 1 and seen is not None and doc is not seen and doc.is_annex
        if number != previous + 1 and not restarts and not (not previous and number <= _first_note(doc.whole)):
            found.append((node, number, previous))
        last[host.node.order] = number
        seen = doc
    return found


def notes_lost(index: Index) -> dict[int, int]:
    """How many notes seem to be lost right before a note, by its place in the document (R-081)."""
    return {node.order: number - previous - 1 for node, number, previous in index.once(_breaks) if number > previous}


def _first_note(doc: Doc) -> float:
    """The highest number with which the notes of a document may begin, as the file of its body says."""
    body = of_actor(doc.actor)
    if body is None:
        return 1
    year = doc.parts[3][:4] if len(doc.parts) > 3 else ""
    return inf if year.isdecimal() and int(year) <= body.volumes_until else body.first_note


@rule(
    *("R-082", MUST, "the note text repeats neither marker nor leading space; sup does not wrap the note"),
    note="in code also: the marker at the beginning of the text, unless a year follows it",
    about="authorialNote",
)
def note_text(index: Index) -> Findings:
    """Profile 1.6."""
    for node in _notes(index):
        if node.parent is not None and node.parent.name == "sup":
            yield node, "sup wraps the note", "remove sup: the marker is no text"
        p = node.child("p")
        if p is None:
            continue
        words = p.words()
        if words != words.lstrip(SPACE):
            yield p, "the note begins with white space", "remove it"
        if _repeats_marker(words, node.attributes["marker"]):
            yield p, f"the note begins with its marker {node.attributes['marker']}", "remove it from the text"


def _repeats_marker(words: str, marker: str) -> bool:
    """True if a text begins with the marker, and that is not the day of a date ("1 March 2044")."""
    begin = words.lstrip()
    begin = begin[1:] if begin[:1] in ("(", "[") else begin
    rest = begin[len(marker) :]
    if not marker or not begin.startswith(marker) or not rest[1:].strip() or rest[0] not in ".)] \t\n":
        return False
    return not re.search(r"\d{4}", rest.lstrip(".)] \t\n")[:25])


@rule(
    "R-083", MUST, "a repeated call is a noteRef with the href of an authorialNote and the same marker", about="noteRef"
)
def repeated_calls(index: Index) -> Findings:
    """Profile 1.6."""
    for node in index.named["noteRef"]:
        target = index.ids.get(node.attributes["href"][1:]) if node.attributes["href"].startswith("#") else None
        if target is None or target.name != "authorialNote":
            yield (
                node,
                f"href is “{node.attributes['href']}”, which is no note",
                "write # and the eId of the authorialNote",
            )
        elif target.attributes["marker"] != node.attributes["marker"]:
            problem = f"the marker is “{node.attributes['marker']}”, that of the note “{target.attributes['marker']}”"
            yield node, problem, "write the marker of the note"


@rule(
    *("R-084", MUST, "as many notes are called as in the source, and no note is empty"),
    shown=Shown.PARTLY,
    note="shown: empty notes",
    about="authorialNote",
)
def no_empty_note(index: Index) -> Findings:
    """Profile section 4, row 32."""
    for node in _notes(index):
        if not stripped(node.words(notes=True)):
            yield node, "the note is empty", "write its text, or remove the call"
