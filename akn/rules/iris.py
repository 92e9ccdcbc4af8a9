"""R-046 to R-062: the IRIs of works, expressions and manifestations."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain

from akn.languages import usual
from akn.patterns import lazy_pattern
from akn.rules import MUST, OF_YOURS, ORGANS, WORK_IRI, Findings, Shown, rule
from akn.rules.index import Doc, Index, Node
from akn.xml.names import ADOPTED
from akn.xml.uri import FALSE_DATES, UNNUMBERED


def pointing(index: Index) -> list[tuple[Node, str, str]]:
    """The references of a document: the element, the attribute that points, its value."""
    pairs = (("ref", "href"), ("rref", "from"), ("rref", "upTo"))
    return [(node, name, node.attributes[name]) for element, name in pairs for node in index.named[element]]


@rule(
    "R-046",
    MUST,
    "a work IRI is /akn/un/{docType}/{subtype}/{actor}/{date}/{number}, without empty segment, space or end slash",
    note="in code also: the shape of the date; the IRIs of references to works of the United Nations; a slash at the "
    "end of the IRI of any level that is right but for it, which is no fault of what is made from it (R-049 to R-052)",
)
def work_iri(index: Index) -> Findings:
    """Naming Convention 4.5."""
    for _, node in index.work["FRBRuri"]:
        value = node.attributes["value"]
        if not WORK_IRI.fullmatch(value):
            slashed = value.endswith("/") and WORK_IRI.fullmatch(value[:-1])
            said = "ends in a slash" if slashed else "is no work IRI of the United Nations"
            yield node, f"“{value}” {said}", _shape_remedy(value)
    made = [level[name] for level in (index.expression, index.manifestation) for name in ("FRBRuri", "FRBRthis")]
    ended = [node for _, node in chain(index.work["FRBRthis"], *made) if node.attributes["value"].endswith("/")]
    others = {node.order for node in index.once(_not_made_so)} if ended else set()
    for node in ended:
        if node.order not in others:
            yield node, f"“{node.attributes['value']}” ends in a slash", _shape_remedy(node.attributes["value"])
    references = index.once(_references)
    wrong = {work for work in {work for _, _, work in references} if not WORK_IRI.fullmatch(work)}
    for node, iri, work in references:
        if work in wrong:
            yield node, f"“{iri}” begins with no work IRI of the United Nations", _shape_remedy(iri)


def _not_made_so(index: Index) -> list[Node]:
    """The IRIs of levels that R-049 to R-052 say how to write, which takes a slash at the end away as well."""
    checks = (expression_iri, manifestation_iri, this_iri, annex_component)
    return [node for check in checks for node, _, _ in check(index)]


def _shape_remedy(iri: str) -> str:
    if iri.endswith("/"):
        return "remove the slash at the end"
    if " " in iri:
        return "write _ for a space"
    return "write /akn/un/{docType}/{subtype}/{actor}/{date}/{number}"


def _references(index: Index) -> list[tuple[Node, str, str]]:
    """The references to works of the United Nations: the element, the IRI, and the work in it."""
    return [(node, iri, _work_of(iri)) for node, _, iri in index.once(pointing) if iri.startswith("/akn/un/")]


_PLACE = lazy_pattern(r"/!|#|/[a-z]{3}@")


@lru_cache(maxsize=4096)
def _work_of(iri: str) -> str:
    """The work in an IRI, without language, component and fragment."""
    found = _PLACE.search(iri)
    return iri[: found.start()] if found else iri


@rule("R-047", MUST, "docType is the name of the document element")
def doc_type(index: Index) -> Findings:
    """An annex carries the IRI of its host (R-052)."""
    for doc, node in index.work["FRBRuri"]:
        if not doc.is_annex and doc.parts and doc.parts[0] != doc.node.name:
            yield node, f"docType is {doc.parts[0]}, the document is a {doc.node.name}", "make the two equal"


@rule(
    "R-048",
    MUST,
    "subtype, date, number and language in the IRIs equal FRBRsubtype, FRBRdate, FRBRnumber, FRBRlanguage",
)
def iri_agrees(index: Index) -> Findings:
    """Profile section 4, row 43."""
    for doc, node in index.work["FRBRuri"]:
        if len(doc.parts) == 5:
            for at, name, attribute in _SEGMENTS:
                value = doc.work.value(name, attribute)
                if value and value != doc.parts[at]:
                    yield node, f"the IRI says {doc.parts[at]}, {name} says {value}", "write the right one in both"
    for doc, node in index.expression["FRBRuri"]:
        if doc.language and "@" in node.attributes["value"]:
            named = node.attributes["value"].partition("@")[0].rpartition("/")[2]
            if named != doc.language:
                yield node, f"the IRI says {named}, FRBRlanguage says {doc.language}", "make the two equal"


_SEGMENTS = ((1, "FRBRsubtype", "value"), (3, "FRBRdate", "date"), (4, "FRBRnumber", "value"))


@rule("R-049", MUST, "the expression IRI is the work IRI, a slash, the language and @, with a version date if reissued")
def expression_iri(index: Index) -> Findings:
    """Naming Convention 4.6.1."""
    for doc, node in index.expression["FRBRuri"]:
        work, value = _work_iri(doc), _unslashed(node)
        if not (value.startswith(f"{work}/") and _LANGUAGE_AT.fullmatch(value[len(work) + 1 :])):
            wanted = f"{work}/{doc.language or usual()}@"
            base, _, end = value.rpartition("/")
            if WORK_IRI.fullmatch(base) and _LANGUAGE_AT.fullmatch(end):  # either may be the wrong one
                problem = f"the expression is one of {base}, the work {work}"
                yield node, problem, f"one of the two is wrong: {_write(wanted)}, or correct the work"
            else:
                yield node, f"“{value}” is not the work IRI and a language", _write(wanted)


def is_of_two_works(doc: Doc) -> bool:
    """True if work and expression name different works: R-049 says so, and nothing can be made from either before."""
    node = doc.expression.first.get("FRBRuri")
    base = _unslashed(node).rpartition("/")[0] if node is not None else ""
    return WORK_IRI.fullmatch(base) is not None and base != _work_iri(doc)


def _unslashed(node: Node) -> str:
    """The IRI of a level without a slash at its end, of which R-046 speaks."""
    return node.attributes["value"].rstrip("/")


def _work_iri(doc: Doc) -> str:
    """The work IRI as it should be written, whatever stands in the file behind it: what others are made from.

    Published files end it with a slash (R-046), which is said once and not of all that is made from it.
    """
    return doc.work.uri.rstrip("/").removesuffix("/!main").rstrip("/")


def _expression_iri(doc: Doc) -> str:
    """The expression IRI as what is made from it should name it: without a component or a slash at its end (R-049)."""
    found = doc.expression.uri.rstrip("/").removesuffix("!main").rstrip("/")
    return found if "@" in found else f"{_work_iri(doc)}/{doc.language or usual()}@"


def _write(iri: str, whose: str = "") -> str:
    """The remedy of an IRI that is to be another one; what stands in it for a date is to go as well (R-033)."""
    filler = next((date for date in FALSE_DATES if date and f"/{date}/" in iri), "")
    return f"write {whose}{iri}" + (f", with the real date in the place of {filler}" if filler else "")


_LANGUAGE_AT = lazy_pattern(r"[a-z]{3}@(?:\d{4}-\d\d-\d\d)?")


@rule("R-050", MUST, "the manifestation IRI is the expression IRI and .xml")
def manifestation_iri(index: Index) -> Findings:
    """Naming Convention 4.7."""
    for doc, node in index.manifestation["FRBRuri"]:
        wanted = f"{_expression_iri(doc)}.xml"
        if _unslashed(node) != wanted:
            yield node, f"“{node.attributes['value']}” is not the expression IRI and .xml", _write(wanted)


@rule("R-051", MUST, "FRBRthis is the IRI of its level and /!main, of the manifestation /!main.xml")
def this_iri(index: Index) -> Findings:
    """Naming Convention 4.8.1; annexes have components of their own (R-052)."""
    for doc in index.documents:
        if not doc.is_annex:
            yield from _components(doc, "main")


def _components(doc: Doc, component: str) -> Findings:
    """The levels whose FRBRthis does not name the component."""
    work, expression = _work_iri(doc), _expression_iri(doc)
    for level, base, end in (
        *((doc.work, work, ""), (doc.expression, expression, "")),
        (doc.manifestation, expression, ".xml"),
    ):
        node = level.first.get("FRBRthis")
        wanted = f"{base}/!{component}{end}"
        if node is not None and _unslashed(node) != wanted:
            yield (
                node,
                f"FRBRthis is “{node.attributes['value']}”, not the IRI of its level and /!{component}{end}",
                _write(wanted),
            )


@rule(
    "R-052",
    MUST,
    "the n-th top-level annex is the component annex_n; its FRBRuri is that of its host",
    about="attachment",
)
def annex_component(index: Index) -> Findings:
    """Profile section 4, row 8; an appendix of an annex too carries the IRI of the document."""
    for doc, component in index.once(annexes):
        main = doc.whole
        if is_of_two_works(main):
            continue
        node = doc.work.first.get("FRBRuri")
        if node is not None and _unslashed(node) not in (main.work.uri, _work_iri(main)):
            yield (
                node,
                f"the IRI of the annex is “{node.attributes['value']}”",
                _write(_work_iri(main), "that of its host, "),
            )
        if component:
            yield from _components(doc, component)


def annexes(index: Index) -> list[tuple[Doc, str]]:
    """The annexes, each with its component (`annex_1`), which is empty for an appendix of an annex."""
    found: list[tuple[Doc, str]] = []
    counts: dict[int, int] = {}
    for doc in index.documents:
        if doc.is_annex and doc.host is not None:
            top = doc.whole is doc.host
            n = counts[doc.host.node.order] = counts.get(doc.host.node.order, 0) + top
            found.append((doc, f"annex_{n}" if top else ""))
    return found


def component_iri(doc: Doc, component: str) -> str:
    """The IRI of a component of a work, as it should be written."""
    return f"{_work_iri(doc)}/!{component}"


@rule(
    *("R-053", MUST, f"the actor of an adopted text is one of {', '.join(ORGANS)}; Main Committees are unga-c1 to -c6"),
    note="in code also the actors of bodies that were added to the library; Schematron knows the four",
)
def actor(index: Index) -> Findings:
    """Profile section 4, row 2."""
    for doc, node in index.work["FRBRuri"]:
        if not doc.is_issued or not doc.actor:
            continue
        adopted = doc.name in ADOPTED or (doc.node.name == "documentCollection" and not doc.is_draft)
        if adopted and doc.actor not in ORGANS and doc.actor not in _actors():
            said = f"the actor {doc.actor} is no organ that adopts texts"
            yield node, said, f"write one of {', '.join(ORGANS)}; {OF_YOURS}"
        elif doc.actor.startswith("unga-c") and not re.fullmatch("unga-c[1-6]", doc.actor):
            yield node, f"there is no Main Committee {doc.actor}", "write unga-c1 to unga-c6"


@cache
def _actors() -> frozenset[str]:
    """The actors of bodies that were added to the library: each body file tells what its body adopts."""
    from akn.bodies import all_bodies

    return frozenset(body.actor for body in all_bodies() if body.symbols)


_PART = "(?:[A-Z](?:-[A-Z])?)?"
_N = r"\d{1,9}"
_ROMAN_SESSION = rf"{_N}{_PART}-(?:E?S-)?[IVXLC]+|{_N}{_PART}-E?S-{_N}"
_SPECIAL = lazy_pattern(rf"E?S-{_N}-{_N}{_PART}")
_SHAPES = {
    "R-054": lazy_pattern(rf"{_N}-{_N}{_PART}"),
    "R-055": _SPECIAL,
    "R-056": lazy_pattern(_ROMAN_SESSION),
    "unsc": lazy_pattern(rf"{_N}{_PART}-\d{{4}}|PRST-\d{{4}}-{_N}"),
    "unga-hrc": lazy_pattern(rf"(?:S-)?{_N}-{_N}"),
    "unecosoc": lazy_pattern(rf"\d{{4}}-{_N}{_PART}|{_ROMAN_SESSION}"),
}
_DRAFT = lazy_pattern(r"(?:^|[-.])L\.\d")
_BRACKETED = lazy_pattern(r"\s{0,9}\(([IVXLC]+|\d{4})\)")  # a session or a year: "S/RES/161 A-B (1961)"


def _numbers(index: Index) -> dict[str, list[tuple[Node, str]]]:
    """The numbers of adopted texts by the shape that they should have (`_SHAPES`), else by their actor: the documents'
    own, and those that are referred to."""
    found: dict[str, list[tuple[Node, str]]] = {}
    own = [
        (node, _work_of(doc.work.uri)) for doc, node in index.work["FRBRuri"] if not doc.is_annex and not doc.is_draft
    ]
    own += [(node, work) for node, _, work in index.once(_references)]
    for node, work in own:
        if work.startswith(_DELIBERATION) and work.count("/") == 7:
            *_, actor, _, number = work.split("/")
            if number and number != UNNUMBERED and not _DRAFT.search(number):
                shape = _assembly_rule(number) if actor == "unga" else actor
                found.setdefault(shape, []).append((node, number))
    return found


_DELIBERATION = "/akn/un/statement/deliberation/"


def _assembly_rule(number: str) -> str:
    """The rule that says how a number of the General Assembly is written: by session, special or roman."""
    if number.startswith(("S-", "ES-")):
        return "R-055"
    if _SHAPES["R-054"].fullmatch(number):
        return "R-054"
    return "R-056" if re.search(r"[IVXLC]{2,}$|-[IVXLC]$|S-\d+$", number) else "R-054"


def _number_rule(number: str, sentence: str, *shapes: tuple[str, str, str], note: str = "") -> None:
    """A rule on how numbers are written: the shapes that it asks for, whose they are, and what to write."""

    @rule(number, MUST, sentence, note=note)
    def numbered(index: Index) -> Findings:
        """Profile section 5, number grammar."""
        found = index.once(_numbers)
        for shape, organ, remedy in shapes:
            for node, printed in found.get(shape, ()):
                if not _SHAPES[shape].fullmatch(printed):
                    yield node, f"“{printed}” is no number of {organ}", remedy


_ASSEMBLY = "the General Assembly"

_number_rule(
    *("R-054", "General Assembly, regular session: SESSION-N, part letters attached (75-101A)"),
    ("R-054", _ASSEMBLY, "write SESSION-N, as 75-101 or 75-101A"),
)
_number_rule(
    *("R-055", "General Assembly, special session S-32-1, emergency special session ES-11-1"),
    ("R-055", _ASSEMBLY, "write S-SESSION-N or ES-SESSION-N, as S-32-1"),
)
_number_rule(
    *("R-056", "numbers with a roman session: 217-III, 217A-III, 3201-S-VI, 1000-ES-I"),
    ("R-056", _ASSEMBLY, "write N-SESSION, as 217A-III"),
    note="early special sessions in digits (186-S-2) are taken as well: they are printed so",
)
_number_rule(
    *("R-057", "Security Council: 2231-2015, 161A-1961; presidential statement PRST-2021-13"),
    ("unsc", "the Security Council", "write N-YEAR, as 2231-2015"),
)
_number_rule(
    *("R-058", "Human Rights Council: 54-10, special session S-35-1; Economic and Social Council: 2012-5"),
    ("unga-hrc", "unga-hrc", "write it as 54-10"),
    ("unecosoc", "unecosoc", "write it as 2012-5"),
)


@rule(
    *("R-059", MUST, 'decisions use the IRI shape of resolutions; @name="decision" tells them apart'),
    shown=Shown.PARTLY,
    note="shown: a symbol with DEC on a resolution, with RES on a decision",
)
def decisions(index: Index) -> Findings:
    """Profile section 5: numbers alone do not separate the two."""
    for doc in index.documents:
        for alias in doc.work.named["FRBRalias"]:
            value = alias.attributes["value"]
            for mark, wrong in (("/DEC/", "resolution"), ("/RES/", "decision")):
                if alias.attributes["name"] == "symbol" and mark in value and doc.name == wrong:
                    yield doc.node, f"a {wrong} with the symbol {value}", "correct the name of the statement"


@rule(
    *("R-060", MUST, "in any other symbol / becomes - and a space _; FRBRnumber/@showAs keeps the printed form"),
    note="spaces and _ are not compared: profile section 5 writes A-RES-75-101A-B for “A/RES/75/101 A-B”",
)
def other_symbols(index: Index) -> Findings:
    """Asked of drafts and collections, whose number is their symbol."""
    for doc, node in index.work["FRBRnumber"]:
        if doc.is_annex or not node.attributes["showAs"]:
            continue
        if doc.node.name == "documentCollection" or _DRAFT.search(node.attributes["value"]):
            shown = re.sub(r"[\s_]", "", _BRACKETED.sub(r"-\1", node.attributes["showAs"].replace("/", "-")))
            value = re.sub(r"[\s_]", "", node.attributes["value"])
            if "/" in node.attributes["showAs"] and shown != value:
                problem = f"“{node.attributes['value']}” is not “{node.attributes['showAs']}” with - for /"
                yield node, problem, "write the symbol with - for / and _ for a space"
