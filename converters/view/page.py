"""The model of a page: what the template of the reading view shows, made from a document and what is known of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from msgspec import Struct
from msgspec.structs import replace

from akn.bodies import organ
from akn.citing import symbol_to
from akn.diagnostics import Code, Diagnostic
from akn.document import Annex, Document, Metadata, Part
from akn.emit import with_all_notes_called
from akn.errors import UsageError
from akn.languages import load
from akn.locations import as_said, numbers_said
from akn.patterns import lazy_pattern
from akn.punctuation import COMMAS
from akn.structure import corrections
from akn.text import Kind, title_lines
from akn.vocabulary.numerals import cleaned
from akn.walk import Unit, texts_of, units
from akn.xml.eids import identify
from akn.xml.elements import Path
from akn.xml.uri import work_of
from converters.links import Identity, Links, address_of, nowhere
from converters.view import environment, render, words
from converters.view.body import Beside, BodyWriter, summary
from converters.view.inline import Inliner, attribute
from converters.view.places import spoken
from converters.view.remarking import remark
from converters.view.source import NO_SOURCE, Source, shown
from converters.view.years import EarlierText, earlier_texts, signs, standing

if TYPE_CHECKING:
    from akn.checking import Checked
    from converters.options import Options
    from converters.reading import Look

FORM = "1"
"""The form of the main part: what `converters.formats.html` knows how to read back to the letter."""

_NAMED = lazy_pattern(r'((?: id| aria-labelledby)="| href="#)([^"]+)')
_ENTITIES = (Kind.ORGANIZATION, Kind.ROLE, Kind.LOCATION, Kind.PERSON, Kind.EVENT, Kind.TERM)
_LEGEND = (
    ("actions", (Kind.ACTION.value,)),
    ("addressees", ("addressee",)),
    ("dates", (Kind.DATE.value,)),
    ("entities", tuple(kind.value for kind in _ENTITIES)),
    ("citations", (Kind.REF.value, Kind.RREF.value)),
)
_OF_FIRST_LINES = frozenset({Code.NOT_A_RESOLUTION})
"""What is said of the first lines as a whole: no line is to blame, and "line 1" of a Word file can be one of a note."""
_TOPS = ("coverPage", "preface", "preamble", "body")
"""Where the first lines stand, the first of these that there is."""
_SIGNS = {"error": "!", "warning": "?", "info": "i"}


class Doubt(Struct, frozen=True):
    """A diagnostic on the page: its number there, what it says, the unit that it speaks of.

    `snippet` is a correction ready to copy, empty if there is none.  What is said of several places has them in
    `places`, each with its own message, and none itself.  `own` is True where it is said in the language of the page.
    """

    number: int
    severity: str
    code: str
    rule: str
    message: str
    hint: str
    eid: str = ""
    place: str = ""
    snippet: str = ""
    places: tuple[Doubt, ...] = ()
    own: bool = False


def roles_in(said: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a correction can say that a line is, and how a person says it in the words of a page."""
    return [(role, said[f"role_{role}"]) for role in corrections.ROLES]


class Version(Struct, frozen=True):
    """The same work in a language: its page, and whether that is this one."""

    code: str
    name: str
    href: str
    current: bool = False
    direction: str = ""


class Published(Struct, frozen=True):
    """What a page of a published site has besides: its address there (empty if that is not known), downloads (address,
    name), who cites it by the place that is cited ("" for the whole), further pages (address, words), the search, and a
    picture of the citations around it.
    """

    address: str
    downloads: tuple[tuple[str, str], ...] = ()
    cited: Mapping[str, Sequence[Any]] = {}
    also: tuple[tuple[str, str], ...] = ()
    search: str = ""
    chart: Any = None


def write_page(
    document: Document,
    *,
    links: str = "docs",
    siblings: Callable[[Identity, str], str] = nowhere,
    diagnostics: Sequence[Diagnostic] = (),
    citations: Sequence[Checked] = (),
    source: Source = NO_SOURCE,
    versions: Sequence[Version] = (),
    up: str = "",
    beside: str = "",
    published: Published | None = None,
    before: Sequence[EarlierText] = (),
    hints: Mapping[str, str] = MappingProxyType({}),
    reader: str = "",
) -> bytes:
    """The reading view of a document as one page of HTML in UTF-8, the same bytes for the same arguments.

    `links` tells where citations lead (see `converters.links`), `siblings` the pages of other works in the same
    run (`Links.siblings`).  `diagnostics` are shown at the units that they speak of and in a list, `source` beside the
    text, and what a register says of `citations` (`akn.checking`) on the references.
    `versions` are the pages of the same work in all languages, `up` and `beside` the addresses of the index and of the
    page that shows the versions side by side.  `published` is for a page of a published site
    (`converters.view.publish`).  `before` are the texts that this one follows, oldest first: each operative paragraph
    says since when it stands so, and what changed this year is listed.  `hints` take the place of the hints of their
    codes, where a program shows the page that has other means; `reader` is the language of all that the page says
    itself, remarks too, where it is not that of the document.

    Raises MissingDependency if Jinja2 is not installed, UsageError for an unknown way of linking.
    """
    from markupsafe import Markup

    document = with_all_notes_called(document)
    eids = identify(document).eids
    metadata = document.metadata
    code, direction = language_of(metadata.language)
    symbol, title = symbol_of(document), name_of(document)
    said = words(metadata.language)
    all_units = units(document)
    reader = reader or metadata.language
    to_reader, (reader_code, reader_direction) = words(reader), language_of(reader)
    numbers = numbers_said(all_units)
    named = _Places(to_reader, frozenset(eids.values()), _numbers_before(all_units))
    doubts = _doubts(diagnostics, source, named, symbol, reader, hints)
    way = Links(links, code or "en", siblings)
    inliner = Inliner(document, eids, way, rtl=direction == "rtl", verdicts=_verdicts(citations))
    around = _published_beside(published, eids, said, numbers) if published else _beside(doubts, source, to_reader)
    years = standing(all_units, before, metadata.language, said)
    around = _with_signs(around, signs(years, said))
    apart = reader_code != code
    body = BodyWriter(document, eids, inliner, to_reader, around, title, reader_code if apart else "")
    of_reader = {"words": to_reader, "language": reader_code or "en", "direction": reader_direction}
    return render(
        "page.html",
        **of_reader,
        cited_as=_cited_as(document, symbol),
        date=metadata.date,
        title=f"{symbol} – {title}" if symbol and symbol not in title else title,
        code=code,
        text_direction=direction,
        of_text={"lang": code or "und", "dir": direction or "auto"} if apart else {},
        description=_description(document, symbol, title),
        roles=roles_in(to_reader),
        levels=corrections.LEVELS,
        form=FORM,
        symbol=symbol,
        heading=title,
        address=str(work_of(metadata, collection=bool(document.parts))),
        body=Markup(body.html),
        linked_data=Markup(_linked_data(document, symbol, title, code, published)),
        published=published,
        cited=_cited_lists(published, eids, said, numbers) if published else (),
        running_head=symbol or title,
        contents=body.contents,
        legend=_legend(inliner.counts),
        doubts=doubts,
        of_reader=of_reader,
        named=_named(document, eids),
        left=body.left(),
        source=source,
        versions=versions,
        up=up,
        beside=beside,
        changed=[one for one in years if one.words is not None],
        last_year=before[-1] if before else None,
    )


def _with_signs(around: Beside, signs_: Mapping[str, str]) -> Beside:
    """What stands at the units, before it the signs since when each stands as it does."""
    ends = {eid: sign + around.ends.get(eid, "") for eid, sign in signs_.items()}
    return replace(around, ends={**around.ends, **ends})


def _cited_as(document: Document, symbol: str) -> str:
    """The title by which a document is cited beside its symbol; empty where it has none, or that is the symbol."""
    heading = heading_of(document) if symbol and title_of(document) else ""
    return "" if heading == symbol else heading


class PageWriter:
    """Writes the reading view of one input with its source beside it, as `akn view` and `akn convert --to html` do."""

    shows_faults = True

    def check(self) -> None:
        """Raise MissingDependency if the extra for pages is not installed."""
        environment()

    def write(self, look: Look, options: Options) -> bytes:
        """The page: the document, what was noticed, its source."""
        source = shown(look, look.data, look.name, options)
        return write_page(
            look.document,
            links=options.links,
            diagnostics=look.diagnostics,
            citations=look.citations,
            source=source,
            before=earlier_texts(options.register, look.document),
        )


def _verdicts(citations: Sequence[Checked]) -> dict[str, tuple[str, str]]:
    """By the eId of a reference its verdict, and what is known of it in words; without those of which nothing is."""
    if not citations:
        return {}
    from akn.checking import said_of

    found: dict[str, tuple[str, str]] = {}
    for row in citations:
        if row.verdict != "unknown" and row.eid != row.paragraph:
            told = said_of(row) if row.verdict == "contradicted" else f"{row.verdict} {row.known}".rstrip()
            source = f" ({row.source})" if row.source and row.verdict == "confirmed" else ""
            found.setdefault(row.eid, (row.verdict, f"{told}{source}"))
    return found


def text_of(document: Document, prefix: str, siblings: Callable[[Identity, str], str] = nowhere) -> str:
    """The text of a document as HTML, the main part of its page, its ids with a prefix: several stand on one page."""
    document = with_all_notes_called(document)
    metadata = document.metadata
    code, direction = language_of(metadata.language)
    eids = identify(document).eids
    inliner = Inliner(document, eids, Links("relative", code or "en", siblings), rtl=direction == "rtl")
    html = BodyWriter(document, eids, inliner, words(metadata.language), Beside(), name_of(document)).html
    return _NAMED.sub(lambda m: f"{m[1]}{prefix}{m[2]}", html)


def language_of(code: str) -> tuple[str, str]:
    """The language as BCP 47 has it and its direction; empty strings for one that there is no file for."""
    try:
        language = load(code)
    except UsageError:
        return "", ""
    return language.tag, language.direction


def title_of(document: Document) -> str:
    """The title as printed: the lines of the preface, of an issue without one those of its first part; the line that
    says when the text was adopted is none.
    """
    heads = [document.preface] + [part.preface for part in document.parts[:1]]
    head = next(filter(None, heads), ())
    lines = [text.content for text in title_lines(head)]
    # a line that begins with a small letter goes on with the one before
    title = "".join(f"{'' if not i else ' ' if line[:1].islower() else ' – '}{line}" for i, line in enumerate(lines))
    return title if len(lines) == len(head) else title.rstrip(_LEADS_ON)  # "Резолюция 1325 (2000)," and the adoption


_LEADS_ON = f"{COMMAS} "


def name_of(document: Document) -> str:
    """What a document is called: its title, else its symbol, else its first words."""
    if name := title_of(document) or symbol_of(document):
        return name
    found = (" ".join(text.content.split()) for text, _ in texts_of(document))
    return summary(next(filter(None, found), "")) or "–"


def heading_of(document: Document) -> str:
    """The same beside its symbol: a title that begins with the number of the text does not say it again.

    >>> from akn.document import Metadata
    >>> from akn.text import Text
    >>> heading_of(Document(Metadata(number="99/12", symbols=("A/RES/99/12",)), preface=(Text("99/12. Lamps"),)))
    'Lamps'
    """
    name, number = name_of(document), document.metadata.number
    # the letter of a part is printed below the title: "99/12. Lamps", "B"
    printed = next((n for n in (number, number.partition(" ")[0]) if n and name.startswith(n)), "")
    rest = name.removeprefix(printed).lstrip(" .:–-") if printed and symbol_of(document) else name
    return rest or name


def symbol_of(document: Document) -> str:
    """The symbol as stated or, where it is not, as it follows from the address; the number if neither tells one."""
    metadata = document.metadata
    work = work_of(metadata, collection=bool(document.parts))
    return next(iter(metadata.symbols), "") or symbol_to(work) or metadata.number


def _description(document: Document, symbol: str, title: str) -> str:
    metadata = document.metadata
    known = organ(metadata.actor)
    facts = (symbol, title, known.label if known else "", metadata.date)
    return " · ".join(dict.fromkeys(x for x in facts if x))


def _published_beside(
    published: Published, eids: Mapping[Path, str], said: Mapping[str, str], numbers: Mapping[str, str]
) -> Beside:
    """What stands at the units of a published page: what they are called, and how often they are cited."""
    known = frozenset(eids.values())
    marks = {eid: attribute("data-place", spoken(as_said(eid, numbers), said, known)) for eid in known}
    told = escape(said["cited_by"])
    ends = {
        eid: f'<a class="view-cited" data-view href="#view-cited-{escape(eid)}">{told} {len(by)}</a>'
        for eid, by in published.cited.items()
        if eid
    }
    return Beside(ends, marks)


def _cited_lists(
    published: Published, eids: Mapping[Path, str], said: Mapping[str, str], numbers: Mapping[str, str]
) -> list[tuple[str, str, Any]]:
    """Who cites the document and its places, in the order of the text: eId, name of the place, those who cite it."""
    order = {eid: n for n, eid in enumerate(dict.fromkeys(eids.values()))}
    known = frozenset(order)
    found = sorted(published.cited.items(), key=lambda item: order.get(item[0], -1))
    return [(eid, spoken(as_said(eid, numbers), said, known) if eid else said["cited_whole"], by) for eid, by in found]


def _linked_data(document: Document, symbol: str, title: str, code: str, published: Published | None) -> str:
    """The metadata in the vocabulary of schema.org, as JSON-LD."""
    metadata: Metadata = document.metadata
    known = organ(metadata.actor)
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": title,
        "identifier": str(work_of(metadata, collection=bool(document.parts))),
        "legislationIdentifier": symbol,
        "legislationType": metadata.kind,
        "legislationDate": metadata.date,
        "datePublished": metadata.published,
        "inLanguage": code,
        "legislationPassedBy": {"@type": "Organization", "name": known.label} if known else "",
    }
    if published and published.address:
        there = published.address
        found |= {"@id": there, "url": there, "sameAs": address_of(symbol, code or "en")}
        files = [{"@type": "MediaObject", "contentUrl": urljoin(there, href)} for href, _ in published.downloads]
        found["encoding"] = files
    data = json.dumps({name: value for name, value in found.items() if value}, ensure_ascii=False)
    return data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _legend(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What is marked, and how often."""
    found = ((name, sum(counts.get(kind, 0) for kind in kinds)) for name, kinds in _LEGEND)
    return [(name, count) for name, count in found if count]


def _named(document: Document, eids: Mapping[Path, str]) -> list[tuple[str, str, str]]:
    """The entries of `references`, and the annexes that they list: eId, label, address."""
    seen: dict[str, tuple[str, str]] = {}
    for term in document.terms:
        if term.eid:
            seen.setdefault(term.eid, (term.label, term.href))
    wholes: list[tuple[Path, Document | Part | Annex]] = [((), document)]
    wholes += [(("parts", i), part) for i, part in enumerate(document.parts)]
    for path, whole in wholes:  # grows by the annexes of annexes
        prefix = f"{eids[path]}__" if path else ""
        for i, annex in enumerate(whole.annexes):
            eid = f"{prefix}hasAttachment_{i + 1}"
            seen.setdefault(eid, (" ".join(t.content for t in annex.preface), ""))
            wholes.append(((*path, "annexes", i), annex))
    return [(eid, *told) for eid, told in seen.items()]


def remarks(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """What a page lists and an index counts: what a person should look at, no notice of what was done."""
    return [d for d in diagnostics if not d.code.notice]


_Number = tuple[int, str, bool]
"""How deep a paragraph or a point stands, its number, and whether it is a point."""


class _Places(Struct, frozen=True):
    """How the places of a document are called: the words of its page, its eIds, and of operative paragraphs without a
    number the numbers printed before them.
    """

    said: Mapping[str, str]
    eids: frozenset[str]
    before: Mapping[str, Sequence[_Number]]

    def called(self, eid: str, by_people: str) -> str:
        """A place of a remark; `by_people` is the eId that says what people call it (`Position.called`)."""
        said, around = self.said, eid
        while around and around not in self.before:
            around = around.rpartition("__")[0]
        if numbers := self.before.get(around):
            # with its point: "33 (k)"; that an address counts it among those of its number is no number of it
            told = (said["place_point"].replace("{n}", one) if is_point else one for _, one, is_point in numbers)
            said = {**said, "place_unnumbered": said["place_unnumbered_after"].replace("{n}", said["close"].join(told))}
            said["place_again"] = "{place}"
        return spoken(by_people or eid, said, self.eids)


def _numbers_before(found: Sequence[Unit]) -> dict[str, Sequence[_Number]]:
    """The numbers of the paragraph and of its points before each operative paragraph without a number, by their eIds;
    none above the first.
    """
    before: dict[str, Sequence[_Number]] = {}
    last: list[_Number] = []
    for unit in found:
        if unit.kind in ("operative", "point") and unit.num:
            number, depth = cleaned(unit.num), len(unit.path)
            # points that were read as paragraphs belong to the number above them as well
            is_point = unit.kind == "point" or (")" in unit.num and not any(map(str.isdecimal, number)))
            kept = [one for one in last if one[0] < depth or (unit.kind != "point" and not one[2])] if is_point else []
            last = [*kept, (depth, number, is_point)]
        elif unit.kind == "operative" and unit.eid and last:
            before[unit.eid] = last
        elif unit.kind in ("annex", "part"):
            last = []
    return before


def _doubts(
    diagnostics: Sequence[Diagnostic],
    source: Source,
    named: _Places,
    symbol: str,
    language: str,
    hints: Mapping[str, str],
) -> tuple[Doubt, ...]:
    """The diagnostics, each with the unit that it speaks of: the one that it names, or whose lines it names."""
    order = {"error": 0, "warning": 1, "info": 2}
    ranked = sorted(remarks(diagnostics), key=lambda d: order.get(d.severity, 3))
    found: list[Doubt] = []
    by_line, said_in = source.by_line(), named.said

    def doubt(i: int, d: Diagnostic) -> Doubt:
        held = d.position.eid in named.eids
        if d.code in _OF_FIRST_LINES:
            eid = next((top for top in _TOPS if top in named.eids), "")
        else:
            eid = d.position.eid if held else by_line.get(d.position.line, "")
        line, page = d.position.line, d.position.page
        place = named.called(eid, d.position.called if held else "") if eid else ""
        place = place or (said_in["place_line"].format(n=line) if line else "")
        place = place or (said_in["place_page"].format(n=page) if page else "")
        snippet, said = _correction(d, eid, source, symbol), remark(d, language, hints)
        return Doubt(
            i, d.severity.value, d.code.code, d.rule, said.message, said.hint, eid, place, snippet, own=said.own
        )

    for i, d in enumerate(ranked, 1):
        if d.others:
            several, said = tuple(doubt(i, one) for one in d.each()), remark(d, language, hints)
            made = Doubt(
                i, d.severity.value, d.code.code, d.rule, said.message, said.hint, places=several, own=said.own
            )
            found.append(made)
        else:
            found.append(doubt(i, d))
    return tuple(found)


def _correction(d: Diagnostic, eid: str, source: Source, symbol: str) -> str:
    """A correction of what a diagnostic speaks of, ready to be completed; empty where none can be given."""
    if not source.keys:
        return ""
    if d.code is Code.SYMBOL_WORKED_OUT:
        return f"symbol = {json.dumps(symbol, ensure_ascii=False)}"
    details = dict(d.details)
    if d.code.code[0] == "C" and details.get("text"):
        # the text that its number means, unless the link leads there
        to = details["reading"] if d.code is Code.DATE_MISPRINTED and "linked" not in details else ""
        said = {"text": details["text"], "to": to}.items()
        return "\n".join(
            ["[[reference]]", *(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in said)]
        )
    if d.code is Code.LEADING_LINE_AGAIN:  # what it advises, of all the lines that it speaks of
        return _of_lines((key for key, text in source.says.items() if text.strip() == details["words"]), '"heading"')
    if d.code is Code.PARAGRAPH_JOINED and eid == "preface" and (those := _lines_joined(d, source)):
        return _of_lines(those, '"title"')
    if d.code is Code.TITLE_MISSING and ("preface", 0) in source.texts:  # not the first line of the masthead
        return _of_lines([source.texts["preface", 0].key], '""  # title')
    return _of_some_role(d, eid, source) if d.code.code[0] in "SRN" else ""


def _of_lines(keys: Iterable[str], role: str) -> str:
    """Corrections of lines, each by how a correction names it, that say what they are."""
    return "\n\n".join(f"[[line]]\n{key}\nrole = {role}" for key in keys)


def _of_some_role(d: Diagnostic, eid: str, source: Source) -> str:
    """A correction of the line that a diagnostic speaks of, with all that it can be; empty where there is none."""
    about = "" if d.code in _OF_FIRST_LINES else _line_about(d, source)
    key = about or source.keys.get(eid, "")
    roles = ", ".join(corrections.ROLES).replace("heading", f"heading (with level = 1 to {corrections.LEVELS[-1]})")
    return _of_lines([key], f'""  # {roles}') if key else ""


def _lines_joined(d: Diagnostic, source: Source) -> list[str]:
    """How corrections name the line that a diagnostic says was joined to another one, and that one; empty where its
    words do not tell both.
    """
    about = ("".join(dict(d.details).get(name, "").removesuffix("…").split()) for name in ("opening", "following"))
    said = {key: "".join(text.split()) for key, text in source.says.items()}
    found = [[key for key, text in said.items() if words and text.startswith(words)] for words in about]
    return [key for one in found for key in one] if all(len(one) == 1 for one in found) else []


def _line_about(d: Diagnostic, source: Source) -> str:
    """How a correction names the very line that a diagnostic speaks of: that which it says was joined to another one,
    or the one that it is placed at; empty where neither tells.
    """
    joined = "".join(dict(d.details).get("following", "").removesuffix("…").split())
    if joined and (found := [key for key, text in source.says.items() if "".join(text.split()).startswith(joined)]):
        return found[0] if len(found) == 1 else ""
    number = source.numbers.get(d.position.line, d.position.line if not source.numbers else 0)
    return source.lines[number - 1].key if 0 < number <= len(source.lines) else ""


def _beside(doubts: Sequence[Doubt], source: Source, said: Mapping[str, str]) -> Beside:
    """What stands at the units: the signs of doubts, the lines of the source that they came from."""
    ends: dict[str, str] = {}
    for doubt in (place for one in doubts for place in one.places or (one,)):
        if doubt.eid:
            label = escape(f"{said[doubt.severity]} {doubt.code}: {doubt.message}")
            ends[doubt.eid] = ends.get(doubt.eid, "") + (
                f'<a class="view-doubt {doubt.severity}" data-view href="#view-doubt-{doubt.number}"'
                f' aria-label="{label}" title="{label}">{_SIGNS[doubt.severity]}</a>'
            )
    marks = {}
    for eid, (first, last) in source.units.items():
        beside = attribute("data-boxes", source.boxes.get(eid, "")) + attribute("data-key", source.keys.get(eid, ""))
        marks[eid] = f' data-from="{first} {last}"{beside}'
        shown = source.label(first, last)
        ends[eid] = ends.get(eid, "") + f'<a class="view-from" data-view href="#view-from-{first}">{escape(shown)}</a>'
    texts = {
        path: f' data-from="{of.first} {of.last}"' + attribute("data-boxes", of.boxes) + attribute("data-key", of.key)
        for path, of in source.texts.items()
    }
    return Beside(ends, marks, texts)
