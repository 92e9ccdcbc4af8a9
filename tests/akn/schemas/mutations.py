"""Random changes to valid documents, so that two validators can be compared on what lies around validity."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_VALUES = ("", "x", "a b", "#akn", "2051-11-30", "2051", "bottom", "originalVersion", "1", "-1", "true", "en", "é", "_")

Change = Callable[[random.Random, "list[etree._Element]"], None]


def mutated(
    root: etree._Element, names: list[str], attributes: list[str], types: list[str], seed: int
) -> etree._Element:
    """A copy of a document with one to three random changes; the same for the same seed.

    `names`, `attributes` and `types` are those of the official schema; foreign ones are mixed in.
    """
    chance = random.Random(seed)
    copy = deepcopy(root)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        elements = list(copy.iter())
        element = chance.choice(elements)
        _CHANGES[chance.randrange(len(_CHANGES))](chance, element, names, attributes, types)
    return copy


def _rename(chance: random.Random, element: etree._Element, names: list[str], *_: list[str]) -> None:
    element.tag = _name(chance, names)


def _name(chance: random.Random, names: list[str]) -> str:
    kind = chance.random()
    if kind < 0.85:
        return AKN + chance.choice(names)
    return chance.choice(("{urn:other}thing", "thing", f"{AKN}unheardOf", f"{AKN}P"))


def _insert(chance: random.Random, element: etree._Element, names: list[str], *_: list[str]) -> None:
    new = etree.Element(_name(chance, names))
    new.text = chance.choice((None, "text"))
    element.insert(chance.randrange(len(element) + 1), new)


def _insert_foreign(chance: random.Random, element: etree._Element, names: list[str], *_: list[str]) -> None:
    """A foreign element, with an element of AKN inside now and then, where the schema has wildcards or anywhere."""
    root = element.getroottree().getroot()
    holders = list(root.iter(*(f"{AKN}{n}" for n in ("step", "proprietary", "presentation", "count"))))
    holder = chance.choice(holders) if holders and chance.random() < 0.8 else element
    foreign = etree.SubElement(holder, "{urn:other}thing")
    if chance.random() < 0.5:
        inside = etree.SubElement(foreign, _name(chance, names))
        inside.set("bogus", "1")


def _remove(chance: random.Random, element: etree._Element, *_: list[str]) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _duplicate(chance: random.Random, element: etree._Element, *_: list[str]) -> None:
    parent = element.getparent()
    if parent is not None:
        twin = deepcopy(element)
        if chance.random() < 0.7:
            for node in twin.iter():
                node.attrib.pop("eId", "")
        parent.insert(chance.randrange(len(parent) + 1), twin)


def _move(chance: random.Random, element: etree._Element, *_: list[str]) -> None:
    root = element.getroottree().getroot()
    inside = set(element.iter())
    targets = [e for e in root.iter() if e not in inside]
    if element.getparent() is not None and targets:
        target = chance.choice(targets)
        target.insert(chance.randrange(len(target) + 1), element)


def _swap(chance: random.Random, element: etree._Element, *_: list[str]) -> None:
    if len(element) > 1:
        children = list(element)
        chance.shuffle(children)
        element[:] = children


def _drop_attribute(chance: random.Random, element: etree._Element, *_: list[str]) -> None:
    if element.attrib:
        del element.attrib[chance.choice(sorted(element.attrib, key=str))]


def _set_attribute(
    chance: random.Random, element: etree._Element, _: list[str], attributes: list[str], *__: list[str]
) -> None:
    others = ("bogus", "{urn:other}mark", f"{_XML}lang", f"{_XML}space", f"{_XML}base", f"{_XML}id")
    name = chance.choice(attributes) if chance.random() < 0.7 else chance.choice(others)
    element.set(name, chance.choice(_VALUES))


def _set_value(chance: random.Random, element: etree._Element, *_: list[str]) -> None:
    if element.attrib:
        element.set(chance.choice(sorted(element.attrib, key=str)), chance.choice(_VALUES))


def _set_type(chance: random.Random, element: etree._Element, _: list[str], __: list[str], types: list[str]) -> None:
    element.set(f"{_XSI}type", chance.choice(types))


def _add_text(chance: random.Random, element: etree._Element, *_: list[str]) -> None:
    element.text = (element.text or "") + "text"


def _repeat_id(chance: random.Random, element: etree._Element, *_: list[str]) -> None:
    ids = sorted(str(e.get("eId")) for e in element.getroottree().getroot().iter() if e.get("eId"))
    if ids:
        element.set("eId", chance.choice(ids))


_CHANGES = (
    *(_rename, _rename, _insert, _insert, _insert_foreign, _remove, _duplicate, _duplicate, _move, _swap),
    *(_drop_attribute, _set_attribute, _set_attribute, _set_value, _set_type, _add_text, _repeat_id),
)
