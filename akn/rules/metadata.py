"""R-027 to R-045: what the metadata say about the document."""

from __future__ import annotations

from akn.bodies.symbols import parse_symbol
from akn.rules import MUST, NO_LANGUAGE, OF_YOURS, SHOULD, Findings, Shown, languages, rule
from akn.rules.index import Doc, Index, Node, one_line, stripped
from akn.rules.iris import annexes, component_iri, is_of_two_works
from akn.vocabulary.numerals import digit_groups
from akn.xml.uri import FALSE_DATES, UNKNOWN_DATE

_LEVELS = ("work", "expression", "manifestation")


@rule("R-027", MUST, "FRBRcountry/@value is un")
def country(index: Index) -> Findings:
    """Profile 1.3."""
    for node in index.named["FRBRcountry"]:
        if node.attributes["value"] != "un":
            yield node, f"the country is “{node.attributes['value']}”", 'write value="un"'


@rule("R-028", MUST, "FRBRsubtype/@value is deliberation in a statement, publication in a collection")
def subtype(index: Index) -> Findings:
    """Annexes inherit it (profile 1.3)."""
    for doc in index.documents:
        if doc.is_issued and doc.work.node is not None:
            wanted = "deliberation" if doc.node.name == "statement" else "publication"
            node = doc.work.first.get("FRBRsubtype")
            if node is None:
                yield doc.work.node, "FRBRsubtype is missing", f'add <FRBRsubtype value="{wanted}"/>'
            elif node.attributes["value"] != wanted:
                yield node, f"the subtype is “{node.attributes['value']}”", f'write value="{wanted}"'


@rule(
    "R-029",
    MUST,
    "a statement or collection has FRBRnumber: @value ends the work IRI, @showAs is the printed number",
    note="in code also: showAs holds the digits of the docNumber in the preface",
)
def number(index: Index) -> Findings:
    """Profile 1.3; annexes inherit it."""
    for doc in index.documents:
        if not doc.is_issued or doc.work.node is None:
            continue
        node = doc.work.first.get("FRBRnumber")
        if node is None:
            value = _with_letter(doc.work.uri.rstrip("/").rpartition("/")[2], doc) or "…"
            remedy = f'add <FRBRnumber value="{value}" showAs="…"/>, with the number as printed in showAs'
            yield doc.work.node, "FRBRnumber is missing", remedy
            continue
        if node.attributes["value"] != doc.work.uri.rpartition("/")[2]:
            yield node, f"“{node.attributes['value']}” is not the last segment of the work IRI", "make the two equal"
        shown = node.attributes["showAs"]
        if not stripped(shown):
            yield node, "showAs is missing", "write the number as printed into showAs"
        elif (printed := _printed_number(doc)) not in ("", shown) and not _says(doc, shown, printed):
            yield node, f"showAs “{shown}” is not the printed number “{printed}”", "make the two equal"


def _says(doc: Doc, shown: str, printed: str) -> bool:
    """True if two numbers have the same figures, or one the year of the document besides: "290 (1970)" for "290"."""
    groups, own = digit_groups(shown), digit_groups(printed)
    year = digit_groups(doc.work.value("FRBRdate", "date")[:4])
    return groups == own or (groups == sorted([*own, *year]))


def _printed_number(doc: Doc) -> str:
    """The number in the preface of a resolution or decision that is no part of an issue; parts print a letter only."""
    if doc.holder is not None or doc.name not in ("resolution", "decision") or len(doc.numbers) != 1:
        return ""
    return doc.numbers[0].words()


@rule(
    *("R-030", MUST, 'FRBRalias name="symbol" gives each printed symbol in full'),
    shown=Shown.PARTLY,
    note="shown: a document without a symbol, and a symbol that does not begin with the letters of its organ",
)
def symbol_alias(index: Index) -> Findings:
    """Profile 1.3: "A/RES/99/7", not "99/7"."""
    for doc in index.documents:
        if not doc.is_issued or doc.work.node is None:
            continue
        aliases = [a for a in doc.work.named["FRBRalias"] if a.attributes["name"] == "symbol"]
        if not aliases and not (doc.is_draft and doc.holder is not None):  # an issue of drafts has one for all
            symbol = _with_letter(_printed_symbol(doc), doc, " ") or "…"
            remedy = f'add <FRBRalias name="symbol" value="{symbol}"/>'
            yield doc.work.node, "the metadata lack the symbol of the document (FRBRalias)", remedy
        for alias in aliases:
            value = alias.attributes["value"]
            if not ("A" <= value[:1] <= "Z" and any(map(str.isdigit, value))):
                yield alias, f"“{value}” is not a symbol in full", "write it with the letters of the organ, as A/RES/…"


def _with_letter(number: str, doc: Doc, joint: str = "") -> str:
    """A number or symbol with the letter of the part that the preface prints on a line of its own ("B").

    Empty for a letter of another script, which is not that of the number.
    """
    printed = doc.preface.below("docNumber") if doc.preface is not None else []
    letters = [words for n in printed if (words := one_line(n.words()).rstrip(" .")) and not digit_groups(words)]
    if not number or len(letters) != 1 or number.endswith(f"{joint}{letters[0]}"):
        return number
    return f"{number}{joint}{letters[0]}" if len(letters[0]) == 1 and "A" <= letters[0] <= "Z" else ""


def _printed_symbol(doc: Doc) -> str:
    """The symbol that the cover marks, empty if it marks none or several."""
    marked = doc.cover.below("docNumber") if doc.cover is not None else []
    symbols = {words for n in marked if parse_symbol(words := one_line(n.words())) is not None}
    return symbols.pop() if len(symbols) == 1 else ""


@rule("R-031", MUST, "the work date is that of adoption, or of the vote on a draft that was rejected")
def work_date(index: Index) -> Findings:
    """Where the text marks dates of adoption, it is one of them."""
    for doc, node in index.work["FRBRdate"]:
        if _stands_for_unknown(node):
            continue
        name = node.attributes["name"]
        if name == "publication" and (doc.is_draft or doc.node.name == "doc"):
            continue  # what nobody has voted on yet has no other date than that of its issuance
        if name not in ("adoption", "voting", "adoptionYear"):
            yield node, f"the date of the work is called “{name}”", 'write name="adoption" and the date of adoption'
        elif name == "voting" and not doc.is_annex and not doc.is_draft:
            yield node, "only a draft has a date of voting", 'write name="adoption"'
        elif name == "adoption" and (marked := _adoption_dates(doc)) and node.attributes["date"] not in marked:
            problem = f"the date of the work is {node.attributes['date']}, the text says {', '.join(sorted(marked))}"
            yield node, problem, "make the two equal"


def _stands_for_unknown(node: Node) -> bool:
    return node.attributes["date"] == UNKNOWN_DATE and node.attributes["name"] == "unknown"


def _adoption_dates(doc: Doc) -> set[str]:
    """The dates of adoption that the document itself marks."""
    zones = (doc.node.child(name) for name in ("coverPage", "preface", "conclusions"))
    inside = (n for zone in zones if zone is not None for n in zone.below("docDate"))
    return {n.attributes["date"] for n in inside if n.refers_to("#dateOfAdoption")} - {""}


@rule("R-032", MUST, "if only the year is known, the work date is 1 January of it, named adoptionYear")
def year_only(index: Index) -> Findings:
    """Profile 1.3."""
    for _, node in index.work["FRBRdate"]:
        if node.attributes["name"] == "adoptionYear" and not node.attributes["date"].endswith("-01-01"):
            yield node, f"{node.attributes['date']} is called adoptionYear", 'write 1 January, or name="adoption"'


@rule("R-033", MUST, "no date is 0001-01-01, 1900-01-01 or empty")
def no_filler_dates(index: Index) -> Findings:
    """An unknown optional element is left out (profile section 4, row 42)."""
    for node in index.bearing["date"]:
        if node.attributes["date"].strip()[:10] in FALSE_DATES:
            problem = f"the date is “{node.attributes['date']}”"
            unknown = "or leave the element out"
            if node.name == "FRBRdate":  # which no level may lack
                unknown = f'or, if it is unknown, {UNKNOWN_DATE} and name="unknown"'
            yield node, problem, f"write the real date, {unknown}"


@rule("R-034", MUST, "the expression date is that of publication, and not before the adoption")
def publication_date(index: Index) -> Findings:
    """Profile 1.3."""
    for doc, node in index.expression["FRBRdate"]:
        if _stands_for_unknown(node):
            continue
        if node.attributes["name"] != "publication":
            # a text whose day of issue is not printed is as old as its adoption, and says so
            dated = node.attributes["date"], node.attributes["name"]
            if not any((d.attributes["date"], d.attributes["name"]) == dated for d in doc.work.named["FRBRdate"]):
                problem = f"the date of the expression is called “{node.attributes['name']}”"
                remedy = 'write name="publication"'
                if node.attributes["name"] in {d.attributes["name"] for d in doc.work.named["FRBRdate"]}:
                    problem += ", and is not that of the work"
                    remedy = f"if it is the day of issuance, {remedy}; else make it the date of the work"
                yield node, problem, remedy
            continue
        adopted = doc.work.value("FRBRdate", "date")
        if adopted != UNKNOWN_DATE and node.attributes["date"][:10] < adopted[:10]:
            yield (
                node,
                f"published {node.attributes['date']}, before the adoption on {adopted}",
                "correct one of the dates",
            )


@rule("R-035", MUST, "the manifestation has a date named markup, and the format xml")
def manifestation(index: Index) -> Findings:
    """Profile 1.3."""
    for doc in index.documents:
        level = doc.manifestation
        if level.node is None:
            continue
        if not any(d.attributes["name"] == "markup" for d in level.named["FRBRdate"]):
            yield level.node, "no date of the markup", 'write FRBRdate name="markup"'
        if (form := level.value("FRBRformat")) != "xml":
            problem = f"the format is “{form}”, not xml" if form else "FRBRformat is missing"
            yield level.node, problem, 'write <FRBRformat value="xml"/>'


@rule("R-036", MUST, "FRBRauthor/@href points with # to a TLCOrganization, @as with # to a TLCRole")
def author(index: Index) -> Findings:
    """Profile section 4, row 12."""
    for node in index.named["FRBRauthor"]:
        for attribute, kind in (("href", "TLCOrganization"), ("as", "TLCRole")):
            value = node.attributes[attribute]
            if attribute == "as" and not value:
                continue
            if not index.names_entry(value, kind):
                problem = index.unnamed(attribute, value, kind)
                yield node, problem, f"in {attribute} write # and the eId of a {kind} in references"


@rule("R-037", MUST, "the IRI of the author ends in the actor of the work IRI")
def author_is_actor(index: Index) -> Findings:
    """Profile section 4, row 3."""
    for doc, node in index.work["FRBRauthor"]:
        term = index.entries.get(node.attributes["href"])
        if term is not None and doc.actor:
            end = term.attributes["href"].rpartition("/")[2]
            if end != doc.actor:
                yield node, f"the author ends in {end}, the actor of the IRI is {doc.actor}", "make the two equal"


@rule("R-038", MUST, "FRBRlanguage/@language is a known code of ISO 639-2/T, or mul or und")
def language(index: Index) -> Findings:
    """ISO 639-2, terminological codes."""
    for node in index.named["FRBRlanguage"]:
        if node.attributes["language"] not in (*languages(), *NO_LANGUAGE):
            yield (
                node,
                f"the language is “{node.attributes['language']}”",
                f"write one of {', '.join(languages())}; {OF_YOURS}",
            )


@rule(
    "R-039",
    MUST,
    "an expression in an unofficial language is a translation without authority, one in an official language is none",
    note="a translation into an official language needs an original language on the cover page",
)
def translation(index: Index) -> Findings:
    """Profile 1.3: the six languages are equally authentic."""
    named = any(n.attributes["name"] == "originalLanguage" for n in index.named["inline"])
    for doc in index.documents:
        level = doc.expression
        if level.node is None:
            continue
        found = level.first.get("FRBRtranslation")
        head = languages().get(doc.language)
        if head is None:
            continue
        if not head.official and doc.is_issued:
            if found is None:
                yield level.node, "no FRBRtranslation", 'add FRBRtranslation with authoritative="false"'
            elif found.attributes["authoritative"] not in ("false", "0"):
                yield found, "the translation does not say that it has no authority", 'write authoritative="false"'
        elif head.official and found is not None and not named:
            remedy = 'remove it, or mark the printed original language as inline name="originalLanguage"'
            yield found, "a translation, but no original language is printed", remedy


@rule("R-040", SHOULD, "publication carries date, name, showAs and number when the date of issuance is known")
def publication(index: Index) -> Findings:
    """The date is known if the cover page marks it (#dateOfIssuance)."""
    for doc in index.documents:
        if not doc.is_issued or doc.meta is None:
            continue
        found = doc.meta.child("publication")
        if found is None:
            printed = doc.cover.descendants() if doc.cover is not None else []
            if dates := [n for n in printed if n.refers_to("#dateOfIssuance")]:
                given = {n.attributes["date"] for n in dates} - {""}
                date = given.pop() if len(given) == 1 else "…"
                remedy = f'add <publication date="{date}" name="…" showAs="…" number="…"/>, with name, title and number'
                yield doc.meta, "no publication, although the date of issuance is printed", remedy
            continue
        missing = [a for a in ("date", "name", "showAs", "number") if not stripped(found.attributes[a])]
        if missing:
            yield found, f"publication lacks {', '.join(missing)}", "add them"


@rule("R-041", MUST, "references is there, with at least one TLC entry")
def references_present(index: Index) -> Findings:
    """Asked of the document at the root: annexes and parts share its entries."""
    doc = index.documents[0] if index.documents else None
    if doc is not None and doc.meta is not None:
        entries = [e for r in doc.meta.named("references") for e in r.children if e.name.startswith("TLC")]
        if not entries:
            held = doc.meta.child("references") is not None
            problem = "references has no TLC entry" if held else "references is missing"
            yield doc.meta, problem, "add references with a TLC entry for each eId that is referred to"


@rule("R-042", SHOULD, "each attachment has a hasAttachment entry whose href is the component IRI", about="attachment")
def attachments_listed(index: Index) -> Findings:
    """Profile 1.2 and 1.5."""
    listed = {n.attributes["href"] for n in index.named["hasAttachment"]}
    components = {doc.node.order: component for doc, component in index.once(annexes)}
    for doc in index.documents:
        if doc.holder is not None and doc.holder.name == "attachment" and doc.work.this not in listed:
            component = components.get(doc.node.order)
            wanted = component_iri(doc.whole, component) if component else doc.work.this
            wanted = "…" if is_of_two_works(doc.whole) else wanted  # R-049 comes first
            remedy = f'add <hasAttachment href="{wanted}" …/> to references'
            yield doc.holder, "the annex is not listed in references", remedy


@rule(
    "R-043",
    MUST,
    "a step has a real date, a by that names a TLC entry, an outcome that names a TLCConcept; no draft is #adopted",
    about="step",
)
def steps(index: Index) -> Findings:
    """A step about which nothing is known is left out (profile section 4, row 42); dates as 0001-01-01 are of R-033."""
    for node in index.named["step"]:
        by, outcome = node.attributes["by"], node.attributes["outcome"]
        if by not in index.entries:
            remedy = "in by write # and the eId of the entry for who took the step: an organ, or the sponsors together"
            yield node, index.unnamed("by", by), remedy
        if not index.names_entry(outcome, "TLCConcept"):
            remedy = (
                "in outcome write # and the eId of a TLCConcept that says how the step ended, or leave the step out"
            )
            yield node, index.unnamed("outcome", outcome, "TLCConcept"), remedy
        doc = node.doc
        if node.attributes["outcome"] == "#adopted" and doc is not None and doc.is_draft:
            yield node, "a draft is not adopted", "write #submitted, or mark up what was adopted in its place"
        if node.attributes["date"][:10] == UNKNOWN_DATE:
            yield node, "the step has no real date", "write the date, or leave the step out"


@rule("R-044", MUST, "voting appears only with a real count; an empty quorum is not written", about="voting quorum")
def votes(index: Index) -> Findings:
    """Profile section 3, R-044."""
    for node in index.named["voting"]:
        if not any(c.name == "count" and c.attributes["value"].strip().isdecimal() for c in node.children):
            yield (
                node,
                "a vote without a count",
                "leave voting out if no votes were counted; if they were, add count with their number",
            )
    for node in index.named["quorum"]:
        if not node.attributes["value"].strip():
            yield node, "an empty quorum", "leave the quorum out"


@rule(
    "R-045",
    MUST,
    "publication, classification, workflow and analysis are left out rather than left empty",
    about="publication classification workflow analysis",
)
def nothing_empty(index: Index) -> Findings:
    """An empty attribute in them stands for something that is not known."""
    for top in index.all("publication", "classification", "workflow", "analysis"):
        if top.name != "publication" and not top.children:
            yield top, f"{top.name} is empty", "leave it out"
        for node in (top, *top.descendants()):
            for name, value in node.attributes.items():
                if not stripped(value) and name != "date" and (node.name, name) not in _OTHERWISE:
                    yield node, f"{name} is empty", "write the value, or leave the element out"


_OTHERWISE = {("step", "by"), ("step", "outcome"), ("quorum", "value")}
"""Attributes of whose emptiness another rule speaks (R-043, R-044)."""
