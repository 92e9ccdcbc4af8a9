"""Very many small inputs: each is made from a number, goes through one door, and must break no promise there.

An input has some hundred characters and one door, so that hundreds are tried a second.  Inputs are lines of
resolutions, labels, calls, notes, tables and signs of every script (`swarm.toml`) put together at random as text,
Markdown, HTML and Word, trees of AKN with elements moved and renamed, values of JSON put in the place of others, and
bytes.  The maker knows which letters it put in, so a reader that drops some is found as well.
"""

from __future__ import annotations

import gc
import random
import re
import signal
import time
import tomllib
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from html import escape
from pathlib import Path

from lxml import etree

from akn.catalogue import build_catalogue
from akn.citing import links
from akn.clauses import mandates
from akn.compare.comparison import as_json, compare
from akn.compare.concord import concord
from akn.compare.traced import trace
from akn.document import Document
from akn.emit import emit_xml
from akn.errors import AknError
from akn.read import read_xml
from akn.upgrade import upgrade_xml
from akn.validate import validate_xml
from benchmarks.resolutions import as_text
from converters.conversion import Converted, convert_bytes
from converters.mandates import as_csv, as_page
from converters.options import Options
from converters.view.page import write_page
from proofs.changes import Broken, changed, changed_tree, changed_values
from proofs.wild import W, Wild, Words, lost, moved, text, word_file

_EXAMPLES = Path(__file__).parent.parent / "examples"
_WORDS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "swarm.toml").read_text())
_OUT = ("docx", "html", "markdown", "text", "json")
_SECONDS = 20

Made = tuple[bytes, str | Words | None]
"""An input, and the letters or words in it that are to be read; None if that cannot be known."""


class _Late(BaseException):
    """An input takes longer than anybody waits."""


def prove(seconds: float, folder: Path | None, seed: int, keep: Path | None, log: Path | None) -> int:
    """Try one small input after another until the time is up; print what happened; 1 if a promise was broken."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
    swarm = Swarm(folder, seed)
    told: Counter[str] = Counter()
    begun, number, next_log = time.monotonic(), 0, 0.0
    gc.collect()
    gc.freeze()
    while time.monotonic() < begun + seconds:
        number += 1
        way, door, data, what = swarm.one(seed, number)
        if what:
            sort = f"{door} {re.sub('[0-9]+', '0', what)[-300:]}"
            told[sort] += 1
            if told[sort] <= 3:
                print(f"BROKEN {way} {door} {seed} {number}: {what}", flush=True)
                if keep is not None:
                    (keep / f"{seed}-{number}.{way}").write_bytes(data)
        if log is not None and time.monotonic() > next_log:
            next_log = time.monotonic() + 20
            log.write_text(swarm.tally(seed, number, time.monotonic() - begun, told))
    taken = time.monotonic() - begun
    if log is not None:
        log.write_text(swarm.tally(seed, number, taken, told))
    print(swarm.tally(seed, number, taken, told), end="")
    return 1 if told else 0


def _late(*_: object) -> None:
    raise _Late


class Swarm:
    """Makers of inputs and the doors they go through."""

    def __init__(self, folder: Path | None = None, seed: int = 0, trees: int = 200) -> None:
        texts = [as_text("en", 12, 3), as_text("ar", 12, 3), *(p.read_bytes() for p in sorted(_EXAMPLES.glob("*.txt")))]
        self.lines = [line for text in texts for line in text.decode().splitlines() if line.strip()]
        if folder is not None:
            found = random.Random(0).sample(paths := sorted(folder.rglob("*.txt")), min(600, len(paths)))
            self.lines += [s for p in found for s in p.read_text(errors="replace").splitlines() if s.strip()]
        signal.signal(signal.SIGPROF, _late)  # processor time: a machine that pauses is nobody's fault
        r = random.Random(f"trees {seed}")
        self.trees: list[bytes] = []
        for _ in range(10 * trees):
            with suppress(Exception):
                self.trees += filter(None, [_convert(self.text(r)[0], "text").output])
            if len(self.trees) == trees:
                break
        else:
            raise RuntimeError(f"of {10 * trees:,} texts {len(self.trees)} became AKN: everything is broken")
        if folder is not None:
            real = [p for p in sorted(folder.rglob("*.xml")) if p.stat().st_size < 12_000]
            self.trees += [p.read_bytes() for p in real[:: len(real) // 100 + 1]]
        self.documents: list[Document] = [read_xml(tree).value for tree in self.trees[::5]]
        self.counts: dict[str, Counter[str]] = {}
        self.ways: tuple[tuple[str, float, Callable[[random.Random], Made]], ...] = (
            ("text", 0.24, self.text),
            ("wild text", 0.06, self.wild_text),
            ("wild docx", 0.06, self.wild_word),
            ("markdown", 0.09, self.markdown),
            ("html", 0.12, self.html),
            ("docx", 0.06, self.word),
            ("xml", 0.28, self.tree),
            ("json", 0.05, self.values),
            ("bytes", 0.04, self.raw),
        )

    def one(self, seed: int, number: int) -> tuple[str, str, bytes, str]:
        """Make an input and take it through a door: its way in, the door, the input, what it broke if anything."""
        r = random.Random(f"swarm {seed} {number}")
        way, _, make = r.choices(self.ways, [w[1] for w in self.ways])[0]
        data, door, what = b"", "make", ""
        signal.setitimer(signal.ITIMER_PROF, _SECONDS)
        try:
            data, letters = make(r)
            doors = (
                _WILD
                if way.startswith("wild")
                else _TREE
                if way == "xml"
                else _VALUES
                if way in ("json", "bytes")
                else _SOURCE
            )
            door = r.choices(list(doors), list(doors.values()))[0]
            begun = time.process_time()
            end = getattr(self, f"_{door}")(data, way, letters, r)
            if (taken := time.process_time() - begun) > 1 + len(data) / 20_000:
                raise Broken(f"{taken:.1f} s for {len(data)} bytes")
        except AknError as error:
            end = f"refused ({type(error).__name__})"
        except _Late:
            end, what = "BROKEN", "no end"
        except Exception as error:
            end, what = "BROKEN", str(error) if isinstance(error, Broken) else traceback.format_exc(limit=-3)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        self.counts.setdefault(f"{way} {door}", Counter())[end] += 1
        return way, door, data, what

    def tally(self, seed: int, number: int, taken: float, told: Counter[str]) -> str:
        """What was tried so far, a line a door."""
        lines = [
            f"{name:22} {counted.total():7} inputs: {', '.join(f'{n} {end}' for end, n in counted.most_common())}\n"
            for name, counted in sorted(self.counts.items())
        ]
        broken = f"{sum(told.values())} broke something, in {len(told)} ways"
        return (
            "".join(lines) + f"seed {seed}: {number} inputs in {taken:.0f} s, {number / taken:.0f} a second; {broken}\n"
        )

    # makers

    def text(self, r: random.Random) -> Made:
        """Lines of a text."""
        text = r.choice(("\n\n", "\n\n", "\n", "\r\n", "\n   ", "\n\n\t")).join(self._lines(r))
        return text.encode("utf-8", "surrogatepass"), text

    def markdown(self, r: random.Random) -> Made:
        """Lines with the signs of Markdown."""
        lines = [
            (r.choice(_WORDS["markdown"]) * r.randrange(1, 3) if r.random() < 0.4 else "") + s for s in self._lines(r)
        ]
        return r.choice(("\n\n", "\n", "  \n")).join(lines).encode(), None

    def html(self, r: random.Random) -> Made:
        """Lines in elements that are open, closed, crossed and out of place."""
        parts: list[str] = []
        opened: list[str] = []
        plain = r.random() < 0.5
        for line in self._lines(r):
            for _ in range(r.randrange(3)):
                name = r.choice(_WORDS["elements"][:17] if plain else _WORDS["elements"])
                more = f' style="{r.choice(_WORDS["styles"])}"' if r.random() < 0.1 else ""
                more += (
                    f' href="{escape(r.choice(("#", "http://x.org/a b", "javascript:x", line[:20])))}"'
                    if name == "a"
                    else ""
                )
                more += f' colspan="{r.choice((0, 1, 2, -1, 99))}"' if name in ("td", "th") else ""
                parts.append(f"<{name}{more}>")
                opened.append(name)
            parts.append(escape(line) if r.random() < 0.9 else line)
            if r.random() < 0.05:
                parts.append(
                    r.choice(("&nbsp;", "&#x202e;", "&#0;", "&bogus;", "<!-- x -->", "<![CDATA[y]]>", "</p>", "<", "&"))
                )
            while opened and r.random() < 0.6:
                parts.append(f"</{opened.pop(-1 if r.random() < 0.9 else 0)}>")
        return "".join(parts).encode(), None

    def word(self, r: random.Random) -> Made:
        """Lines as paragraphs, cells and notes of a Word file."""
        body, notes, letters = [], [], []
        for i, line in enumerate(self._lines(r)):
            line = _safe(line)
            letters.append(line)
            pieces = [line[: len(line) // 2], line[len(line) // 2 :]] if r.random() < 0.4 else [line]
            runs = ""
            for piece in pieces:
                look = f"<w:rPr>{r.choice(_WORDS['looks'])}</w:rPr>" if r.random() < 0.4 else ""
                runs += f'<w:r>{look}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
                runs += r.choice(_WORDS["runs"]) if r.random() < 0.1 else ""
            if r.random() < 0.1:
                note = r.choice(self.lines)[:80]
                letters.append(note)
                notes.append(
                    f'<w:footnote w:id="{i + 2}"><w:p><w:r><w:t>{escape(_safe(note))}</w:t></w:r></w:p></w:footnote>'
                )
                runs += f'<w:r><w:footnoteReference w:id="{i + 2}"/></w:r>'
            style = f"<w:pPr>{r.choice(_WORDS['paragraphs'])}</w:pPr>" if r.random() < 0.4 else ""
            paragraph = f"<w:p>{style}{runs}</w:p>"
            if r.random() < 0.1:
                paragraph = r.choice(_WORDS["around"]).replace("HERE", paragraph)
            body.append(paragraph)
        document = f'<w:document xmlns:w="{W}"><w:body>{"".join(body)}</w:body></w:document>'
        footnotes = f'<w:footnotes xmlns:w="{W}">{"".join(notes)}</w:footnotes>'
        return word_file(document=document, footnotes=footnotes), "".join(letters)

    def wild_word(self, r: random.Random) -> Made:
        """A Word file of everything in everything."""
        wild = Wild(r, _WORDS)
        return word_file(**wild.parts()), wild.words

    def wild_text(self, r: random.Random) -> Made:
        """A text with something beside any word."""
        return text(r, _WORDS)

    def tree(self, r: random.Random) -> Made:
        """A small tree of AKN, changed."""
        data = r.choice(self.trees)
        if r.random() < 0.4:
            return moved(data, r, _WORDS["names"]), None
        return (changed_tree if r.random() < 0.75 else changed)(data, r), None

    def values(self, r: random.Random) -> Made:
        """The JSON of a document, changed."""
        return changed_values(
            convert_bytes(r.choice(self.trees), "x", Options(from_="xml", to="json", validate=False)).output, r
        ), None

    def raw(self, r: random.Random) -> Made:
        """Bytes that are no text of any kind, or another kind than they say."""
        data = r.randbytes(r.randrange(200)) if r.random() < 0.5 else changed(self.text(r)[0], r)
        return r.choice(
            (b"", b"", b"%PDF-1.7\n", b"PK\3\4", b"{\\rtf1", b"\xff\xfe", b"<?xml ", b"<html>", b"{")
        ) + data, None

    def _lines(self, r: random.Random) -> list[str]:
        """Lines for some hundred characters: of resolutions, of labels and of signs, changed."""
        lines: list[str] = []
        left = r.choice((60, 120, 200, 300, 400, 800, 1500))
        while left > 0 and len(lines) < 60:
            line = (
                r.choice(_WORDS["lines"]) if r.random() < 0.3 else r.choice(self.lines)[: r.choice((20, 60, 120, 300))]
            )
            if r.random() < 0.35:
                line = r.choice(_WORDS["labels"]) + r.choice((" ", " ", "", "\t", "  ")) + line * (r.random() < 0.8)
            if r.random() < 0.15:
                at = r.randrange(len(line) + 1)
                line = line[:at] + r.choice(_WORDS["calls"]) + line[at:]
            for _ in range(r.choice((0, 0, 0, 0, 1, 1, 2, 5))):
                at = r.randrange(len(line) + 1)
                line = line[:at] + r.choice(r.choice(_WORDS["signs"])) * r.choice((1, 1, 1, 1, 2, 4)) + line[at:]
            lines.append(line)
            left -= len(line) + 1
        return lines

    # doors

    def _sum(self, data: bytes, way: str, letters: str | Words | None, r: random.Random) -> str:
        """All that was read is in the document; what was put in was read."""
        done = _convert(data, way)
        for found in done.diagnostics:
            if found.code.code == "S215":
                raise Broken(f"S215 {found.message[:200]}")
        if isinstance(letters, str) and done.output and not any(d.code.code[0] == "R" for d in done.diagnostics):
            kept, put = Counter(_letters_of(done.output)), Counter(filter(str.isalpha, letters.replace("ᵃ", "a")))
            if lost := put - kept - Counter(_markers_of(etree.fromstring(done.output))):
                raise Broken(f"letters lost: {''.join(sorted(lost.elements()))[:80]}")
            if new := kept - put:
                raise Broken(f"letters made up: {''.join(sorted(new.elements()))[:80]}")
        return done.status.value

    def _words(self, data: bytes, way: str, letters: str | Words | None, r: random.Random) -> str:
        """Each word is in the document, once, in order, or left out and told."""
        done = _convert(data, way)
        if isinstance(letters, Words) and _TOLD.isdisjoint(d.code.code for d in done.diagnostics):
            root = etree.fromstring(done.output or b"<akomaNtoso/>")
            etree.strip_elements(root, "{*}meta", with_tail=False)
            moves = way == "wild text" and b"<authorialNote" in done.output  # notes are put where they are called
            if what := lost(letters, f"{''.join(map(str, root.itertext()))} {_markers_of(root)}", ordered=not moves):
                raise Broken(what)
        return done.status.value

    def _valid(self, data: bytes, way: str, letters: str | Words | None, r: random.Random) -> str:
        """The XML is valid."""
        done = _convert(data, way, validate=True)
        for found in done.diagnostics:
            if found.code.code == "S215" or found.code.code[:2] in ("V1", "V2"):
                raise Broken(f"{found.code.code} {found.message[:200]}")
        return done.status.value

    def _again(self, data: bytes, way: str, letters: str | Words | None, r: random.Random) -> str:
        """What is read from the XML is what was written; the same input gives the same bytes."""
        done = _convert(data, way)
        if done.document is not None and done.output:
            if (back := read_xml(done.output).value) != done.document:
                raise Broken("read(emit(document)) is not the document")
            if emit_xml(back) != done.output:
                raise Broken("the second writing differs")
        if r.random() < 0.3 and _convert(data, way).output != done.output:
            raise Broken("the same input gave other bytes")
        return done.status.value

    def _use(self, data: bytes, way: str, letters: str | Words | None, r: random.Random) -> str:
        """What people do with the document."""
        done = _convert(data, way)
        if done.document is not None:
            self._used(done.document, r)
        return done.status.value

    def _out(self, data: bytes, way: str, letters: str | Words | None, r: random.Random) -> str:
        """Another format, read again."""
        to = r.choice(_OUT)
        written = convert_bytes(
            data, "x", Options(from_=way.split()[-1] if way != "bytes" else "", to=to, validate=False)
        )
        if written.output:
            back = convert_bytes(written.output, "x", Options(from_=to, validate=way not in ("xml", "json")))
            if bad := [
                d.message[:99] for d in back.diagnostics if d.code.code == "S215" or d.code.code[:2] in ("V1", "V2")
            ]:
                raise Broken(f"read again from {to}: {bad[:3]}")
        return written.status.value

    def _writing(self, data: bytes, way: str, letters: str | Words | None, r: random.Random) -> str:
        """The second writing is the first."""
        read = read_xml(data)
        document = read.value
        once = emit_xml(document)
        back = read_xml(once).value
        if back != document:
            raise Broken("read(emit(document)) is not the document")
        if emit_xml(back) != once:
            raise Broken("the second writing differs")
        put, kept = _letters_of(data), _letters_of(once)
        told = {d.code.code for d in read.diagnostics}
        if (lost := Counter(put) - Counter(kept)) and told.isdisjoint(_LOST):
            raise Broken(f"letters lost: {''.join(sorted(lost.elements()))[:80]}")
        if put != kept and b"<authorialNote" not in once and told.isdisjoint(_MOVED | _LOST):
            raise Broken("letters in another order")
        return "written"

    def _validate(self, data: bytes, way: str, letters: str | Words | None, r: random.Random) -> str:
        """Findings, and no exception."""
        return "valid" if not validate_xml(data) else "findings"

    def _upgrade(self, data: bytes, way: str, letters: str | Words | None, r: random.Random) -> str:
        """The words stay."""
        done = upgrade_xml(data)
        if any(d.code.code == "X216" for d in done.diagnostics):
            raise Broken("X216 the words changed")
        return "upgraded"

    def _catalogue(self, data: bytes, way: str, letters: str | Words | None, r: random.Random) -> str:
        build_catalogue([("x", data)])
        return "listed"

    def _read(self, data: bytes, way: str, letters: str | Words | None, r: random.Random) -> str:
        """What people do with a published document."""
        self._used(read_xml(data).value, r)
        return "used"

    def _used(self, document: Document, r: random.Random) -> None:
        other, third = r.choice(self.documents), r.choice(self.documents)
        use = r.randrange(7)
        if use == 0:
            links(document)
        elif use == 1:
            found = mandates(document)
            as_page(found)
            as_csv(found)
        elif use == 2:
            write_page(document)
        elif use in (3, 4):
            as_json(compare(other, document))
        elif use == 5:
            trace([other, third, document])
        elif other.metadata.language != document.metadata.language:
            concord([other, document])


_SOURCE = {"sum": 34, "valid": 30, "again": 16, "use": 14, "out": 6}
_LOST = {"X112", "X116"}  # letters that were not read are told; markup inside of a number may call a note
_TOLD = {"R102", "R204"}
_MOVED = {"X102", "X103", "X104", "X105", "X107", "X110", "X117"}
_TREE = {"writing": 34, "validate": 22, "upgrade": 12, "read": 24, "catalogue": 3, "out": 5}
_VALUES = {"use": 80, "out": 20}
_WILD = {"words": 60, "valid": 15, "again": 15, "use": 6, "out": 4}


def _convert(data: bytes, way: str, *, validate: bool = False) -> Converted:
    return convert_bytes(data, "x", Options(from_="" if way == "bytes" else way.split()[-1], validate=validate))


def _safe(text: str) -> str:
    return "".join(c for c in text if c == "\t" or (" " <= c < "\ufffe" and not "\ud800" <= c < "\ue000"))


def _letters_of(xml: bytes) -> str:
    """The letters of an output, markers of notes among them."""
    root = etree.fromstring(xml)
    etree.strip_elements(root, "{*}meta", with_tail=False)
    text = "".join(map(str, root.itertext())) + _markers_of(root)
    return "".join(filter(str.isalpha, text.replace("ᵃ", "a")))


def _markers_of(root: etree._Element) -> str:
    """The markers of notes and their calls; a text prints each twice, at the call and before the note."""
    return "".join(n.get("marker", "") for n in root.iter("{*}authorialNote", "{*}noteRef"))
