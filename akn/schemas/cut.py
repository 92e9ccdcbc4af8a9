"""The schema cut from the official one, which makes single commands fast: what it accepts, the official schema accepts.

Compiling the official schema takes 150 ms, half of a command on one short text; the cut to all that resolutions are
written with takes 30, that to the forty elements of a short one 10: the first document of a process has a cut of its
own, and the first that needs more has the other made.

`cut` only ever takes away:

- a branch of a `choice`, or a particle that may be absent, goes with the element or group that it names;
- an attribute that may be absent goes, and so does `anyAttribute`;
- a uniqueness constraint goes only with its attribute: where the attribute cannot occur, the constraint cannot fail;
- inline elements with attributes of their own get a smaller choice of content (`_narrow_inlines`);
- what nothing refers to any more goes, and all annotations.

The wildcards for elements of other namespaces stay.  They are lax: an AKN element inside a foreign one is checked only
if it is declared, and the cut has fewer declarations.  A document with such an element must not be asked of the cut
(`akn_in_foreign`).  What the cut rejects may still be valid: then the official schema decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import XMLSchema, _Element, _ElementTree


def accepts(tree: _ElementTree | _Element, official: str, elements: Iterable[str] = ()) -> bool:
    """Whether the cut schema has all elements of the document and accepts it; False says nothing.

    `official` is the path of the official schema, `elements` the names of the elements of the document where they are
    known, those of other namespaces as `{namespace}name`.
    """
    root = tree.getroot() if hasattr(tree, "getroot") else tree
    if not elements:
        own = f"{{{root.nsmap.get(root.prefix)}}}"
        elements = (element.tag.removeprefix(own) for element in root.iter())
    names = {name for name in elements if not name.startswith("{")}
    if not names <= USED_ELEMENTS or akn_in_foreign(root):
        return False
    first = _first.setdefault(official, frozenset(names))
    return cut_schema(official, first if names <= first else None).validate(tree)


_first: dict[str, frozenset[str]] = {}
"""The elements of the first document of the process, by the path of the official schema."""


@cache
def cut_schema(official: str, elements: frozenset[str] | None = None) -> XMLSchema:
    """The schema at a path cut to some elements (None: all that the profile uses), compiled; one object a process."""
    from lxml import etree

    with open(official, "rb") as file:
        made = etree.tostring(cut(file.read(), USED_ELEMENTS if elements is None else elements))
    # the base makes the import of xml.xsd find the file beside the official schema
    return etree.XMLSchema(etree.fromstring(made, base_url=official))


_XS = "{http://www.w3.org/2001/XMLSchema}"
_PARTICLES = (f"{_XS}choice", f"{_XS}sequence")


def _names(text: str) -> list[str]:
    return text.split()


USED_ELEMENTS = frozenset(
    _names(
        # documents and their frame
        "akomaNtoso statement documentCollection doc attachments attachment components component collectionBody "
        "documentRef componentRef coverPage preface preamble mainBody conclusions formula container "
        # metadata
        "meta identification FRBRWork FRBRExpression FRBRManifestation FRBRthis FRBRuri FRBRalias FRBRdate "
        "FRBRauthor FRBRcountry FRBRsubtype FRBRnumber FRBRname FRBRlanguage FRBRtranslation FRBRformat "
        "publication classification keyword workflow step analysis parliamentary voting count "
        "proprietary presentation references hasAttachment "
        "TLCPerson TLCOrganization TLCConcept TLCObject TLCEvent TLCLocation TLCProcess TLCRole TLCTerm "
        # the hierarchy and its blocks
        "section part title chapter division article rule paragraph list point indent alinea hcontainer "
        "num heading subheading crossHeading intro content wrapUp "
        "blockList item listIntroduction listWrapUp p table caption tr th td "
        # inlines
        "concept date docType docTitle docNumber docProponent docDate docStatus docAuthority docCommittee session "
        "ref rref mref a i b u sup sub span inline organization role location event person term quantity "
        "vote outcome embeddedText omissis eol noteRef authorialNote"
    )
)
"""The elements that resolutions are written with; a document that uses another is left to the official schema."""

_DROPPED_ATTRIBUTES = frozenset(
    _names(
        "GUID period status alternativeTo style xml:space xml:id placementBase shortForm "
        "startQuote endQuote inlineQuote breakAt breakWith width border cellpadding cellspacing"
    )
)


# the kept elements that may hold elements of other namespaces (anyOtherType, countType)
_HOLDERS = ("step", "count", "proprietary", "presentation")


def cut(xsd: bytes, elements: frozenset[str] = USED_ELEMENTS) -> _Element:
    """The cut schema with some elements, from the bytes of the official one."""
    from lxml import etree

    root = etree.fromstring(xsd, etree.XMLParser(remove_comments=True, remove_blank_text=True, resolve_entities=False))
    etree.strip_elements(root, f"{_XS}annotation", with_tail=False)
    groups = {group.get("name"): group for group in root.findall(f"{_XS}group")}
    _cut_attributes(root)
    _cut_elements(root, groups, elements)
    _narrow_inlines(root, groups, elements)
    _drop_unused(root, elements)
    return root


_Groups = Mapping[str | None, "_Element"]
"""The global groups of elements by name."""

_SMALL = _names(
    "b i u sup sub span inline ref rref mref a date concept organization role quantity outcome docDate docCommittee "
    "omissis eol noteRef authorialNote"
)
"""What may stand in inline elements with attributes of their own.

Each of them is a type of its own to the schema compiler, whose work grows with the square of the number of choices;
together they would take half of the time.
"""


def akn_in_foreign(root: _Element) -> bool:
    """Whether an AKN element stands inside an element of another namespace, where the wildcards allow one."""
    namespace = f"{{{root.nsmap.get(root.prefix)}}}"
    holders = (f"{namespace}{name}" for name in _HOLDERS)
    return any(next(foreign.iter(f"{namespace}*"), None) is not None for e in root.iter(*holders) for foreign in e)


def _cut_attributes(root: _Element) -> None:
    for wildcard in list(root.iter(f"{_XS}anyAttribute")):
        _remove(wildcard)
    for attribute in list(root.iter(f"{_XS}attribute")):
        name = attribute.get("ref") or attribute.get("name")
        if name in _DROPPED_ATTRIBUTES and attribute.get("use") != "required":
            _remove(attribute)
    for unique in list(root.iter(f"{_XS}unique")):
        field = unique.find(f"{_XS}field")
        if field is not None and (field.get("xpath") or "").lstrip("@") in _DROPPED_ATTRIBUTES:
            _remove(unique)


def _cut_elements(root: _Element, groups: _Groups, elements: frozenset[str]) -> None:
    """Take away what only other elements could match: branches of a choice that has others, and what may be absent.

    What must be there stays: then the content is one that no document of these elements has.
    """
    foreign = _Foreign(groups, elements)
    for holder in root.iter(f"{_XS}complexType", f"{_XS}extension", f"{_XS}group"):
        for content in holder.findall("*"):
            if content.tag in _PARTICLES:
                foreign.holds(content)
    for particle, found in foreign.known.items():
        parent = particle.getparent()
        if found and parent is not None:
            in_choice = parent.tag == f"{_XS}choice" and not foreign.known[parent]
            if in_choice or particle.get("minOccurs") == "0":
                parent.remove(particle)


class _Foreign:
    """Which particles only other elements than `elements` could match, each looked at once."""

    def __init__(self, groups: _Groups, elements: frozenset[str]) -> None:
        self.known: dict[_Element, bool] = {}
        self._groups = groups
        self._elements = elements

    def holds(self, particle: _Element) -> bool:
        """True if no document of the elements has anything that a particle matches."""
        if particle not in self.known:
            inside = {part: self.holds(part) for part in particle}
            self.known[particle] = self._by_kind(particle, inside)
        return self.known[particle]

    def _by_kind(self, particle: _Element, inside: Mapping[_Element, bool]) -> bool:
        match str(particle.tag).removeprefix(_XS):
            case "element":
                return particle.get("ref") not in self._elements
            case "group":
                return self.holds(self._groups[particle.get("ref")][0])
            case "choice":
                return all(inside.values())
            case "sequence":
                return any(found and part.get("minOccurs") != "0" for part, found in inside.items())
        return False  # a wildcard


def _narrow_inlines(root: _Element, groups: _Groups, elements: frozenset[str]) -> None:
    """Give inline elements that extend a common type by attributes a smaller content in place of that type's."""
    from copy import deepcopy

    common = {t.get("name"): t for t in root.findall(f"{_XS}complexType") if (t.get("name") or "").startswith("inline")}
    offered = {name: _elements_in(t, groups) for name, t in common.items()}
    for extension in list(root.iter(f"{_XS}extension")):
        base = common.get(extension.get("base"))
        content = base.find(f"{_XS}choice") if base is not None else None
        holder = next(extension.iterancestors(f"{_XS}complexType"), None)
        if base is None or content is None or holder is None:
            continue
        if any(part.tag != f"{_XS}attributeGroup" for part in extension):
            continue
        choice = deepcopy(content)
        small = (name for name in _SMALL if name in elements and name in offered[base.get("name")])
        choice[:] = [choice.makeelement(f"{_XS}element", {"ref": name}) for name in small]
        holder[:] = [choice, *map(deepcopy, base.findall(f"{_XS}attributeGroup")), *extension]


def _elements_in(particle: _Element, groups: _Groups) -> set[str | None]:
    """The names of the elements that a type or a group offers, those of the groups that it refers to as well."""
    found = {e.get("ref") for e in particle.iter(f"{_XS}element")}
    return found.union(
        *(_elements_in(groups[g.get("ref")], groups) for g in particle.iter(f"{_XS}group") if g.get("ref"))
    )


def _drop_unused(root: _Element, elements: frozenset[str]) -> None:
    """Take away empty attribute groups, the other elements, and the global types and groups that no element needs."""
    groups = {group.get("name"): group for group in root.findall(f"{_XS}attributeGroup")}
    while empty := {name for name, group in groups.items() if len(group) == 0}:
        for reference in list(root.iter(f"{_XS}attributeGroup")):
            if reference.get("ref") in empty or reference.get("name") in empty:
                _remove(reference)
        groups = {name: group for name, group in groups.items() if name not in empty}
    _drop_unreferenced(root, elements)


def _drop_unreferenced(root: _Element, elements: frozenset[str]) -> None:
    """Take away what the elements do not refer to, directly or through others: global types, groups, and elements."""
    components: dict[str | None, list[_Element]] = {}  # a type and a group may have one name
    others: dict[str | None, _Element] = {}
    waiting: list[_Element] = []
    for component in root:
        name = component.get("name")
        if component.tag == f"{_XS}element" and name in elements:
            waiting.append(component)
        elif component.tag == f"{_XS}element":
            others[name] = component
        elif component.tag != f"{_XS}import":
            components.setdefault(name, []).append(component)
    while waiting:
        for part in waiting.pop().iter():
            if part.tag == f"{_XS}element" and part.get("ref") in others:
                waiting.append(others.pop(part.get("ref")))
            for attribute in ("ref", "type", "base", "memberTypes"):
                for name in (part.get(attribute) or "").split():
                    waiting += components.pop(name, ())
    for other in others.values():
        root.remove(other)
    for unused in components.values():
        for component in unused:
            root.remove(component)


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
