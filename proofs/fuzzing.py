"""Input that nobody would write, into every way in: nothing may crash, and what comes out of a text must be valid AKN.

Inputs are invented documents in every format, changed at random (bytes, spans, lines, elements, values: cut, doubled,
swapped), and random bytes and characters; the seed of each is its number, so a crash can be made again.  Then the
growth: what eight times the input costs, as a multiple of what eight inputs cost.
"""

from __future__ import annotations

import copy
import io
import json
import random
import tempfile
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from akn.catalogue import build_catalogue
from akn.errors import AknError
from akn.upgrade import upgrade_xml
from akn.validate import validate_xml
from benchmarks.resolutions import as_docx, as_text
from benchmarks.timing import best
from converters.batch.report import read_report
from converters.conversion import Options, convert_bytes

Input = Callable[[random.Random], bytes]
_SIGNS = (
    "()[]{}^*_$\\|#<>&;:.,،؛，。¹²³⁴ᵃ\t\n\f\r"
    "\u200f\u00a0\u2028\ufeff0123456789٠١٢٣（）一二三IVXivxabcA/-–—“”«»\0\x1b\ud7ff\U0010ffff"
)


def prove(inputs: int) -> int:
    """Try so many inputs on each way in; print what happened; 1 if anything crashed."""
    crashes = 0
    for name, (make, run) in _ways().items():
        ends: Counter[str] = Counter()
        for seed in range(inputs):
            try:
                ends[run(make(random.Random(f"{name} {seed}")))] += 1
            except AknError as error:
                ends[f"refused ({type(error).__name__})"] += 1
            except Exception:
                crashes += 1
                ends["CRASHED"] += 1
                print(f"CRASHED {name} {seed}\n{traceback.format_exc(limit=-3)}")
        print(f"{name:24} {inputs} inputs: {', '.join(f'{n} {end}' for end, n in ends.most_common())}", flush=True)
    print()
    for name, ratio in growth().items():
        print(f"{name:24} eight times the input costs {ratio:.2f} times what eight inputs cost", flush=True)
    return 1 if crashes else 0


def growth() -> dict[str, float]:
    """Cost of eight times the input, divided by eight times the cost of the input."""
    found = {}
    for name, make in _TRAPS.items():
        small, large = make(1), make(8)
        times = best(
            {"1": lambda data=small: _convert(data, "text"), "8": lambda data=large: _convert(data, "text")}, rounds=3
        )
        found[name] = times["8"] / times["1"] / 8
    return found


_TRAPS: dict[str, Callable[[int], bytes]] = {
    "one line": lambda n: b"word " * (n * 4000),
    "note calls": lambda n: (
        "".join(f"w^({i}) " for i in range(n * 300)).encode()
        + "".join(f"\n\n^({i}) x" for i in range(n * 300)).encode()
    ),
    "levels": lambda n: b"".join(b"(%c) x\n\n(i) y\n\n" % (97 + i % 26) for i in range(n * 60)),
    "open brackets": lambda n: b"(" * (n * 4000),
    "symbols": lambda n: b"A/RES/99/7 " * (n * 800),
    "numbers": lambda n: b"resolutions 99/7, 98/6 of 1 December 2043, " * (n * 150),
    "digits": lambda n: b"1" * (n * 8000),
    "dates": lambda n: b"9 December 2044 " * (n * 400),
    "capitals": lambda n: b"Annex I PART A " * (n * 400),
    "annexes": lambda n: b"".join(b"Annex %d\n\nText.\n\n" % i for i in range(n * 60)),
    "spaces": lambda n: b" " * (n * 20000) + b"x",
    "resolution": lambda n: as_text("en", 60 * n, 8 * n),
}


def _ways() -> dict[str, tuple[Input, Callable[[bytes], str]]]:
    """Every way in: what is made for it, and what is done with it."""
    text = {language: as_text(language, 12, 3) for language in ("en", "ar")}
    xml = convert_bytes(text["en"], "x.txt", Options()).output
    word = as_docx("en", 12, 3)
    forms = {
        to: convert_bytes(xml, "x.xml", Options(to=to, validate=False)).output for to in ("markdown", "html", "json")
    }
    ways: dict[str, tuple[Input, Callable[[bytes], str]]] = {
        "random bytes": (lambda r: r.randbytes(r.randrange(2000)), lambda d: _convert(d, "")),
        "random signs": (_signs, lambda d: _convert(d, "text")),
        "text": (lambda r: _changed(text[r.choice(("en", "ar"))], r), lambda d: _convert(d, "text")),
        "Word": (lambda r: _changed(word, r), lambda d: _convert(d, "docx")),
        "Word, parts changed": (lambda r: _changed_parts(word, r), lambda d: _convert(d, "docx")),
        "AKN": (lambda r: _changed(xml, r), lambda d: _convert(d, "xml")),
        "AKN, tree changed": (lambda r: _changed_tree(xml, r), lambda d: _convert(d, "xml")),
        "AKN to text": (lambda r: _changed_tree(xml, r), lambda d: _convert(d, "xml", "text")),
        "AKN to Word": (lambda r: _changed_tree(xml, r), lambda d: _convert(d, "xml", "docx")),
        "AKN to HTML": (lambda r: _changed_tree(xml, r), lambda d: _convert(d, "xml", "html")),
        "AKN, validated": (lambda r: _changed_tree(xml, r), lambda d: "findings" if validate_xml(d) else "valid"),
        "AKN, upgraded": (lambda r: _changed_tree(xml, r), _upgraded),
        "JSON, values changed": (lambda r: _changed_values(forms["json"], r), lambda d: _convert(d, "json")),
        "catalogue": (lambda r: _changed_tree(xml, r), lambda d: f"{len(build_catalogue([('x', d)]).value)} entries"),
        "report": (lambda r: _changed(b'{"input": "a", "status": "failed", "sha256": ""}\n' * 3, r), _report),
    }
    for name, data in forms.items():
        ways[name] = (lambda r, data=data: _changed(data, r), lambda d, name=name: _convert(d, name))  # type: ignore[misc]
    return ways


def _convert(data: bytes, from_: str, to: str = "xml") -> str:
    done = convert_bytes(data, "x", Options(to=to, from_=from_))
    if to == "xml" and from_ not in ("xml", "json"):
        invalid = [d for d in done.diagnostics if d.code.code.startswith("V") and d.code.code < "V3"]
        assert not invalid, invalid
    return done.status.value


def _upgraded(data: bytes) -> str:
    upgrade_xml(data)
    return "upgraded"


def _report(data: bytes) -> str:
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(data)
        return f"{sum(1 for _ in read_report(file.name))} lines"


def _signs(r: random.Random) -> bytes:
    return "".join(r.choices(_SIGNS, k=r.randrange(1500))).encode("utf-8", "surrogatepass")


def _changed(data: bytes, r: random.Random) -> bytes:
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


def _changed_parts(data: bytes, r: random.Random) -> bytes:
    """A zip archive with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        chosen = r.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            change = _changed_tree if name.endswith("xml") and r.random() < 0.8 else _changed
            new.writestr(name, change(part, r) if name == chosen else part)
    return out.getvalue()


def _changed_tree(data: bytes, r: random.Random) -> bytes:
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


def _changed_values(data: bytes, r: random.Random) -> bytes:
    """JSON with up to four of its values put in the place of others."""
    value = json.loads(data)
    for _ in range(r.randrange(1, 5)):
        places = list(_places(value))
        holder, key = r.choice(places)
        other, at = r.choice(places)
        holder[key] = copy.deepcopy(r.choice([other[at], None, 1, -1, "", "x", [], {}]))
    return json.dumps(value).encode()


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield value, key
        yield from _places(inner)
