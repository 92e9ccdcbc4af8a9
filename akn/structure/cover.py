"""The lines of the cover page, the preface and the conclusions, marked with what they are (profile 1.1, 1.4, 2.3)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from akn import bodies
from akn.blocks import Block, NoteBlock
from akn.bodies import grammar
from akn.languages.match import Group, LineMatch
from akn.languages.sponsors import match_more
from akn.languages.view import fold
from akn.structure.evidence import Evidence
from akn.structure.headings import without_full_looks
from akn.structure.lines import Line
from akn.structure.zones import Zones
from akn.text import COVER_LINE, LOOKS, Kind, Mark, Text, joined, mark


class LineFact(Struct, frozen=True):
    """What a line says: the kind of the line or masthead entry, the name of the part that says it, its value."""

    kind: str
    part: str
    value: str


class Marked(Struct):
    """Marked lines, and what they say in order."""

    lines: list[Text] = []
    facts: list[LineFact] = []

    def first(self, part: str, kind: str) -> str:
        """The first value of a part of lines of a kind, empty if there is none so far."""
        for f in self.facts:
            if f.part == part and f.kind == kind and f.value:
                return f.value
        return ""

    def hear(self, kind: str, known: LineMatch) -> None:
        """Keep what a line says: the body it names, and its parts."""
        if known.body:
            self.facts.append(LineFact(kind, "body", known.body))
        for g in known.groups:
            self.facts.append(LineFact(kind, g.name, g.value))


class MarkedZones(Struct, frozen=True):
    """The zones that say what the document is."""

    cover: Marked
    title: Marked
    conclusions: Marked


def mark_zones(zones: Zones, evidence: Evidence) -> MarkedZones:
    """Cover, preface and closing lines, marked with what they are."""
    return MarkedZones(
        mark_cover(zones.cover, evidence),
        mark_preface(join_title(zones.title, evidence) if len(zones.title) > 1 else zones.title, evidence),
        mark_conclusions(zones.conclusions, evidence),
    )


def mark_cover(lines: Sequence[Line], evidence: Evidence) -> Marked:
    """The cover lines, marked; a line of no known kind stays as it is.

    The line after an agenda item is its title (all bodies print it there).  A date that stands alone is the date of
    issuance.  A symbol in a masthead is the symbol of the document; a second one stays text (R-008), and so does what
    looks like a number above that of the title.
    """
    out = Marked()
    previous = ""
    for line in lines:
        text = without_full_looks(line.source)
        known = evidence.lines[text.content]
        kind = ""
        if known is None and previous == "agendaItem" and text.content:
            kind = "agendaTitle"
            out.facts.append(LineFact(kind, "title", text.content))
            text = text.marked([mark(0, len(text), Kind.INLINE, name="agenda item name")])
        elif known is None and (named := evidence.drafts[text.content]) is not None:
            names = [mark(start, end, Kind.DOC_PROPONENT) for start, end in named.names]
            text = text.marked([*names, mark(*named.word, Kind.DOC_TYPE)])
            out.facts.append(LineFact("sponsors", "kind", named.kind))
        elif known is not None and known.kind == "committee" and _is_draft(out.first("symbol", "symbol")):
            text = _deliberating(text, known)
            out.hear("committee", known)
        elif known is not None:
            text, kind = _entries(text, known, out)
        out.lines.append(text)
        previous = kind
    return out


def _deliberating(text: Text, known: LineMatch) -> Text:
    """The committee above the text of a draft: it deliberates on the draft and does not propose it."""
    group = known.group("committee")
    if group is None:
        return text
    return text.marked([mark(group.start, group.end, Kind.DOC_COMMITTEE, refersTo=f"#{term_of(group.value)}")])


def _entries(text: Text, known: LineMatch, out: Marked) -> tuple[Text, str]:
    """A line of the masthead, marked, and the kind of its last entry: columns may stand in one line."""
    kind = ""
    for entry in known.entries or (known,):
        kind = "issueDate" if entry.kind == "date" else entry.kind
        if kind != "titleNumber" and not (kind == "symbol" and out.first("symbol", "symbol")):
            text = text.marked(_marks(kind, entry, text))
            out.hear(kind, entry)
    return text, kind


def mark_sponsors(notes: Sequence[NoteBlock], evidence: Evidence) -> list[NoteBlock]:
    """The notes of a draft, the names of its further sponsors marked."""
    found = []
    for note in notes:
        blocks = []
        for block in note.blocks:
            if isinstance(block, Block) and (names := match_more(block.text.content, evidence.language)):
                marks = (mark(start, end, Kind.DOC_PROPONENT) for start, end in names)
                block = replace(block, text=block.text.marked(marks))
            blocks.append(block)
        found.append(replace(note, blocks=tuple(blocks)))
    return found


def _is_draft(symbol: str) -> bool:
    """True if a symbol is that of a draft by its form."""
    return bool(symbol) and grammar.draft_pattern().search(symbol) is not None


def mark_preface(lines: Sequence[Line], evidence: Evidence) -> Marked:
    """The number and the title, marked; for the Security Council the number and the sentence of adoption.

    A title that the source wraps stays one line a line; all of them are its title (R-006).
    """
    out = Marked()
    titled = False
    for line in lines:
        text = without_full_looks(line.source)
        known = evidence.lines[text.content]
        if line.override == "cover" and known is None and text.content:
            text = text.marked([mark(0, len(text), Kind.INLINE, name=COVER_LINE)])
        elif known is not None and known.kind == "titleNumber":
            text = _title(text, known)
            titled = True
            out.hear("titleNumber", known)
        elif known is not None and known.kind in ("number", "adoptionMeeting", "adoption", "session", "proponent"):
            text = text.marked(_marks(known.kind, known, text))
            out.hear(known.kind, known)
        elif known is not None and known.kind == "date" and not titled and out.first("number", "number"):
            text = text.marked(_marks("adoption", known, text))  # alone below the number of a text without a title
            out.hear("adoption", known)
        elif text.content and not titled:
            text = text.marked([mark(0, len(text), Kind.DOC_TITLE)])
            out.facts.append(LineFact("title", "title", text.content))
            titled = True
        out.lines.append(text)
    return out


def join_title(lines: Sequence[Line], evidence: Evidence) -> list[Line]:
    """The title lines with a title that runs over several lines in one: it is one title, however wide the page.

    The letter of a part that is issued alone stays a line of its own, and so does the title of the part; so does a line
    that a person calls one of the cover.
    """
    own = (line.override == "cover" or evidence.letter(line.source.content) for line in lines)
    apart = (i for i, alone in enumerate(own) if i and alone)
    end = next(apart, len(lines))
    if end < 2:
        return list(lines)
    whole = joined((line.source for line in lines[:end]), " " if evidence.language.spaced else "")
    for text in (lines[0].source, whole):
        known = evidence.lines[text.content]
        if known is None or known.kind != "titleNumber":
            return list(lines)
    return [Line(whole, lines[0].where, source=whole), *lines[end:]]


def _title(text: Text, known: LineMatch) -> Text:
    number, title = known.group("number"), known.group("title")
    marks = []
    if number is not None:
        marks.append(mark(number.start, number.end, Kind.DOC_NUMBER))
    if title is not None:
        # a sign that is seen through may stand at the border of both
        start, end = max(title.start, number.end if number is not None else 0), title.end
        marks.append(mark(start, end, Kind.DOC_TITLE))
        text = text.keeping(lambda m: m.kind not in LOOKS or m.start > start or m.end < end)
    return _nested(text, marks)


def _nested(text: Text, marks: Sequence[Mark]) -> Text:
    """The text with more marks; a link that crosses the border of one of them goes, for elements only nest."""
    links = text.of(Kind.LINK)
    if not links:
        return text.marked(marks)
    crossed = [
        m for m in links if any(m.start < n.start < m.end < n.end or n.start < m.start < n.end < m.end for n in marks)
    ]
    return text.keeping(lambda m: m not in crossed).marked(marks)


def mark_part_head(lines: Sequence[Line]) -> list[Text]:
    """The head of a lettered part: the letter is its number, the rest its title (profile 1.5).

    A letter that is printed twice is no title.
    """
    marked: list[Text] = []
    for i, line in enumerate(lines):
        text = without_full_looks(line.source)
        kind = Kind.DOC_NUMBER if i == 0 else Kind.DOC_TITLE
        again = i > 0 and text.content == marked[0].content
        marked.append(text.marked([mark(0, len(text), kind)]) if text.content and not again else text)
    return marked


def mark_annex_head(lines: Sequence[Line], evidence: Evidence, *, labelled: bool) -> list[Text]:
    """The head of an annex: its label (docType), if it has one, and its title (docTitle)."""
    marked = []
    for i, line in enumerate(lines, 0 if labelled else 1):
        text = without_full_looks(line.source)
        known = evidence.lines[text.content] if i == 0 else None
        title = known.group("title") if known is not None else None
        if title is not None:
            label = text.content[: title.start].rstrip(" \t\u00a0–—-:.")
            found = [mark(0, len(label), Kind.DOC_TYPE), mark(title.start, title.end, Kind.DOC_TITLE)]
        else:
            found = [mark(0, len(text), Kind.DOC_TYPE if i == 0 else Kind.DOC_TITLE)]
        marked.append(_nested(text, found) if text.content else text)
    return marked


def mark_conclusions(lines: Sequence[Line], evidence: Evidence) -> Marked:
    """The closing lines, marked: meetings, dates of adoption, votes (profile 1.4, R-024)."""
    out = Marked()
    for line in lines:
        text = without_full_looks(line.source)
        known = evidence.lines[text.content]
        kind = known.kind if known is not None else ""
        if kind == "vote" or text.content.startswith("["):
            text = text.marked(_vote(text, known))
            out.facts.append(LineFact("vote", "text", text.content))
        elif known is not None and kind in ("meeting", "date", "adoptionMeeting"):
            text = text.marked(_marks("closingDate" if kind == "date" else "meeting", known, text))
            out.hear(kind, known)
        out.lines.append(text)
    return out


def _vote(text: Text, known: LineMatch | None) -> list[Mark]:
    """The line that says how the vote went; the lists of voters under it stay lines.

    The numbers of votes are quantities where the language file names them.
    """
    marks = [mark(0, len(text), Kind.VOTE, by="#author"), mark(0, len(text), Kind.OUTCOME)]
    for g in known.groups if known is not None else ():
        if g.name in ("favour", "against", "abstaining") and g.value.isdigit():
            marks.append(mark(g.start, g.end, Kind.QUANTITY, refersTo=f"#{g.name}", normalized=g.value))
    return marks


# parts of lines that are one inline element of their own: the element and its fixed attributes
_SIMPLE: dict[tuple[str, str], tuple[Kind, dict[str, str]]] = {
    ("publisher", "publisher"): (Kind.DOC_AUTHORITY, {"refersTo": "#un"}),
    ("symbol", "symbol"): (Kind.DOC_NUMBER, {"refersTo": "#symbol"}),
    ("distribution", "status"): (Kind.DOC_STATUS, {}),
    ("decisionKind", "kind"): (Kind.INLINE, {"name": "decision type"}),
    ("originalLanguage", "language"): (Kind.INLINE, {"name": "originalLanguage"}),
}
# kinds of lines that are one element as a whole
_WHOLE = {"committee": Kind.DOC_PROPONENT, "decisionType": Kind.DOC_TYPE}
_ADOPTED = frozenset({"adoption", "adoptionMeeting", "number", "closingDate", "meeting"})


def _marks(kind: str, known: LineMatch, text: Text) -> list[Mark]:
    """The marks of one line.  A line may hold several masthead entries; each part is marked by its own name."""
    parts = [_of_part(kind, known, g) for g in known.groups]
    return [*filter(None, parts), *_of_whole(kind, known, text)]


def _of_part(kind: str, known: LineMatch, g: Group) -> Mark | None:
    """The mark of one part of a line of a kind; None for a part that is text."""
    if (simple := _SIMPLE.get((kind, g.name)) or _SIMPLE.get((g.name, g.name))) is not None:
        return mark(g.start, g.end, simple[0], **simple[1])
    match g.name:
        case "date":
            event = "#dateOfAdoption" if kind in _ADOPTED else "#dateOfIssuance"
            return mark(g.start, g.end, Kind.DOC_DATE, date=g.value, refersTo=event)
        case "session" if g.value:  # of a line of its own all is the session, not the ordinal alone
            start, end = (known.start, known.end) if kind == "session" else (g.start, g.end)
            return mark(start, end, Kind.SESSION, refersTo="#session", value=g.value)
        case "organ" if kind in ("authority", "publisher"):
            return mark(g.start, g.end, Kind.DOC_AUTHORITY, refersTo=f"#{term_of(g.value)}")
        case "meeting" if g.value.isdigit() and kind in ("meeting", "adoptionMeeting"):
            return mark(g.start, g.end, Kind.QUANTITY, refersTo="#meetingNumber", normalized=g.value)
    return None


def _of_whole(kind: str, known: LineMatch, text: Text) -> list[Mark]:
    """The marks that a line of a kind has as a whole, beside those of its parts."""
    if kind in _WHOLE:
        return [mark(known.start, known.end, _WHOLE[kind])]
    if kind == "meeting" and known.value("meeting").isdigit():  # in the conclusions the line is the event of adoption
        return [mark(known.start, known.end, Kind.EVENT, refersTo="#adoptionMeeting")]
    if kind == "agendaItem":
        value = fold(known.value("item")).content  # Arabic-Indic digits are digits; letters stay those of the text
        return [mark(known.start, known.end, Kind.INLINE, name="agenda item", title=value)]
    if kind == "proponent":
        return _proponent(known, text)
    if kind == "number" and (number := known.group("number")) is not None:
        return _number(number, known, text)
    return []


def _number(number: Group, known: LineMatch, text: Text) -> list[Mark]:
    """ "Resolution 2618 (2022)": what stands before the number is the type, the year belongs to the number (R-006)."""
    year, typed = known.group("year"), known.group("type")
    end = number.end
    if year is not None:
        end = year.end + (text.content[year.end : year.end + 1] in (")", "）"))
    before = text.content[: number.start].strip()
    start = text.content.index(before)
    if typed is not None:  # Chinese prints it after the number
        return [mark(number.start, end, Kind.DOC_NUMBER), mark(typed.start, typed.end, Kind.DOC_TYPE)]
    types = [mark(start, start + len(before), Kind.DOC_TYPE)] if before else []
    return [*types, mark(number.start, end, Kind.DOC_NUMBER)]


def _proponent(known: LineMatch, text: Text) -> list[Mark]:
    """ "[on the report of the Second Committee (A/99/310, para. 9)]", as the profile's example has it."""
    groups: dict[str, Group] = {g.name: g for g in known.groups}
    first = known.start + (text.content[known.start : known.start + 1] in ("[", "("))
    source, committee = groups.get("source"), groups.get("committee")
    end = known.end
    marks = []
    if source is not None:
        opening = text.content.rfind("(", first, source.start)
        end = opening if opening > first else source.start
        marks.append(mark(source.start, source.end, Kind.INLINE, name="originating document"))
    end = first + len(text.content[first:end].rstrip(" \u00a0]"))
    if first < end:
        marks.append(mark(first, end, Kind.DOC_PROPONENT))
    if committee is not None and committee.end <= end:
        marks.append(mark(committee.start, committee.end, Kind.DOC_COMMITTEE, refersTo=f"#{term_of(committee.value)}"))
    return marks


def term_of(actor: str) -> str:
    """The eId of the term for an organ, as its body file has it; the actor code of an organ without a file."""
    organ = bodies.organ(actor)
    return organ.eid if organ is not None else actor or bodies.GENERIC
