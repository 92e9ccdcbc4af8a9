"""Input that nobody would write, into every way in, and every way out and use of what came of it.

Seeds are invented documents in every format and, where a folder is given, the files in it.  Each input is one of them
changed at random (lines, bytes, elements, values, parts of archives), and has a number, so a finding can be made again.
What must hold of each is told by `Broken`; what costs more than it should is told by `growth`.
"""

from __future__ import annotations

import copy
import io
import json
import math
import random
import re
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree

from akn.catalogue import build_catalogue
from akn.citing import links
from akn.clauses import mandates
from akn.compare.comparison import as_json, compare, trace
from akn.compare.concord import concord
from akn.document import Document
from akn.emit import emit_xml
from akn.errors import AknError
from akn.read import read_xml
from akn.upgrade import upgrade_xml
from akn.validate import validate_xml
from benchmarks.resolutions import as_docx, as_text
from benchmarks.timing import best
from converters.conversion import Converted, convert_bytes
from converters.mandates import as_csv, as_page
from converters.options import Options
from converters.view.page import write_page

_FORMATS = {".txt": "text", ".md": "markdown", ".html": "html", ".docx": "docx", ".pdf": "pdf", ".xml": "xml"}
_EXAMPLES = Path(__file__).parent.parent / "examples"
_OUT = ("docx", "html", "markdown", "text", "json")
_SIGNS = (
    "()[]{}^*_`$\\|#<>&;:.,،؛，。¹²³⁴ᵃ\t\n\f\r\v\0\x1b0123456789٠١٢٣（）一二三IVXivxabcA/-–—“”«»•\u00ad\u0085\u00a0"
    "\u0301\u064b\u20e3\u200b\u200f\u202e\u2028\u2067\u3099\ud7ff\ufe0f\ufeff\ufffe\U0001f600\U0010ffff"
)
_WORDS = (
    *("(a)", "(i)", "1.", "- ", "– ", "Annex", "A", "I.", "٢", "二、", "^(1)", "[^1]", "**", "| a | b |", "|---|---|"),
    *("<b>", "&amp;", "&#1;", "Resolution 1 (I)", "(XIIV)", "paragraph 1 (a) (b) and (c) of", "9" * 20, "http://["),
    *("The General Assembly,", "1/2", "A/RES/99/7", "Decides", "260^(1) A"),
)


class Broken(Exception):
    """A promise that an input broke."""


def prove(seconds: float, folder: Path | None = None, seed: int = 0, keep: Path | None = None) -> int:
    """Try every way in turn until the time is up; print what happened; 1 if a promise was broken."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
    ways = _ways(*_seeds(folder))
    ends: dict[str, Counter[str]] = {name: Counter() for name in ways}
    told: set[str] = set()
    begun, number = time.monotonic(), 0
    while time.monotonic() < begun + seconds:
        number += 1
        for name, (make, run) in ways.items():
            data = b""
            try:
                data = make(random.Random(f"{name} {seed} {number}"))
                ends[name][run(data)] += 1
            except AknError as error:
                ends[name][f"refused ({type(error).__name__})"] += 1
            except Exception as error:
                ends[name]["BROKEN"] += 1
                what = str(error) if isinstance(error, Broken) else traceback.format_exc(limit=-3)
                if what not in told:
                    told.add(what)
                    print(f"BROKEN {name} {seed} {number}: {what}", flush=True)
                    if keep is not None:
                        (keep / f"{name.replace(' ', '-')}-{seed}-{number}").write_bytes(data)
    for name, counted in ends.items():
        print(f"{name:16} {counted.total():6} inputs: {', '.join(f'{n} {end}' for end, n in counted.most_common())}")
    taken = time.monotonic() - begun
    tried = sum(c.total() for c in ends.values())
    for name, slope in growth().items():
        print(f"{name:16} time grows by the power {slope:.2f} of the input", flush=True)
    print(f"{tried} inputs in {taken:.0f} s, {sum(c['BROKEN'] for c in ends.values())} broken")
    return 1 if told else 0


def growth(rounds: int = 3) -> dict[str, float]:
    """By door and by trap the slope of the logarithm of the time over that of the size, fitted over six sizes.

    A door takes a resolution of 12 to 384 paragraphs; a trap is a text that is made to take long.
    """
    options = Options(from_="text")
    traps = {f"trap: {name}": partial(_trap, make, options) for name, make in _TRAPS.items()}
    return {name: _slope(make, rounds) for name, make in {**_DOORS, **traps}.items()}


def _slope(make: Callable[[int], Callable[[], object]], rounds: int) -> float:
    sizes = [2**i for i in range(6)]
    times = best({str(n): make(n) for n in sizes}, rounds=rounds)
    xs, ys = [math.log(n) for n in sizes], [math.log(times[str(n)]) for n in sizes]
    x, y = sum(xs) / 6, sum(ys) / 6
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def _trap(make: Callable[[int], bytes], options: Options, n: int) -> Callable[[], object]:
    return partial(convert_bytes, make(n), "x", options)


def _from(form: str, n: int) -> Callable[[], object]:
    data = as_docx("en", 12 * n, 2 * n) if form == "docx" else _to(_xml(n), "xml", form)
    return partial(convert_bytes, data, "x", Options(from_=form, validate=False))


def _into(form: str, n: int) -> Callable[[], object]:
    return partial(_to, _xml(n), "xml", form)


def _xml(n: int, language: str = "en") -> bytes:
    return _to(as_text(language, 12 * n, 2 * n), "text", "xml")


def _document(n: int, language: str = "en") -> Document:
    return read_xml(_xml(n, language)).value


def _revised(n: int) -> Document:
    text = as_text("en", 12 * n, 2 * n).replace(b"lamps", b"lanterns").replace(b"keepers of", b"those who keep")
    return read_xml(_to(text, "text", "xml")).value


_DOORS: dict[str, Callable[[int], Callable[[], object]]] = {
    **{f"{form} to AKN": partial(_from, form) for form in ("text", "markdown", "html", "docx", "json")},
    **{f"AKN to {form}": partial(_into, form) for form in ("text", "markdown", "html", "docx", "json")},
    "read AKN": lambda n: partial(read_xml, _xml(n)),
    "write AKN": lambda n: partial(emit_xml, _document(n)),
    "validate": lambda n: partial(validate_xml, _xml(n)),
    "upgrade": lambda n: partial(upgrade_xml, _xml(n)),
    "links": lambda n: partial(links, _document(n)),
    "mandates": lambda n: partial(mandates, _document(n)),
    "diff": lambda n: partial(compare, _document(n), _revised(n)),
    "series": lambda n: partial(trace, [_document(n), _revised(n)]),
    "concord": lambda n: partial(concord, [_document(n), _document(n, "ar")]),
}

_TRAPS: dict[str, Callable[[int], bytes]] = {
    "one line": lambda n: b"word " * (n * 8000),
    "note calls": lambda n: (
        "".join(f"w^({i}) " for i in range(n * 80)) + "".join(f"\n\n^({i}) x" for i in range(n * 80))
    ).encode(),
    "levels": lambda n: b"".join(b"(%c) x\n\n(i) y\n\n" % (97 + i % 26) for i in range(n * 60)),
    "counting down": lambda n: b"".join(b"(%d) x\n\n" % (n * 60 - i) for i in range(n * 60)),
    "open brackets": lambda n: b"(" * (n * 16000),
    "symbols": lambda n: b"A/RES/99/7 " * (n * 200),
    "numbers": lambda n: b"resolutions 99/7, 98/6 of 1 December 2043, " * (n * 40),
    "digits": lambda n: b"1" * (n * 16000),
    "dates": lambda n: b"9 December 2044 " * (n * 500),
    "capitals": lambda n: b"Annex I PART A " * (n * 500),
    "annexes": lambda n: b"".join(b"Annex %d\n\nText.\n\n" % i for i in range(n * 60)),
    "columns": lambda n: b"".join(b"%s " % cell * (n * 600) + b"|\n" for cell in (b"| a", b"|---", b"| b")),
    "spaces": lambda n: b" " * (n * 100000) + b"x",
    "resolution": lambda n: as_text("en", 20 * n, 3 * n),
}

Run = tuple[Callable[[random.Random], bytes], Callable[[bytes], str]]


def _seeds(folder: Path | None) -> tuple[dict[str, list[bytes]], dict[str, list[bytes]]]:
    """Invented documents and the files of a folder, by format."""
    texts = [as_text("en", 12, 3), as_text("ar", 12, 3), *(p.read_bytes() for p in sorted(_EXAMPLES.glob("*.txt")))]
    seeds: dict[str, list[bytes]] = {"text": texts, "docx": [as_docx("en", 12, 3), as_docx("ar", 12, 3)]}
    seeds["xml"] = [_to(text, "text", "xml") for text in texts]
    for to in ("markdown", "html", "json"):
        seeds[to] = [_to(xml, "xml", to) for xml in seeds["xml"]]
    real: dict[str, list[bytes]] = {}
    for path in sorted(folder.rglob("*")) if folder is not None else ():
        if path.suffix in _FORMATS and path.stat().st_size < 200_000:
            real.setdefault(_FORMATS[path.suffix], []).append(path.read_bytes())
    return seeds, real


def _to(data: bytes, from_: str, to: str) -> bytes:
    return convert_bytes(data, "x", Options(from_=from_, to=to, validate=False)).output


def _ways(seeds: dict[str, list[bytes]], real: dict[str, list[bytes]]) -> dict[str, Run]:
    """Every way in: what is made for it, and what is done with it."""
    every = {f: [*seeds.get(f, ()), *real.get(f, ())] for f in (*seeds, *real)}
    lines = [line for text in every["text"] for line in text.split(b"\n")]
    uses = Uses()
    ways: dict[str, Run] = {
        "bytes": (lambda r: r.randbytes(r.randrange(2000)), lambda d: convert_bytes(d, "x", Options()).status.value)
    }
    for form in ("text", "markdown", "html"):
        ways[f"signs as {form}"] = (_signs, lambda d, form=form: uses.source(d, form))  # type: ignore[misc]
        ways[f"{form}, lines"] = (
            lambda r, form=form: _lines(r.choice(every[form]), lines, r),  # type: ignore[misc]
            lambda d, form=form: uses.source(d, form),  # type: ignore[misc]
        )
    for form in ("text", "markdown", "html", "docx", "pdf"):
        if form in every:
            ways[f"{form}, bytes"] = (
                lambda r, form=form: changed(r.choice(every[form]), r),  # type: ignore[misc]
                lambda d, form=form: uses.source(d, form),  # type: ignore[misc]
            )
    ways["docx, parts"] = (lambda r: changed_parts(r.choice(every["docx"]), r), lambda d: uses.source(d, "docx"))
    ways["xml, bytes"] = (lambda r: changed(r.choice(every["xml"]), r), uses.published)
    ways["xml, tree"] = (lambda r: changed_tree(r.choice(every["xml"]), r), uses.published)
    ways["json, values"] = (lambda r: changed_values(r.choice(every["json"]), r), uses.values)
    return ways


class Uses:
    """What is done with each input: what it becomes is checked, then written and used in one of the ways in turn."""

    def __init__(self) -> None:
        self.turn = 0
        self.others: list[Document] = [Document(), Document()]

    def source(self, data: bytes, form: str) -> str:
        """A file that is no AKN: what it says is in valid XML, all of it, in order."""
        begun = time.process_time()
        done = convert_bytes(data, "x", Options(from_=form))
        taken = time.process_time() - begun
        for found in done.diagnostics:
            code = found.code.code
            if code == "S215" or code[:2] in ("V1", "V2"):
                raise Broken(f"{code} {re.sub('[0-9]+', '0', found.message)[:120]}")
        if taken > 1 + len(data) / 20_000:
            raise Broken(f"{taken:.1f} s for {len(data)} bytes")
        return self._used(done)

    def published(self, data: bytes) -> str:
        """A file of AKN: read, written and upgraded to what stays as it is."""
        done = convert_bytes(data, "x", Options(from_="xml"))
        once = emit_xml(read_xml(data).value)
        if emit_xml(read_xml(once).value) != once:
            raise Broken("the second writing differs")
        validate_xml(data)
        build_catalogue([("x", data)])
        upgraded = upgrade_xml(data)
        if any(d.code.code == "X216" for d in upgraded.diagnostics):
            raise Broken("X216 the words changed")
        return self._used(done, valid=False)

    def values(self, data: bytes) -> str:
        """A document in JSON."""
        done = convert_bytes(data, "x", Options(from_="json"))
        return self._used(done, same=False, valid=False)

    def _used(self, done: Converted, *, same: bool = True, valid: bool = True) -> str:
        document = done.document
        if document is None or not done.output:
            return done.status.value
        if same and read_xml(done.output).value != document:
            raise Broken("read(emit(document)) is not the document")
        self.turn += 1
        turn = self.turn % 12
        if turn < len(_OUT):
            back = convert_bytes(_to(done.output, "xml", _OUT[turn]), "x", Options(from_=_OUT[turn]))
            if valid and any(d.code.code == "S215" or d.code.code[:2] in ("V1", "V2") for d in back.diagnostics):
                raise Broken(f"read again from {_OUT[turn]}: {[d.message[:99] for d in back.diagnostics][:3]}")
        elif turn == 5:
            links(document)
            as_page(mandates(document))
            as_csv(mandates(document))
        elif turn == 6:
            write_page(document, diagnostics=done.diagnostics)
        elif turn == 7:
            as_json(compare(self.others[-1], document))
        elif turn == 8:
            trace([*self.others[-2:], document])
        elif turn == 9 and self.others[-1].metadata.language != document.metadata.language:
            concord([self.others[-1], document])
        self.others = [self.others[-1], document]
        return done.status.value


def _signs(r: random.Random) -> bytes:
    found = (r.choice(_WORDS) if r.random() < 0.3 else r.choice(_SIGNS) for _ in range(r.randrange(1, 60)))
    return "".join(found).encode("utf-8", "surrogatepass")


def _lines(data: bytes, others: list[bytes], r: random.Random) -> bytes:
    """A text with lines shuffled, cut, joined, doubled, nested, taken from elsewhere, and signs where none belong."""
    lines = data.split(b"\n")[:800]
    for _ in range(r.randrange(1, 7)):
        i, change = r.randrange(len(lines) or 1), r.randrange(8)
        line = lines[i] if lines else b""
        j = r.randrange(len(line) + 1)
        if change == 0 and r.random() < 0.3:
            r.shuffle(lines)
        elif change == 1:
            del lines[i : i + r.randrange(1, 5)]
        elif change == 2:
            lines[i:i] = [r.choice(others) for _ in range(r.randrange(1, 20))]
        elif change == 3:
            lines[i : i + 1] = [line[:j] + _signs(r)[: r.randrange(1, 9)] + line[j:]]
        elif change == 4:
            lines[i : i + 1] = [r.choice(_WORDS).encode() * r.randrange(1, 4) + line]
        elif change == 5:
            lines[i:i] = [b"(%c) %s" % (97 + n % 26, r.choice(others)) for n in range(r.randrange(1, 40))]
        elif change == 6:
            lines[i : i + 3] = [b" ".join(lines[i : i + 3])]
        else:
            lines[i : i + 1] = [line[:j], line[j:]]
    return b"\n".join(lines)


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


def changed_parts(data: bytes, r: random.Random) -> bytes:
    """A zip archive with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        chosen = r.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            change = changed_tree if name.endswith("xml") and r.random() < 0.8 else changed
            new.writestr(name, change(part, r) if name == chosen else part)
    return out.getvalue()


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
