"""Hypothesis strategies for whole documents and for blocks: every structure, every script, all that the model can say.

`documents()` makes canonical documents: those that a parser may give.  Canonical means that

* texts hold single spaces and none at their ends, and no text in a sequence is empty;
* findings nest and do not cross; looks lie as they like; no mark but an anchor is empty;
* notes are numbered "1", "2", ... in the order of their first call, and each is called;
* a list has points; a bulleted one has `bullets`; text does not follow text where one element holds one text;
* dates are real or unknown; terms have ids of their own.

`any_documents()` breaks these rules one by one: emit must give valid XML for them all the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st
from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, Zone
from akn.document import (
    Annex,
    BodyNode,
    Cell,
    Content,
    Division,
    Document,
    Formula,
    Metadata,
    Note,
    Operative,
    Part,
    Point,
    PointList,
    Preambular,
    Raw,
    Table,
    Term,
)
from akn.text import EMPTY, LOOKS, Kind, Mark, Text, mark
from akn.xml.lower import DEEPEST
from akn.xml.names import AKN

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[Any]], Any]

LETTERS = "abcdefgXYZ0123456789.,;:()/'’“”&<>\"–-"
SCRIPTS = (
    LETTERS,
    LETTERS + "éèçœñ¿ªº«»\u00a0\u202f",
    LETTERS + "абвгдеёжзийклмнАБВ№\u2011",
    "大会回顾其关于本决议的第号，。；、（）《》〇一二三十㈠㈡0123456789",
    "الجمعيةالعامةإذتشيرإلىقرارها،؛٠١٢٣٤\u0640\u064b\u0651\u200f\u202b\u202c/()",
    "𝔘😀\u0301\u200d\ufeff\ufffd\ufffca\u2028\u0085",
)

PHRASES = (
    *(
        "a",
        "Recalls",
        "Decides to go on;",
        "See resolution 99/7, annex.",
        "x & y < z > \"q\" 'r'",
        "(a) of paragraph 4",
    ),
    *("Réaffirmant à nouveau\u00a0:", "¿Qué? El 1º de mayo", "напоминая о своей резолюции № 5", "53\u2011я сессия"),
    *(
        "大会，",
        "回顾其关于本决议的第2044(99)号决议，",
        "（一）㈠",
        "وإذ تشير إلى قرارها ٦٧/١٩٥،",
        "الأمــم المتحـدة",
        "\u202bنص\u202c/(أ)",
    ),
    *("𝔘😀 e\u0301 \u200d", "\ufeff\ufffd\ufffc", "l\u2028r\u0085s", "]]> <!-- &amp; ", "A" * 70),
)
ANY = st.characters(exclude_categories=["Cs"])
"""All characters of a text: those that hypothesis tries by itself, which it finds by writing each in UTF-8."""
words = st.sampled_from(SCRIPTS).flatmap(lambda script: st.text(script, min_size=1, max_size=9))
plain = st.one_of(st.sampled_from(PHRASES), st.sampled_from(PHRASES), words).map(lambda s: s.strip(" ") or "a")

IRIS = (
    "/akn/un/statement/deliberation/unga/2044-12-09/99-7",
    "/akn/un/statement/deliberation/unga/2043/98-12/!main#para_4",
    "/akn/un/documentCollection/publication/unga/2044/A-99-12",
)
IDS = tuple(f"t_{name}" for name in ("alpha", "beta", "gamma", "delta", "epsilon", "zeta"))
DATES = ("2044-12-09", "1945-06-26", "2000-02-29")
iris = st.sampled_from(IRIS)
eids = st.sampled_from(IDS)
dates = st.dates(date(1901, 1, 2), date(2100, 1, 1)).map(str)

_REFERRING = tuple(f"#{eid}" for eid in IDS)
# the attributes that a recogniser or a reader gives to a finding, with values to choose from
ATTRIBUTES: dict[Kind, dict[str, tuple[str, ...]]] = {
    Kind.ACTION: {"refersTo": tuple(f"#action_{eid}" for eid in IDS)},
    Kind.REF: {"href": IRIS},
    Kind.RREF: {"from": IRIS, "upTo": IRIS},
    Kind.DATE: {"date": DATES},
    Kind.LINK: {"href": ("https://example.org/a?b=c&d=e", "http://example.org/x%20y#z")},
    Kind.QUANTITY: {"refersTo": (*_REFERRING, "#meetingNumber"), "normalized": ("51", "1 200")},
    Kind.DOC_DATE: {"date": DATES},
    Kind.SESSION: {"value": ("99", "S-32", "ES-11")},
    Kind.VOTE: {"by": _REFERRING},
    Kind.INLINE: {"name": ("agenda item", "originating document"), "title": PHRASES},
    Kind.SPAN: {"class": ("italic", "x & y"), "xml:lang": ("fr", "ar")},
    Kind.QUOTED: {"href": IRIS},
    Kind.FOREIGN: {"tag": (f"{{{AKN}}}abbr", f"{{{AKN}}}def"), "title": ('a "b" <c>',)},
    **{
        kind: {"refersTo": _REFERRING}
        for kind in (Kind.ORGANIZATION, Kind.ROLE, Kind.LOCATION, Kind.PERSON, Kind.EVENT, Kind.TERM)
    },
}


BODY_KINDS = (
    *(Kind.ACTION, Kind.REF, Kind.RREF, Kind.MREF, Kind.DATE, Kind.LINK, Kind.ORGANIZATION, Kind.ROLE, Kind.LOCATION),
    *(Kind.PERSON, Kind.EVENT, Kind.TERM, Kind.QUANTITY, Kind.SPAN, Kind.QUOTED, Kind.OMISSIS, Kind.FOREIGN),
)
FRONT_KINDS = (
    *(Kind.DOC_AUTHORITY, Kind.DOC_NUMBER, Kind.DOC_DATE, Kind.DOC_STATUS, Kind.DOC_TITLE, Kind.DOC_TYPE),
    *(Kind.DOC_PROPONENT, Kind.DOC_COMMITTEE, Kind.SESSION, Kind.VOTE, Kind.OUTCOME, Kind.INLINE, Kind.EVENT),
    *(Kind.QUANTITY, Kind.REF, Kind.DATE),
)


def _findings(rng: Random, kinds: tuple[Kind, ...], start: int, end: int, depth: int) -> list[Mark]:
    """Marks that nest: a few stretches side by side, and within each of them again."""
    found: list[Mark] = []
    if depth == 0 or end == start:
        return found
    cuts = sorted(rng.randint(start, end) for _ in range(rng.randint(0, 4)))
    for a, b in itertools.pairwise(cuts):
        if a < b and rng.random() < 0.6:
            kind = rng.choice(kinds)
            found.append(mark(a, b, kind, **{k: rng.choice(v) for k, v in ATTRIBUTES.get(kind, {}).items()}))
            found += _findings(rng, kinds, a, b, depth - 1)
    return found


def make_text(rng: Random, kinds: tuple[Kind, ...] = BODY_KINDS, *, breaks: bool = False, notes: bool = True) -> Text:
    """A line with looks, findings and calls of notes; the keys of notes are put right by `numbered`."""
    pieces = [
        rng.choice(PHRASES) if rng.random() < 0.7 else "".join(rng.choices(rng.choice(SCRIPTS), k=rng.randint(1, 9)))
        for _ in range(rng.randint(1, 3))
    ]
    content = " ".join(pieces).strip(" ").replace("  ", " ")
    size = len(content)
    marks = _findings(rng, kinds, 0, size, 2) if rng.random() < 0.6 else []
    for _ in range(rng.choice((0, 0, 1, 3))):
        start = rng.randint(0, size - 1)
        marks.append(Mark(start, rng.randint(start + 1, size), rng.choice(sorted(LOOKS))))
    if notes and rng.random() < 0.25:
        for _ in range(rng.randint(1, 3)):
            at = rng.randint(0, size)
            marks.append(mark(at, at, Kind.NOTE, key=str(rng.randint(0, 9))))
    if breaks and rng.random() < 0.5:
        at = rng.randint(0, size)
        marks.append(Mark(at, at, Kind.BREAK))
    return Text(content, tuple(marks))


def texts(kinds: tuple[Kind, ...] = BODY_KINDS, *, breaks: bool = False, notes: bool = True) -> st.SearchStrategy[Text]:
    """Lines of text, each from one number: a document has dozens, and draws of single characters take too long."""
    return st.integers(0, 2**32).map(lambda n: make_text(Random(n), kinds, breaks=breaks, notes=notes))


lines = st.lists(texts(FRONT_KINDS, breaks=True), max_size=4).map(tuple)

labels = st.one_of(
    st.integers(1, 40).map(lambda n: f"{n}."),
    st.sampled_from(
        ("(a)", "(b)", "(i)", "(ii)", "i)", "(أ)", "(ب)", "(هـ)", "’1‘", "㈠", "а)", "ñ)", "1 -", "٣ -", "2 bis")
    ),
    st.sampled_from(("A/1 & 2", '"x"', "*", "§")),
)
bullets = st.sampled_from(("–", "•", "-", ""))


def make_table(rng: Random, *, depth: int = 1, notes: bool = True) -> Table:
    """A table with header cells, spans, notes in cells and tables in cells."""

    def item() -> Text | Table:
        if depth and rng.random() < 0.2:
            return make_table(rng, depth=depth - 1, notes=notes)
        return make_text(rng, notes=notes)

    def cell() -> Cell:
        content = tuple(item() for _ in range(rng.choice((0, 1, 1, 2))))
        return Cell(content, rng.random() < 0.3, rng.choice((1, 1, 2)), rng.choice((1, 1, 3)))

    rows = tuple(tuple(cell() for _ in range(rng.randint(1, 3))) for _ in range(rng.randint(1, 3)))
    return Table(rows, make_text(rng, notes=notes) if rng.random() < 0.3 else Text())


def tables(*, depth: int = 1, notes: bool = True) -> st.SearchStrategy[Table]:
    """Tables, each from one number."""
    return st.integers(0, 2**32).map(lambda n: make_table(Random(n), depth=depth, notes=notes))


BLOCK = Raw(f'<toc xmlns="{AKN}"><tocItem level="1" href="#x">x</tocItem></toc>')
UNIT = Raw(f'<componentRef xmlns="{AKN}" src="#x" showAs="y"/>')
CLAUSE = Raw(f'<clause xmlns="{AKN}"><num>9</num><content><p>A &amp; b</p></content></clause>')


_few_texts = st.lists(texts(), max_size=2).map(tuple)
_wrap_ups = st.one_of(st.just(()), st.just(()), st.just(()), _few_texts)


@cache
def point_lists(*, depth: int, in_preamble: bool) -> st.SearchStrategy[PointList]:
    """Lists of numbered points or of bullets, with lists in their points."""
    content = contents(depth=depth - 1, in_preamble=in_preamble)
    found = st.tuples(labels, bullets, content, st.one_of(st.just(EMPTY), st.just(EMPTY), texts()))

    def built(
        points: list[tuple[str, str, tuple[Content, ...], Text]], wrap_up: tuple[Text, ...], dashed: bool
    ) -> PointList:
        return PointList(tuple(Point(b if dashed else n, c, h) for n, b, c, h in points), wrap_up, dashed)

    return st.builds(built, st.lists(found, min_size=1, max_size=4), _wrap_ups, st.booleans())


@cache
def contents(*, depth: int = 2, in_preamble: bool = False) -> st.SearchStrategy[tuple[Content, ...]]:
    """The content of a paragraph: texts, tables, lists, kept elements, in any order."""
    choices: list[st.SearchStrategy[Any]] = [texts(), texts(), texts()]
    if depth > 0:
        choices.append(point_lists(depth=depth, in_preamble=in_preamble))
        choices.append(tables())
        choices.append(st.just(BLOCK) if in_preamble else st.sampled_from((BLOCK, CLAUSE)))
    return st.lists(st.one_of(choices), max_size=3).map(tuple)


operatives = st.builds(Operative, st.one_of(labels, st.just("")), contents())
preambulars = st.builds(Preambular, contents(in_preamble=True))
formulas = st.builds(Formula, texts())
preambles = st.one_of(
    st.just(()),
    st.tuples(formulas, st.lists(preambulars, max_size=3)).map(lambda pair: (pair[0], *pair[1])),
    st.lists(st.one_of(preambulars, formulas), max_size=3).map(tuple),
)

headings = st.one_of(st.just(Text()), texts())
numbers = st.sampled_from(("", "I", "Section II", "Article 3", "A.", "أولا", "ثانيا", "一、", "第一章", "Part One"))


@cache
def bodies(*, depth: int = 2) -> st.SearchStrategy[tuple[BodyNode, ...]]:
    """Body nodes in any order."""
    choices: list[st.SearchStrategy[Any]] = [operatives, operatives, operatives, preambulars, st.just(UNIT)]
    if depth:
        inner = bodies(depth=depth - 1)
        kinds = st.sampled_from(("section", "part", "title", "chapter", "division", "article", "rule"))
        choices.append(st.builds(Division, kinds, numbers, headings, inner))
        named = st.sampled_from(("declaration", "akn4un:x & y"))
        choices.append(st.builds(Division, st.just("hcontainer"), numbers, headings, inner, named))
    # a body that holds nothing but an empty paragraph says the same as an empty body
    return st.lists(st.one_of(choices), max_size=4).map(lambda found: () if found == [Operative("")] else tuple(found))


@cache
def annexes(depth: int = 1) -> st.SearchStrategy[tuple[Annex, ...]]:
    """Annexes with appendices of their own."""
    inner = annexes(depth - 1) if depth else st.just(())
    name = st.sampled_from(("annex", "rulesOfProcedure"))
    return st.lists(st.builds(Annex, lines, preambles, bodies(depth=1), inner, name), max_size=2).map(tuple)


def metadata(*kinds: str) -> st.SearchStrategy[Metadata]:
    """Metadata with known and unknown parts."""

    def built(number: tuple[str, str], **found: Any) -> Metadata:
        return Metadata(number=number[0], number_iri=number[1], **found)

    return st.builds(
        built,
        st.sampled_from((("", ""), ("67/195", "67-195"), ("2231 (2015)", "2231-2015"))),
        kind=st.sampled_from(kinds or ("resolution", "decision", "resolutionDraft", "document", "report")),
        language=st.sampled_from(("ara", "zho", "eng", "fra", "rus", "spa", "deu", "und")),
        actor=st.sampled_from(("un", "unga", "unsc", "unga-hrc", "unga-c3")),
        symbols=st.lists(st.sampled_from(("A/RES/67/195", 'S/"1" & 2')), unique=True, max_size=2).map(tuple),
        date=st.one_of(st.just(""), dates),
        date_name=st.sampled_from(("adoption", "voting", "unknown")),
        published=st.one_of(st.just(""), dates),
        markup=st.one_of(st.just(""), dates),
        session=st.sampled_from(("", "67", "S-32")),
        meeting=st.sampled_from(("", "61")),
        original_language=st.sampled_from(("", "", "eng", "fra")),
        official=st.booleans(),
    )


terms = st.lists(
    st.one_of(
        st.builds(Term, st.sampled_from(("TLCConcept", "TLCRole", "TLCEvent")), eids, iris, plain),
        st.sampled_from(
            (
                Term("TLCOrganization", "unga", "/akn/ontology/organization/un/unga", "General Assembly"),
                Term("TLCOrganization", "generalAssembly", "/akn/ontology/organization/un/unga", "大会"),
                Term("TLCConcept", "adopted", "/akn/ontology/concept/un/outcome/adopted", "Adopted"),
                Term("TLCEvent", "adoptionMeeting", "/akn/ontology/event/un/meeting/unga.99.51", "51st"),
                Term("TLCRole", "author", "/akn/ontology/role/un/author", "Author"),
            )
        ),
    ),
    unique_by=lambda term: term.eid,
    max_size=5,
).map(tuple)

KEPT = (
    Raw(
        f'<classification xmlns="{AKN}" source="#x"><keyword value="a" showAs="a" dictionary="b"/></classification>',
    ),
    Raw(f'<workflow xmlns="{AKN}" source="#x"><step date="2044-01-01" by="#x"/></workflow>'),
    Raw(f'<original xmlns="{AKN}" eId="o_1" href="/x" showAs="y"/>'),
    Raw(f'<proprietary xmlns="{AKN}" source="#x"><n:a xmlns:n="urn:n">z</n:a></proprietary>'),
)
kept_meta = st.sets(st.sampled_from(range(len(KEPT)))).map(lambda found: tuple(KEPT[i] for i in sorted(found)))


def make_note(rng: Random) -> Note:
    """A note with texts, a table, a kept element or nothing in it; `numbered` gives it its key."""

    def item() -> Text | Table | Raw:
        return rng.choice((make_text, make_text, partial(make_table, depth=0), lambda _: BLOCK))(rng)

    content = tuple(item() for _ in range(rng.choice((0, 1, 1, 2))))
    return Note("", rng.choice(("1", "2", "*", "a", "")), content)


def make_notes(n: int, deepest: int) -> Callable[[int], Note]:
    """Ten notes from one number, each made when it is called; of one number in four the last one calls a further one,
    that again a further one, so that up to `deepest` stand in each other."""
    chained = Random(n).random() < 0.25

    def make(i: int) -> Note:
        note = make_note(Random(f"{n} {i}"))
        if not chained or not 9 <= i < deepest - 1:
            return note
        return replace(note, content=(*note.content, Text("so on", (mark(2, 2, Kind.NOTE, key=str(i + 1)),))))

    return make


def numbered(document: Document, pool: Callable[[int], Note]) -> Document:
    """The document with its notes taken from a pool, keyed "1", "2", ... in the order of their first call.

    A call may say its own marker only where it is a repeated one and differs from that of the note.
    """
    keys: dict[str, str] = {}
    found: dict[int, Note] = {}

    def text(t: Text) -> Text:
        marks = []
        for m in t.marks:
            if m.kind is Kind.NOTE:
                raw = m.get("key")
                is_first = raw not in keys
                if is_first:
                    keys[raw] = str(len(keys) + 1)
                    open_note(int(raw), keys[raw])
                marks.append(mark(m.start, m.end, Kind.NOTE, key=keys[raw]))
            else:
                marks.append(m)
        return Text(t.content, tuple(marks))

    def open_note(i: int, key: str) -> None:
        place = int(key) - 1
        found[place] = note = pool(i)  # it has its place before those that it calls
        found[place] = replace(note, key=key, content=each(note.content))

    def each(node: Any) -> Any:
        if isinstance(node, Text):
            return text(node)
        if isinstance(node, tuple):
            return tuple(each(item) for item in node)
        if isinstance(node, Table):
            caption = each(node.caption)
            return Table(each(node.rows), caption)
        if isinstance(node, PointList):
            points = each(node.points)
            return PointList(points, each(node.wrap_up), node.bullets)
        if isinstance(node, Point):
            heading = each(node.heading)
            return Point(node.num, each(node.content), heading)
        if isinstance(node, (Operative, Preambular, Cell)):
            return replace(node, content=each(node.content))
        if isinstance(node, Formula):
            return Formula(each(node.text))
        if isinstance(node, Division):
            heading = each(node.heading)
            return replace(node, heading=heading, children=each(node.children))
        if isinstance(node, (Annex, Part)):
            changed: dict[str, Any] = {}
            for name in ("preface", "preamble", "body", "conclusions", "annexes"):
                if hasattr(node, name):
                    changed[name] = each(getattr(node, name))
            return replace(node, **changed)
        return node

    changed = {}
    # reading order, as `akn.walk.WITHIN` tells it: the closing lines of an issue stand after its parts
    for name in ("cover", "preface", "preamble", "body", "parts", "conclusions", "annexes"):
        changed[name] = each(getattr(document, name))
    return replace(document, **changed, notes=tuple(found[i] for i in sorted(found)))


_parts = st.builds(Part, st.just(""), metadata("resolution"), lines, preambles, bodies(), lines, annexes(0))


def _lettered(parts: list[Part]) -> tuple[Part, ...]:
    return tuple(replace(part, letter=letter) for part, letter in zip(parts, "ABC", strict=False))


_single = st.builds(
    Document,
    metadata=metadata(),
    cover=lines,
    preface=lines,
    preamble=preambles,
    body=bodies(),
    conclusions=lines,
    annexes=annexes(),
    terms=terms,
    meta=kept_meta,
)
_issues = st.builds(
    Document,
    metadata=metadata(),
    cover=lines,
    preface=lines,
    conclusions=lines,
    parts=st.lists(_parts, min_size=1, max_size=3).map(_lettered),
    terms=terms,
    meta=kept_meta,
)


def documents(deepest: int = DEEPEST) -> st.SearchStrategy[Document]:
    """Canonical documents: one resolution, or an issue of several; so many notes stand in each other at most."""
    pools = st.integers(0, 2**32).map(lambda n: make_notes(n, deepest))
    return st.builds(numbered, st.one_of(_single, _single, _single, _issues), pools)


def _wild(draw: Draw, text: str) -> str:
    return text + draw(st.sampled_from(("", "\0", "\ud800", "\ufffe", "\r\n", "\t", "  ", "]]>")))


@st.composite
def any_documents(draw: Draw) -> Document:
    """A document that no parser gives: empty texts and lists, crossing findings, calls without notes, false dates."""
    document: Document = draw(documents(DEEPEST + 9))  # more in each other than are written
    odd_texts = st.one_of(
        st.just(Text()), st.builds(_crossing, plain), st.builds(_lacking, plain, st.sampled_from(BODY_KINDS))
    )
    odd: list[Any] = [
        Operative("", (PointList(()),)),
        Operative(_wild(draw, "1"), (Text(_wild(draw, "a")), PointList((), (Text("w"),)), Table(()), Table(((),)))),
        Preambular(()),
        Preambular((PointList((Point(""),), (Text("a"), Text("b")), bullets=draw(st.booleans())), draw(odd_texts))),
        Division("nonsense", "", draw(odd_texts), (draw(st.just(BLOCK)), Preambular((draw(odd_texts),)))),
        Division("hcontainer", "1"),
        Operative("1.", (draw(odd_texts), Text("x", (mark(0, 0, Kind.NOTE, key="nowhere", marker="7"),)))),
        BLOCK,
    ]
    body = tuple(draw(st.permutations(odd)))[: draw(st.integers(1, len(odd)))]
    odd_notes = (
        *document.notes,
        Note("lost", "*", (Text("l", (mark(1, 1, Kind.NOTE, key="lost"),)),)),
        Note("lost", ""),
    )
    odd_terms = (
        *document.terms,
        Term("Nonsense", "body", "a b[", "x"),
        Term("TLCRole", "", "", ""),
        Term("TLCRole", "body", "", ""),
    )
    false = replace(document.metadata, kind=_wild(draw, "x"), date="2012-02-30", published="soon", actor="a/b c")
    return replace(
        document,
        metadata=draw(st.sampled_from((document.metadata, false))),
        body=body,
        cover=(*document.cover, draw(odd_texts)),
        notes=odd_notes,
        terms=odd_terms,
    )


def _crossing(content: str) -> Text:
    size = len(content)
    return Text(
        content,
        (
            mark(0, max(1, size // 2), Kind.REF, href="http://a b/[c]%zz"),
            mark(size // 3, size, Kind.MREF),
            mark(size // 4, size, Kind.DATE, date="2012-02-30"),
            mark(0, size, Kind.FOREIGN, tag="no name"),
        ),
    )


def _lacking(content: str, kind: Kind) -> Text:
    return Text(content, (mark(0, len(content), kind, unknown="x", status="x"),))


# blocks


@st.composite
def _block(draw: Draw, keys: tuple[str, ...], *, inner: bool = False) -> Block:
    text = draw(texts((Kind.LINK,), notes=False))
    looks = tuple(m for m in text.marks if m.kind in LOOKS or m.kind is Kind.LINK)
    calls = tuple(
        mark(at, at, Kind.NOTE, key=key)
        for key in draw(st.lists(st.sampled_from(keys), max_size=2) if keys else st.just([]))
        for at in [draw(st.integers(0, len(text.content)))]
    )
    return Block(
        Text(text.content, looks + calls),
        label=draw(st.one_of(st.just(""), labels)),
        zone=Zone.BODY if inner else draw(st.sampled_from(Zone)),
        **draw(_facts),
    )


# one draw: a source has dozens of blocks
_facts = st.sampled_from(
    [
        {"style": style, "indent": indent, "align": align, "direction": direction, "language": language, "cut": cut}
        for style, indent, align, direction, language, cut in itertools.product(
            Style, range(4), ("", "center", "end"), ("", "ltr", "rtl"), ("", "ar", "zh"), (False, True)
        )
    ]
)


@st.composite
def blocks(draw: Draw) -> Blocks:
    """Blocks of a source: lines, tables, notes at the end, calls of them."""
    keys = tuple(str(n) for n in range(1, draw(st.integers(0, 3)) + 1))
    block = _block(keys)
    cells = st.builds(
        CellBlock,
        st.lists(_block(keys, inner=True), max_size=2).map(tuple),
        header=st.booleans(),
        rowspan=st.integers(1, 2),
        colspan=st.just(1),
    )
    table = st.builds(
        TableBlock, st.lists(st.lists(cells, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple)
    )
    found: list[AnyBlock] = draw(st.lists(st.one_of(block, block, block, table), max_size=12))
    found += [
        NoteBlock(key, key, tuple(draw(st.lists(_block((), inner=True), min_size=1, max_size=2)))) for key in keys
    ]
    return tuple(found)
