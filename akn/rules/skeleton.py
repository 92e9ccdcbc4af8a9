"""R-001 to R-026: which elements a resolution is made of, and in what order."""

from __future__ import annotations

from itertools import pairwise

from akn.languages.labels import Label
from akn.patterns import lazy_pattern
from akn.rules import KINDS, MUST, SHOULD, Findings, Shown, label_at, rule
from akn.rules.index import DOCUMENTS, Doc, Index, Node, how_many, one_line, stripped, without_content
from akn.xml.names import DRAFTS, bare_symbol

_MASTHEAD = ("docStatus", "docProponent")
_UNDER_BODY = ("p", "block", "table", "heading", "subheading", "crossHeading", "container")


@rule("R-002", MUST, "the root is akomaNtoso with one statement, or one documentCollection for an issue of several")
def one_document(index: Index) -> Findings:
    """Profile 1.1 and 1.5."""
    root = index.root
    if root.name != "akomaNtoso":
        yield root, f"the root element is {root.name}", "wrap the document in akomaNtoso"
        return
    found = [c for c in root.children if c.name in DOCUMENTS]
    for extra in found[1:]:
        yield extra, "a second document under the root", "put it into components, or into a file of its own"
    if not found:
        yield root, "the root holds no document", "put a statement into it"
    elif found[0].name not in ("statement", "documentCollection"):
        yield (
            found[0],
            f"the document is a {found[0].name}",
            "use statement, or documentCollection for an issue of several resolutions",
        )


@rule("R-003", MUST, f"statement/@name is one of {', '.join(KINDS)}")
def kind_of_text(index: Index) -> Findings:
    """Profile 1.1."""
    for statement in index.named["statement"]:
        if statement.attributes["name"] not in KINDS:
            yield (
                statement,
                f"unknown kind of text “{statement.attributes['name']}”",
                f"write one of {', '.join(KINDS)}",
            )


@rule("R-004", MUST, '@contains="originalVersion" is written out on every document element')
def contains_written(index: Index) -> Findings:
    """Profile 1.1 and section 4, row 11."""
    for doc in index.documents:
        value = doc.node.attributes["contains"]
        if value != "originalVersion":
            problem = f'contains is "{value}"' if value else "the attribute contains is missing"
            yield doc.node, problem, 'add contains="originalVersion"'


@rule("R-005", MUST, "a statement has meta, preface (a draft only where it prints a title) and exactly one mainBody")
def parts_of_statement(index: Index) -> Findings:
    """Profile 1.1; the Security Council too has a preface (section 4, row 38), its drafts have a cover page only."""
    for statement in index.named["statement"]:
        untitled = statement.attributes["name"] in DRAFTS and statement.child("coverPage") is not None
        for name in ("meta",) if untitled else ("meta", "preface"):
            if statement.child(name) is None:
                cover = statement.child("coverPage") if name == "preface" else None
                marked = [n for n in ("docNumber", "docTitle") if cover is not None and _titles(cover, n)]
                moved = f"add preface, and move {' and '.join(marked)} from coverPage into it"
                yield (
                    statement,
                    f"the statement has no {name}",
                    moved if marked else f"add {name}{_PARTS.get(name, '')}",
                )
        bodies = statement.named("mainBody")
        if not bodies:
            yield statement, "the statement has no mainBody", "put the operative part into mainBody"
        for extra in bodies[1:]:
            yield extra, "a second mainBody", "join it to the first, or make a multi-part issue"


def _titles(cover: Node, name: str) -> bool:
    """True if a cover marks what belongs into the preface: the title, or a number that is no symbol."""
    return any(not n.refers_to("#symbol") for n in cover.below(name))


_PARTS = {"preface": " with docNumber and docTitle, as far as they are printed before the text"}
"""What goes into a part that is missing."""


@rule(
    "R-006",
    MUST,
    "the preface holds one docNumber without #symbol, and the title if one is printed; that of a draft a title only",
    shown=Shown.PARTLY,
    note="whether the source prints a title, the file does not show; a draft has no number but its symbol",
)
def number_in_preface(index: Index) -> Findings:
    """Profile 1.1; annexes have prefaces without number, and nothing numbers a draft but its symbol.

    Where the symbol is all the number that a text has ("WHA66.5"), the cover page may be the one place to print it.
    """
    for doc in index.documents:
        preface, numbers = doc.preface, doc.numbers
        if doc.is_issued and preface is not None:
            if doc.is_draft and doc.holder is not None:
                continue  # a part of an issue of drafts: it has a letter, and may have no more
            if doc.is_draft:
                if numbers:
                    yield preface, "a draft has no number", "mark its symbol on the cover page, and nothing here"
                elif not preface.below("docTitle"):
                    yield preface, "the preface of the draft holds no docTitle", "mark its title with docTitle"
            elif len(numbers) != 1 and not (numbers == [] and _symbol_is_number(doc)):
                remedy = "mark the number once, as docNumber"
                if not numbers:
                    remedy += "; if the line that prints it is missing, add it from the printed document"
                marked = how_many(numbers, "number")
                yield preface, f"the preface, the lines of number and title, marks {marked} of the document", remedy


def _symbol_is_number(doc: Doc) -> bool:
    """True if the number of the work is its symbol and the cover page holds it."""
    numbered = any(n.attributes["showAs"] in doc.aliases for n in doc.work.named["FRBRnumber"])
    return numbered and bool(doc.symbols)


@rule(
    *("R-007", SHOULD, "a masthead is in coverPage and nowhere else"),
    shown=Shown.PARTLY,
    note="shown: masthead elements (docStatus, docProponent, the symbol) in preface or conclusions",
)
def masthead_in_cover(index: Index) -> Findings:
    """Profile 1.1 and section 4, row 37."""
    for node in (*index.all(*_MASTHEAD), *(n for n in index.named["docNumber"] if n.refers_to("#symbol"))):
        if node.inside("preface", "conclusions") and not node.inside("coverPage"):
            yield node, f"{node.name} of the masthead outside coverPage", "move it into coverPage"


@rule("R-008", MUST, "coverPage holds exactly one docNumber with #symbol, equal to the symbol of the document")
def symbol_on_cover(index: Index) -> Findings:
    """The symbol is compared with FRBRalias, dashes and spaces apart.

    A cover page that prints no symbol at all (a scan that lost its masthead) has nothing to mark.
    """
    for doc in index.documents:
        if doc.cover is None:
            continue
        printed = doc.symbols[0].words() if len(doc.symbols) == 1 else ""
        if printed in doc.aliases:
            continue
        named = list(map(bare_symbol, doc.aliases))
        if len(doc.symbols) != 1:
            words = bare_symbol(doc.cover.words())
            if doc.symbols or any(alias in words for alias in named):
                problem = f"the cover page marks {how_many(doc.symbols, 'symbol')}"
                yield doc.cover, problem, 'mark it as docNumber refersTo="#symbol"'
            continue
        if named and not any(alias in bare_symbol(printed) for alias in named):
            problem = f"the printed symbol “{one_line(printed)}” is not {' or '.join(doc.aliases)}"
            remedy = 'correct the symbol, or FRBRalias; a misprint is told by FRBRalias name="printed"'
            yield doc.symbols[0], problem, remedy


@rule("R-009", MUST, 'the preamble of a resolution starts with formula name="enactingFormula"')
def enacting_formula(index: Index) -> Findings:
    """Profile 1.1."""
    for doc in index.documents:
        preamble = doc.node.child("preamble")
        if doc.is_resolution and preamble is not None:
            first = preamble.children[0] if preamble.children else preamble
            if first.name != "formula" or first.attributes["name"] != "enactingFormula":
                remedy = 'begin with <formula name="enactingFormula">'
                yield first, "the preamble does not start with the enacting formula", remedy


@rule(
    "R-010", MUST, "after the formula a preamble holds only containers, and at most a closing formula", about="preamble"
)
def containers_only(index: Index) -> Findings:
    """One container per preambular paragraph; what R-011 names is reported there."""
    for preamble in index.named["preamble"]:
        resolution = preamble.doc is not None and preamble.doc.is_resolution
        for i, child in enumerate(preamble.children):
            if child.name == "container" or (resolution and child.name in _NOT_IN_PREAMBLE):
                continue
            if child.name != "formula":
                yield child, f"{child.name} in the preamble", "put each preambular paragraph into a container"
            elif 0 < i < len(preamble.children) - 1:
                yield child, "a formula between preambular paragraphs", "only the first and the last may be a formula"


_NOT_IN_PREAMBLE = ("recitals", "citations", "p")


@rule("R-011", MUST, "recitals, citations and bare p are not used in the preamble of a resolution", about="preamble")
def no_recitals(index: Index) -> Findings:
    """Profile 1.1."""
    for preamble in index.named["preamble"]:
        if preamble.doc is not None and preamble.doc.is_resolution:
            for child in preamble.named(*_NOT_IN_PREAMBLE):
                yield child, f"{child.name} in the preamble", "use one container for each preambular paragraph"


@rule("R-012", MUST, "mainBody has no direct p, block, table, heading, subheading, crossHeading or container")
def only_hierarchy_in_body(index: Index) -> Findings:
    """Everything in the body is a paragraph, a division or another element of the hierarchy."""
    for body in index.named["mainBody"]:
        for child in body.named(*_UNDER_BODY):
            tables = child.below("table")
            remedy = "put it into a paragraph, or a heading into a division"
            if child.name == "container" and tables:
                remedy = "put its table into the content of a paragraph, and leave the container out"
            yield child, f"{child.name} directly in mainBody", remedy


@rule("R-013", MUST, "a paragraph has content or a hierarchical child; none consists of a heading alone")
def paragraph_has_content(index: Index) -> Findings:
    """Profile section 4, row 23."""
    for paragraph in index.named["paragraph"]:
        if without_content(paragraph):
            alone = paragraph.child("heading") or paragraph.child("subheading")
            remedy = "make it the heading of a division or section" if alone else "put its text into content/p"
            yield paragraph, "the paragraph has no content" + (" but a heading" if alone else ""), remedy


@rule(
    "R-014",
    MUST,
    "the text of a paragraph, point or item does not begin with a list label that is missing from num",
    note="labels are those that the converter reads in the document's language; after num, those with a bracket",
    about="paragraph point item indent",
)
def label_in_num(index: Index) -> Findings:
    """Profile section 4, row 22."""
    for node, found in index.once(unmarked_labels).items():
        remedy = f"take “{found.printed}” out of the text into a num: that of the {node.name}, or of a point inside it"
        yield node, f"the text begins with the label “{found.printed}”, which is not marked as a number (num)", remedy


def unmarked_labels(index: Index) -> dict[Node, Label]:
    """The elements of R-014 whose text begins with a label that is missing from num, each with the label."""
    labels = {}
    for node in index.all("paragraph", "point", "item", "indent"):
        first = _first_block(node)
        found = label_at(index, stripped(first.words())) if first is not None else None
        num = node.child("num")
        if found is None or (num is not None and (not found.may_follow or stripped(num.words()) == found.printed)):
            continue  # a number that is printed twice is not missing
        labels[node] = found
    return labels


def _first_block(node: Node) -> Node | None:
    """The first p of an element: its own, or that of its intro or content, or of the intro of its list."""
    for child in node.children:
        if child.name == "p":
            return child
        if child.name in ("content", "intro"):
            return child.children[0] if child.children and child.children[0].name == "p" else None
        if child.name == "list":
            intro = child.child("intro")
            return intro.child("p") if intro is not None else None
    return None


@rule(
    *("R-015", MUST, "num holds the label as printed, with its punctuation, without white space around it"),
    shown=Shown.PARTLY,
    note="whether the punctuation is the printed one, the file does not show",
    about="num",
)
def clean_num(index: Index) -> Findings:
    """An empty num is as wrong as a padded one."""
    for num in index.named["num"]:
        words = num.words()
        if not stripped(words):
            yield num, "num is empty", "leave num out where the source prints no label"
        elif words != stripped(words):
            yield num, "white space around the label", f"write “{stripped(words)}”"


@rule("R-017", MUST, "ol, ul and sublist are not used", about="ol ul sublist")
def no_html_lists(index: Index) -> Findings:
    """Profile 1.4."""
    for node in index.all("ol", "ul", "sublist"):
        yield node, f"{node.name} is used", "use list with point or indent, in a preamble blockList with item"


@rule("R-018", MUST, "a sub-list is a list inside the point that it subdivides", about="list point indent")
def list_in_point(index: Index) -> Findings:
    """Containment carries the meaning (profile section 4, row 21)."""
    for node in index.named["list"]:
        if node.parent is not None and node.parent.name == "list":
            yield node, "a list directly in a list", "put it into the point that it subdivides"
    for node in index.all("point", "indent"):
        if node.parent is not None and node.parent.name in ("point", "indent"):
            yield node, f"a {node.name} directly in a {node.parent.name}", "put a list between them"


@rule(
    "R-019",
    MUST,
    "a list has a point or an indent, does not mix the two, and has an intro if text precedes the first",
    about="list",
)
def list_of_one_kind(index: Index) -> Findings:
    """Profile 1.4: the text before the first point is the intro of the list, not of the paragraph."""
    for node in index.named["list"]:
        kinds = {c.name for c in node.children} & {"point", "indent"}
        if not kinds:
            yield node, "a list without points", "add its points, or write the text into content"
        elif len(kinds) == 2:
            yield node, "point and indent in one list", "numbered points are point, bullets are indent"
    parents = {intro.parent.order: intro.parent for intro in index.named["intro"] if intro.parent is not None}
    for parent in parents.values():
        for before, node in pairwise(parent.children):
            if before.name == "intro" and node.name == "list" and node.child("intro") is None:
                yield node, "the text before the list is outside it", "move intro into the list"


@rule("R-020", MUST, "intro, wrapUp and content hold block elements, never bare text", about="intro wrapUp content")
def blocks_in_content(index: Index) -> Findings:
    """The XSD forbids the text, but not that there is nothing at all."""
    for node in index.all("intro", "wrapUp", "content"):
        if node.holds_text:
            yield node, f"text directly in {node.name}", "put it into p"
        elif not node.children:
            yield node, f"{node.name} is empty", "put a p into it, or leave it out"


@rule(
    *("R-021", MUST, "lists in the preamble and in other containers are blockList"),
    note="in code also: a p of a container that begins with a list label",
)
def block_lists(index: Index) -> Findings:
    """Profile 1.4."""
    for node in index.named["list"]:
        if node.inside("preamble", "container", "coverPage", "preface", "conclusions"):
            yield node, "a list where only blockList may stand", "use blockList with item"
    for container in index.named["container"]:
        for p in container.named("p"):
            if found := label_at(index, stripped(p.words())):
                yield p, f"the text begins with the label “{found.printed}”", "use blockList with item and num"


@rule(
    "R-022",
    MUST,
    "a crossHeading for preambular text has #preamble in refersTo, and that is a TLCConcept",
    about="crossHeading",
)
def cross_heading_is_preamble(index: Index) -> Findings:
    """Profile 1.4 and section 4, row 15."""
    for node in index.named["crossHeading"]:
        if any(n.acts for n in (node, *node.descendants())) and not node.refers_to("#preamble"):
            yield node, "preambular text without #preamble", "add #preamble to refersTo"
        if node.refers_to("#preamble") and not index.names_entry("#preamble", "TLCConcept"):
            yield node, "#preamble is no TLCConcept", 'add <TLCConcept eId="preamble" …/> to references'


_ROMAN = lazy_pattern(r"[IVX]+\.?")


@rule(
    *("R-023", SHOULD, "a roman-numbered part of a resolution is a section; an unnumbered heading opens a division"),
    note="a first sibling numbered I tells roman numbers from letters",
)
def sections_and_divisions(index: Index) -> Findings:
    """Profile 1.4; only in the resolution itself: instruments in annexes keep their own levels."""
    for doc in index.documents:
        body = doc.node.child("mainBody")
        if body is None or not doc.is_issued:
            continue
        levels = body.below("part", "title", "chapter", "division", "section")
        roman = _roman_siblings(levels)
        for node in levels:
            label = node.child("num")
            if label is None:
                if node.name != "division" and node.child("heading"):
                    yield node, f"a {node.name} without number", "an unnumbered heading opens a division"
            elif node.name != "section" and node.parent is not None and (node.parent.order, node.name) in roman:
                if not _ROMAN.fullmatch(one_line(label.words())):
                    continue
                yield node, f"the roman-numbered part is a {node.name}", "use section"


def _roman_siblings(levels: list[Node]) -> set[tuple[int, str]]:
    """The parents and names of those levels whose first sibling is numbered I."""
    first: dict[tuple[int, str], str] = {}
    for node in levels:
        label = node.child("num")
        if node.parent is not None:
            first.setdefault((node.parent.order, node.name), one_line(label.words()) if label is not None else "")
    return {key for key, words in first.items() if words.rstrip(".") == "I"}


@rule("R-024", SHOULD, "a resolution of the General Assembly or of the Human Rights Council closes with event and date")
def conclusions_present(index: Index) -> Findings:
    """One event and one docDate of adoption in conclusions; the Security Council has none (profile 1.4)."""
    for doc in index.documents:
        if doc.name != "resolution" or doc.node.name != "statement" or doc.actor not in ("unga", "unga-hrc"):
            continue
        conclusions = doc.node.child("conclusions")
        if conclusions is None:
            problem = "the closing lines (meeting and date of adoption) are missing"
            yield doc.node, problem, "put them into conclusions, if the source prints them"
            continue
        events, days = conclusions.below("event"), conclusions.below("docDate")
        dates = [n for n in days if n.refers_to("#dateOfAdoption")]
        if not dates and len(days) == 1:
            referred = days[0].attributes["refersTo"]
            said = f"refers to “{referred}”" if referred else "does not say what it is"
            if not referred or referred in index.entries:  # what is not defined is told by R-096
                yield days[0], f"the date of adoption {said}", 'write refersTo="#dateOfAdoption"'
        elif len(dates) != 1:
            problem = f"the closing lines mark {how_many(dates, 'date')} of adoption; one is due"
            yield conclusions, problem, "mark the date once, as docDate with #dateOfAdoption"
        if len(events) != 1:
            problem = f"the closing lines mark {how_many(events, 'meeting')}; one is due"
            yield conclusions, problem, "mark the meeting once, as event"


@rule(
    "R-025",
    MUST,
    "conclusions stand in the document element, not in mainBody",
    about="conclusions hcontainer container",
)
def conclusions_in_document(index: Index) -> Findings:
    """Profile section 4, row 35."""
    for node in index.named["conclusions"]:
        if node.parent is None or node.parent.name not in DOCUMENTS:
            yield node, "conclusions outside the document element", "move it after mainBody"
    for node in index.all("hcontainer", "container"):
        if node.attributes["name"] == "conclusions" and node.inside("mainBody"):
            yield node, "conclusions inside mainBody", "use the element conclusions after mainBody"
