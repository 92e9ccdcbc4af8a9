"""Inputs changed at random: bytes and lines, elements of a tree, values of JSON."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from lxml import etree

_SIGNS = (
    "()[]{}^*_`$\\|#<>&;:.,،؛，。¹²³⁴ᵃ\t\n\f\r\v\0\x1b0123456789٠١٢٣（）一二三IVXivxabcA/-–—“”«»•\u00ad\u0085\u00a0"
    "\u0301\u064b\u20e3\u200b\u200f\u202e\u2028\u2067\u3099\ud7ff\ufe0f\ufeff\ufffe\U0001f600\U0010ffff"
)


class Broken(Exception):
    """A promise that an input broke."""


def changed(data: bytes, r: random.Random) -> bytes:
    """The data with up to eight changes: bytes, spans and lines put in, taken out, doubled and swapped."""
    for _ in range(r.randrange(1, 9)):
        a, b = sorted(r.randrange(len(data) + 1) for _ in range(2))
        b = min(b, a + r.choice((1, 4, 40, 400)))
        change = r.randrange(6)
        if change == 0:
            data = data[:a] + data[b:]
        elif change == 1:
            data = data[:b] + data[a:b] * r.choice((1, 2, 30)) + data[b:]
        elif change == 2:
            data = data[:a] + r.randbytes(r.randrange(1, 4)) + data[a + 1 :]
        elif change == 3:
            sign = r.choice(_SIGNS)
            data = data[:a] + (sign * r.choice((1, 2, 50))).encode("utf-8", "surrogatepass") + data[a:]
        elif change == 4:
            lines = data.split(b"\n")
            r.shuffle(lines)
            data = b"\n".join(lines) if r.random() < 0.2 else data
        else:
            data = data[a:b] + data[:a] + data[b:]
    return data


def changed_tree(data: bytes, r: random.Random) -> bytes:
    """An XML document with up to eight elements copied, renamed, taken out, given other text or attributes."""
    root = etree.fromstring(data)
    for _ in range(r.randrange(1, 9)):
        elements = [e for e in root.iter() if isinstance(e.tag, str)]
        one, other = r.choice(elements), r.choice(elements)
        parent = one.getparent()
        change = r.randrange(6)
        if change == 0 and parent is not None:
            parent.remove(one)
        elif change == 1:
            other.insert(r.randrange(len(other) + 1), copy.deepcopy(one))
        elif change == 2:
            one.tag = other.tag
        elif change == 3:
            one.text = other.text
        elif change == 4 and one.attrib:
            name = r.choice(list(one.attrib))
            one.set(name, r.choice(["", "#x", "x y", "1", "9" * 40, "Ж", *other.attrib.values()]))
        elif other.attrib:
            name = r.choice(list(other.attrib))
            one.set(name, other.get(name, ""))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def changed_values(data: bytes, r: random.Random) -> bytes:
    """JSON with up to four of its values put in the place of others, mostly of their own type."""
    value = json.loads(data)
    for _ in range(r.randrange(1, 5)):
        places = list(_places(value))
        holder, key = r.choice(places)
        alike = [h[k] for h, k in places if type(h[k]) is type(holder[key])]
        holder[key] = copy.deepcopy(r.choice(alike if r.random() < 0.9 else [None, 1, -1, "", "x", [], {}]))
    return json.dumps(value).encode()


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield value, key
        yield from _places(inner)
