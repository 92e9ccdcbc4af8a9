"""The rules of the AKN4UN profile as a table, and the checks of those that a file can show.

Each rule is declared once, beside its check, or in `_UNCHECKED` if no single file can break it visibly.  `rules()` is
the whole table in order; `findings` runs it over one document, and `compare` runs what needs several files of one run
(R-061, R-062, R-079) over the facts that `facts_of` takes from each, so that they need not stay in memory.

    @rule("R-003", MUST, "statement/@name names a known kind of text")
    def kind_of_text(index: Index) -> Findings:
        for statement in index.named["statement"]:
            ...
            yield statement, "what is wrong", "what to do"
"""

from __future__ import annotations

import importlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache, wraps
from operator import itemgetter
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from akn.bodies.symbols import parse_symbol
from akn.diagnostics import Code, Diagnostic, Position
from akn.errors import PlugInError
from akn.extensions import loaded, offered, plug_in_fault
from akn.languages import Head, heads, load, usual
from akn.languages.labels import Label, match_label
from akn.patterns import lazy_pattern
from akn.rules.index import SPACE, Doc, Index, Node, one_line

Findings = Iterator[tuple[Node, str, str]]
"""What a check yields: the element, what is wrong with it, what to do about it."""

Check = Callable[[Index], Findings]

T = TypeVar("T")

MUST = True
SHOULD = False


class Shown(StrEnum):
    """What it takes to see that a rule is broken."""

    FILE = "file"
    PARTLY = "partly"  # the file shows some cases; the source, or a reader, would show the others
    FILES = "files"  # several files of one run
    NEVER = "never"  # the source, or a reader


class Rule(Struct, frozen=True):
    """A rule of the profile: number, level, sentence, what it takes to see it broken, and its check if there is one.

    `note` says what the check leaves out, or how it reads the profile.
    """

    number: str
    must: bool
    sentence: str
    shown: Shown = Shown.FILE
    note: str = ""
    check: Check | None = None
    about: frozenset[str] = frozenset()
    """The elements that it is about: a document without any of them cannot break it.  Empty if it may be any."""

    @property
    def family(self) -> str:
        """What it is about: of a rule of the profile the family that its number is in, else the module of its check."""
        module = self.check.__module__ if self.check else __name__
        if not module.startswith(__name__):
            return module.rpartition(".")[2]
        return max((first, name) for name, first in _FAMILIES.items() if first <= int(self.number[2:]))[1]


_FAMILIES = {"skeleton": 1, "metadata": 27, "iris": 46, "identifiers": 63}
_FAMILIES |= {"notes": 80, "references": 85, "concepts": 96, "text": 103}
"""The number of the first rule of each family."""

_ABOUT_READING = ("skeleton", "metadata", "iris", "references", "text")
"""The modules that have rules about what was read (`OF_WHAT_WAS_READ`)."""
_MODULES = (*_ABOUT_READING, "identifiers")

_UNCHECKED = (
    Rule(
        *("R-001", MUST, "well formed, in UTF-8, in the namespace of Akoma Ntoso 3.0 and valid against the XSD"),
        note="checked before the rules, by the parser and the official schema; findings carry codes V1 and V2",
    ),
    Rule(
        *("R-016", MUST, "no num is made up for what the source leaves unnumbered", Shown.NEVER),
        note="only the source shows it",
    ),
    Rule(
        *("R-026", MUST, "the text, notes set aside, is that of the source, in order and whole", Shown.NEVER),
        note="only the source shows it; the converter proves it by its round trip",
    ),
    Rule(
        "R-061",
        MUST,
        "work IRIs of one docType, subtype, actor and number name one work, whatever their date",
        Shown.FILES,
        "a definition; two files of one work that give it different dates are reported",
    ),
    Rule(
        *("R-062", MUST, "no two files in one language have the same expression IRI", Shown.FILES),
        note="checked over all files of one run",
    ),
    Rule(
        *("R-079", SHOULD, "all expressions of a work have the same ids, wId before eId", Shown.FILES),
        note="checked over all files of one run",
    ),
)
_table = {rule.number: rule for rule in _UNCHECKED}


def rule(
    number: str, must: bool, sentence: str, *, shown: Shown = Shown.FILE, note: str = "", about: str = ""
) -> Callable[[Check], Check]:
    """Enter a check into the table under the number of its rule.  Raises ValueError if another has that number.

    `about` names the elements that it goes through, with spaces between: it is asked only where one of them is.
    """

    def enter(check: Check) -> Check:
        held = _table.get(number)
        if held is not None and (held.check is None or held.check.__module__ != check.__module__):
            raise ValueError(f"rule {number} is declared twice")
        _table[number] = Rule(number, must, sentence, shown, note, check, frozenset(about.split()))
        return check

    return enter


def each_of(rows: Callable[[Index], Iterable[T]]) -> Callable[[Callable[[T, Index], Findings]], Check]:
    """Make a check of one that says what is wrong with one of some rows; they are made once a document."""

    def enter(check: Callable[[T, Index], Findings]) -> Check:
        @wraps(check)
        def every(index: Index) -> Findings:
            for row in index.once(rows):
                yield from check(row, index)

        return every

    return enter


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of the profile, R-001 to R-110, in order, and those of other packages (entry points `akn.rules`).

    `unloaded` says which of the latter are missing.
    """
    _declare(_MODULES)
    unloaded()
    return _declared()


def _declare(modules: Iterable[str]) -> None:
    for module in modules:
        importlib.import_module(f"{__name__}.{module}")


def _declared() -> tuple[Rule, ...]:
    return tuple(_table[number] for number in sorted(_table))


@cache
def unloaded() -> tuple[PlugInError, ...]:
    """Load the rules of other packages; for each that cannot be loaded the reason, which names it."""
    faults = []
    for point in offered("akn.rules"):
        try:
            loaded(point)
        except PlugInError as fault:
            faults.append(fault)
    return tuple(faults)


OF_THE_SOURCE = frozenset(
    (
        *("R-005", "R-006", "R-008", "R-009", "R-029", "R-030"),
        *("R-034", "R-053", "R-081", "R-082", "R-084", "R-090"),
    )
)
"""The MUST rules that a right markup of what the source prints can break.

The source has no title, number, formula or symbol, or misprints a date of issue, the markers of its notes, or a symbol,
which is not linked for that reason (R-090, C110), or its formula names an organ that no body file knows (R-053, S208),
or it calls a note whose words were deleted (R-084).

Broken, they are warnings (V304): a file is invalid by its markup, not by its source.
"""


_PLAIN = "document"
"""The name of a doc that says it is no resolution, as a report is read (S201): its markup is not to blame (R-002)."""


OF_WHAT_WAS_READ = OF_THE_SOURCE | {
    *("R-010", "R-014", "R-021", "R-024", "R-040", "R-088", "R-102"),
    *("R-054", "R-055", "R-056", "R-057", "R-058", "R-059", "R-060"),
}
"""The rules that a conversion can break: they are about what is read from the source, which may be misread.

To those of the source come a second formula, a label in the text, the closing lines, a date of issue among the text,
the number of the work and its kind, a note that is called in the midst of a symbol, and an action.  The others are
about the form of the markup, which what writes it keeps whatever was read: of 3,000 texts of the corpus with lines
lost, doubled and moved none broke one, and a law of `tests/properties` asks it of texts made up.  R-109, which guesses
the language of a text, is none of them: the reader knows more of it, and says so (L101).
"""


OF_STYLE = frozenset({"R-106", "R-107", "R-108", "R-110"})
"""The MUST rules whose breach changes nothing that a text says: white space, looks beside marks, quotation marks.

Broken, they are warnings: 30,782 of 67,384 findings in 200 published files were white space.
"""


class Finding(Struct, frozen=True):
    """A broken rule at an element."""

    rule: Rule
    node: Node
    problem: str
    remedy: str

    @property
    def code(self) -> Code:
        """An error if a MUST is broken, unless the source may break it (`OF_THE_SOURCE`) or it is of style."""
        number = self.rule.number
        if number in OF_STYLE or (number == "R-082" and self.node.words()[:1] in (*SPACE,)):
            return Code.PROFILE_SHOULD
        plain = number == "R-002" and self.node.name == "doc" and self.node.attributes["name"] == _PLAIN
        if plain or (number in OF_THE_SOURCE and not _is_printed(self)):
            return Code.PROFILE_SOURCE
        return Code.PROFILE_MUST if self.rule.must else Code.PROFILE_SHOULD


def _is_printed(finding: Finding) -> bool:
    """True if a document lacks what the file itself prints in its front: the source is not to blame."""
    printed, node = _PRINTED.get(finding.rule.number), finding.node
    wholes = [n for n in (node, *node.ancestors()) if n.child("meta")]
    if printed is None or not wholes or node.name not in ("FRBRWork", wholes[0].name):
        return False
    if finding.rule.number not in _OF_THE_ISSUE:
        del wholes[1:]
    fronts = (front for whole in wholes for front in whole.named("coverPage", "preface"))
    return any(printed(n) for front in fronts for n in front.descendants())


def _is_number(node: Node) -> bool:
    words = node.words() if node.name == "docNumber" else ""
    return _is_symbol(node) or (not node.inside("coverPage") and any(c.isdecimal() for c in words))


def _is_symbol(node: Node) -> bool:
    return node.name == "docNumber" and parse_symbol(one_line(node.words())) is not None


_PRINTED: dict[str, Callable[[Node], bool]] = {
    "R-005": lambda node: node.name == "docTitle" and node.inside("coverPage"),
    "R-029": _is_number,
    "R-030": _is_symbol,
}
"""Rules of what a document must have, and what tells of an element of its front that this is printed."""
_OF_THE_ISSUE = ("R-029", "R-030")
"""Those of what the issue prints for all its parts."""


@cache
def _checked(written: bool) -> tuple[Rule, ...]:
    """The rules that a document is asked for."""
    ours = f"{__name__}."
    if written and not offered("akn.rules"):  # a rule of others may bear the number of any of ours, and is told so
        _declare(_ABOUT_READING)
    else:
        rules()
    return tuple(
        r
        for r in _declared()
        if r.check is not None
        and (not written or r.number in OF_WHAT_WAS_READ or not r.check.__module__.startswith(ours))
    )


def findings(index: Index, *, written: bool = False) -> tuple[list[Finding], list[PlugInError]]:
    """All that breaks a rule in one document, in document order, then by rule number; and which plug-ins failed.

    Of a document that this library has `written` only the rules `OF_WHAT_WAS_READ` are asked, and those of other
    packages.  A rule of another package that raises costs what it would have said, and nothing else.
    """
    found: list[tuple[int, Finding]] = []
    faults: dict[str, PlugInError] = {}
    for r in _checked(written):
        if r.check is None or (r.about and r.about.isdisjoint(index.names)):
            continue
        try:
            listed = [Finding(r, *broken) for broken in r.check(index)]
            found += [(f.node.order, f) for f in listed]
        except Exception as error:
            fault = plug_in_fault(error, r.check.__module__)
            if not isinstance(fault, PlugInError):
                raise
            faults[str(fault)] = fault
    found.sort(key=itemgetter(0))  # stable: rules stay in order at one element
    return [f for _, f in found], [*unloaded(), *faults.values()]


class Facts(Struct, frozen=True):
    """What the comparison knows of one statement or collection."""

    source: str
    line: int
    path: str
    work: tuple[str, ...]  # docType, subtype, actor, number: what makes a work
    date: str
    language: str
    expression: str
    packed: bytes  # the ids of the text: a run may have a hundred thousand files

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the text, wId before eId."""
        return frozenset(zlib.decompress(self.packed).decode().split())

    @staticmethod
    def pack(ids: Iterable[str]) -> bytes:
        """Ids as little as may be; the same ids give the same bytes."""
        return zlib.compress(" ".join(sorted(ids)).encode())


def facts_of(index: Index, source: str) -> list[Facts]:
    """The facts of each statement and collection of a file; those without a work IRI have none."""
    found = []
    for doc in index.documents:
        if doc.is_issued and len(doc.parts) == 5:
            doc_type, subtype, actor, date, number = doc.parts
            node = doc.expression.first.get("FRBRuri") or doc.node
            found.append(
                Facts(
                    source=source,
                    line=node.line,
                    path=node.path,
                    work=(doc_type, subtype, actor, number),
                    date=date,
                    language=doc.language,
                    expression=doc.expression.uri,
                    packed=Facts.pack({n.attributes["wId"] or n.attributes["eId"] for n in _identified(index, doc)}),
                )
            )
    return found


def _identified(index: Index, doc: Doc) -> list[Node]:
    """The elements of the text of a document that have an id."""
    first, last = doc.node.order, doc.node.last
    return [n for n in index.bearing["eId"] if first < n.order <= last and not n.in_meta]


def compare(facts: Iterable[Facts]) -> list[tuple[str, tuple[Diagnostic, ...]]]:
    """The findings between files, by the source of the later one, in the order of the files."""
    facts = list(facts)
    usual = _usual(facts)
    first: dict[tuple[str, ...], Facts] = {}
    expressions: dict[tuple[tuple[str, ...], str, str], Facts] = {}
    found: dict[str, list[Diagnostic]] = {}
    for each in facts:
        listed = found.setdefault(each.source, [])
        original = first.setdefault(each.work, each)
        version = each.expression.rpartition("@")[2]
        twin = expressions.setdefault((each.work, each.language, version), each)
        if twin is not each:
            problem = f"{twin.source} holds the same work in the same language ({each.expression})"
            listed.append(_finding("R-062", each, problem, "keep one of the two, or correct number or language"))
        if original.date != each.date:
            problem = f"the work is dated {each.date}, in {original.source} {original.date}"
            listed.append(_finding("R-061", each, problem, "it is the same work: write the same date in both"))
        if twin is each:
            wanted, source = usual.get(each.work), "most of its versions"
            if wanted is None:
                wanted, source = original.packed, original.source
            if wanted != each.packed:
                listed.append(_different_ids(source, replace(original, packed=wanted).ids, each))
    return [(source, tuple(listed)) for source, listed in found.items() if listed]


def _usual(facts: Iterable[Facts]) -> dict[tuple[str, ...], bytes]:
    """The packed ids that more than half of the languages of a work have, of works in three languages or more: so what
    one lacks is said of that one and not of all others."""
    languages: dict[tuple[str, ...], dict[str, Facts]] = {}
    for each in facts:
        languages.setdefault(each.work, {}).setdefault(each.language, each)
    found = {}
    for work, versions in languages.items():
        if len(versions) > 2 and len({each.packed for each in versions.values()}) > 1:
            counts = Counter(i for each in versions.values() for i in each.ids)
            found[work] = Facts.pack(i for i, times in counts.items() if 2 * times > len(versions))
    return found


def _different_ids(source: str, wanted: frozenset[str], each: Facts) -> Diagnostic:
    missing, extra = sorted(wanted - each.ids), sorted(each.ids - wanted)
    parts = [
        f"{len(ids)} {word} ({', '.join(ids[:3])})" for ids, word in ((missing, "missing"), (extra, "more")) if ids
    ]
    problem = f"other ids than in {source}: {'; '.join(parts)}"
    return _finding("R-079", each, problem, "give a unit the same wId in all languages", code=Code.PROFILE_SHOULD)


def _finding(rule: str, at: Facts, problem: str, remedy: str, code: Code = Code.PROFILE_MUST) -> Diagnostic:
    where = Position(at.source, at.line, path=at.path)
    return replace(code.at(where, problem=problem, remedy=remedy), rule=rule)


# ---- the closed lists that the rules speak of


def names(text: str) -> tuple[str, ...]:
    """The names in a text, between spaces."""
    return tuple(text.split())


KINDS = ("resolution", "decision", "resolutionDraft", "decisionDraft", "amendment", "presidentialStatement")
"""`statement/@name` (R-003)."""

ORGANS = ("unga", "unsc", "unecosoc", "unga-hrc")
"""Actors of adopted texts (R-053)."""

NO_LANGUAGE = ("mul", "und")


@cache
def languages() -> Mapping[str, Head]:
    """The languages that there is a file for, by the code that `FRBRlanguage/@language` takes (R-038)."""
    return {head.code: head for head in heads()}


HIGHER = frozenset(names("section part title chapter division article rule subsection hcontainer attachment"))
"""Elements whose printed label may hold the word for their level (R-068)."""

IDENTIFIED = frozenset(
    names(
        "section part title chapter division article rule paragraph list point indent alinea hcontainer container "
        "formula "
        "blockList item crossHeading attachment component table authorialNote ref rref mref"
    )
)
"""Elements that carry an `eId` (R-076)."""

ONCE = frozenset(
    names(
        "content intro wrapUp listIntroduction listWrapUp coverPage preface preamble conclusions mainBody body "
        "collectionBody components"
    )
)
"""Elements that occur once in their parent and take no number (R-072)."""

DOC_INLINES = names(
    "docAuthority docCommittee docDate docIntroducer docJurisdiction docNumber docProponent docPurpose docStage "
    "docStatus docTitle docType docketNumber session shortTitle legislature"
)

SEMANTIC = frozenset(
    [
        *names("concept date event location object organization person process quantity role term def entity time"),
        *DOC_INLINES,
    ]
)
TYPOGRAPHIC = frozenset(names("b i u sup sub span"))

TERM_ATTRIBUTES = ("refersTo", "as", "by", "source", "outcome")
"""Attributes whose values name entries of `references` (R-096)."""

_MAY_BE_LABEL = lazy_pattern(r"\W*\w{0,7}\s?[^\w\s]|\W{0,2}\d|OP")


def label_at(index: Index, text: str) -> Label | None:
    """The list label that a text begins with, as the converter reads it in the language of the document (R-014, R-021);
    None if it begins with its words, or is nothing but a label.
    """
    if not _MAY_BE_LABEL.match(text):  # so that hardly any file needs its language file
        return None
    code = index.documents[0].language if index.documents else ""
    found = match_label(load(code if code in languages() else usual()), text)
    return found if found is not None and text[found.end :].strip() else None


WORK_IRI = lazy_pattern(r"/akn/un/[^/\s]+/[^/\s]+/[^/\s]+/\d{4}(?:-\d\d-\d\d)?/[^/\s!#~@]+")
"""The shape of a work IRI (R-046)."""

OF_YOURS = "one of your own file is known with akn --data DIR, or AKN_DATA"
"""What the hint adds where a value is unknown that a file of the user may define."""
