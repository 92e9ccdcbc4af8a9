"""Inputs of `proofs.swarm` that hold what a format allows and nobody writes, with the words that must come out of them.

Word files are built out of everything that may stand in everything: tables in cells in notes, content controls,
tracked changes around fields, text boxes in text boxes, notes that call notes, lists and styles that are missing or
lead to each other in a circle.  Texts have a mark, a call or a control beside any word.  Each word stands once in an
input, so that one which is lost, doubled or out of order is told by name.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import count

from lxml import etree

_WORD = re.compile("q[a-p]{5}q")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def word_file(document: str, **parts: str) -> bytes:
    """A Word file of its document and other parts, by name."""

    def relations(**targets: str) -> str:
        inner = "".join(
            f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}.xml"/>'
            for kind, target in targets.items()
        )
        return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", relations(officeDocument="word/document"))
        archive.writestr("word/_rels/document.xml.rels", relations(**dict(zip(parts, parts, strict=True))))
        for name, part in {"document": document, **parts}.items():
            archive.writestr(f"word/{name}.xml", part)
    return out.getvalue()


class Words:
    """Words that stand once each, in the order in which they were asked for; those of notes and boxes beside."""

    def __init__(self, r: random.Random) -> None:
        self._numbers = count(r.randrange(1, 4096))
        self.running: list[str] = []
        self.beside: list[str] = []

    def some(self, r: random.Random, beside: bool) -> str:
        """One to four new words."""
        new = [
            "q" + "".join("abcdefghijklmnop"[n >> s & 15] for s in (16, 12, 8, 4, 0)) + "q"
            for n in (next(self._numbers) for _ in range(r.randrange(1, 5)))
        ]
        (self.beside if beside else self.running).extend(new)
        return " ".join(new)


def lost(words: Words, printed: str, *, ordered: bool) -> str:
    """What became of the words that did not come out as they went in, empty if all did; `ordered`: in their order."""
    found = _WORD.findall(printed)
    if missing := [w for w in (*words.running, *words.beside) if w not in set(found)]:
        return f"words lost: {' '.join(missing)[:120]}"
    if len(found) > len(set(found)):
        return f"words twice: {' '.join(sorted(w for w in set(found) if found.count(w) > 1))[:120]}"
    running = set(words.running)
    order = [w for w in found if w in running]
    if ordered and order != words.running:
        return f"words in another order: {next(b for a, b in zip(words.running, order, strict=True) if a != b)}"
    return ""


class Wild:
    """Makes one Word file."""

    def __init__(self, r: random.Random, data: dict[str, list[str]]) -> None:
        self._r, self._data = r, data
        self.words = Words(r)
        self._notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self._beside = 0

    def parts(self) -> dict[str, str]:
        """The parts of the file by name."""
        body = "".join(self._block(3) for _ in range(self._r.randrange(1, 9)))
        notes = {f"{kind}s": "".join(notes) for kind, notes in self._notes.items()}
        inner = {"document": f"<w:body>{body}</w:body>", "numbering": self._numbering(), "styles": self._styles()}
        return {name: f"<w:{name} {_SPACES}>{xml}</w:{name}>" for name, xml in {**inner, **notes}.items()}

    def _block(self, depth: int) -> str:
        r = self._r
        kind = r.randrange(12) if depth else 0
        if kind == 1:
            rows = ("".join(self._cell(depth) for _ in range(r.randrange(1, 4))) for _ in range(r.randrange(1, 4)))
            return f"<w:tbl>{''.join(f'<w:tr>{cells}</w:tr>' for cells in rows)}</w:tbl>"
        if kind == 2:
            blocks = "".join(self._block(depth - 1) for _ in range(r.randrange(1, 3)))
            return r.choice(self._data["wrappers"]).replace("HERE", blocks)
        properties = r.choice(self._data["properties"]) if r.random() < 0.5 else ""
        inner = "".join(self._inline(depth) for _ in range(r.randrange(5)))
        return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"

    def _cell(self, depth: int) -> str:
        merge = self._r.choice(self._data["cells"]) if self._r.random() < 0.4 else ""

        def make() -> str:
            return "".join(self._block(depth - 1) for _ in range(self._r.randrange(1, 3)))

        blocks = self._apart(make) if "vMerge" in merge else make()  # what a merged cell hides stands in the first one
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{blocks}</w:tc>"

    def _inline(self, depth: int) -> str:
        r = self._r
        kind = r.randrange(14) if depth else 0
        if kind == 1:
            return self._note(depth - 1)
        if kind == 2:
            return self._apart(lambda: self._box(depth - 1))
        if kind in (3, 4):
            inner = "".join(self._inline(depth - 1) for _ in range(r.randrange(1, 4)))
            return r.choice(self._data["around_runs"]).replace("HERE", inner)
        if kind == 5:
            return r.choice(self._data["between"])
        look = r.choice(self._data["run_looks"]) if r.random() < 0.4 else ""
        text = self.words.some(r, self._beside > 0)
        return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text} </w:t></w:r>'

    def _note(self, depth: int) -> str:
        kind = self._r.choice(("footnote", "endnote"))
        notes = self._notes[kind]
        number = len(notes) + 2
        notes.append("")
        blocks = self._apart(lambda: "".join(self._block(depth) for _ in range(self._r.randrange(1, 3))))
        notes[number - 2] = f'<w:{kind} w:id="{number}">{blocks}</w:{kind}>'
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    def _box(self, depth: int) -> str:
        blocks = "".join(self._block(depth) for _ in range(self._r.randrange(1, 3)))
        return f"<w:r><w:pict><w:txbxContent>{blocks}</w:txbxContent></w:pict></w:r>"

    def _apart(self, make: Callable[[], str]) -> str:
        self._beside += 1
        made = make()
        self._beside -= 1
        return made

    def _numbering(self) -> str:
        return "".join(self._lists())

    def _lists(self) -> Iterator[str]:
        r = self._r
        for n in range(r.randrange(4)):
            levels = "".join(
                f'<w:lvl w:ilvl="{i}">{"".join(r.sample(self._data["levels"], r.randrange(4)))}</w:lvl>'
                for i in r.sample(range(9), r.randrange(5))
            )
            link = f'<w:numStyleLink w:val="S{r.randrange(4)}"/>' if r.random() < 0.2 else ""
            yield f'<w:abstractNum w:abstractNumId="{n}">{link}{levels}</w:abstractNum>'
        for n in range(r.randrange(5)):
            over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>' if r.random() < 0.3 else ""
            yield f'<w:num w:numId="{n}"><w:abstractNumId w:val="{r.randrange(5)}"/>{over}</w:num>'

    def _styles(self) -> str:
        r, found = self._r, []
        for n in range(r.randrange(5)):
            kind = r.choice(("paragraph", "numbering", "character"))
            base = f'<w:name w:val="s{n}"/><w:basedOn w:val="S{r.randrange(5)}"/>'
            looks = f"<w:pPr>{r.choice(self._data['properties'])}</w:pPr>"
            found.append(f'<w:style w:type="{kind}" w:styleId="S{n}">{base}{looks}</w:style>')
        return "".join(found)


def text(r: random.Random, data: dict[str, list[str]]) -> tuple[bytes, Words]:
    """A text in which a label, a call, a control or a tab may stand beside any word."""
    words = Words(r)
    lines: list[str] = []
    marks = r.choice(("", "", r.choice(data["signs"][0])))

    def some(beside: bool) -> str:
        found = (f"{marks}{word}{marks}" for word in words.some(r, beside).split())
        return " ".join(w + (r.choice(data["calls"]) if r.random() < 0.06 else "") for w in found)

    for _ in range(r.randrange(1, 14)):
        kind = r.randrange(10)
        label = f"{marks}{r.choice(data['labels'])}{marks} " if r.random() < 0.4 else ""
        if kind == 0:
            columns = r.randrange(2, 5)
            lines += ["\t".join(some(False) for _ in range(columns)) for _ in range(r.randrange(1, 4))]
        elif kind == 1:
            lines.append(r.choice(data["lines"]))
        else:
            lines.append(label + " ".join(some(False) for _ in range(r.randrange(1, 6))) + r.choice(".;:, "))
        lines.append("")
    if r.random() < 0.4:
        lines += ["____________", *(f"{marks}{call}{marks} {some(True)}." for call in r.sample(data["calls"], 2))]
    return r.choice(("\n", "\n", "\r\n", "\n\n")).join(lines).encode(), words


def moved(data: bytes, r: random.Random, names: list[str]) -> bytes:
    """An XML document with up to six elements moved, wrapped, unwrapped, parted, or beside something of others."""
    root = etree.fromstring(data)
    own = str(root.tag).partition("}")[0] + "}"
    for _ in range(r.randrange(1, 7)):
        elements = [e for e in root.iter(f"{own}*") if e.getparent() is not None]
        one, other, change = r.choice(elements), r.choice(elements), r.randrange(7)
        parent = one.getparent()
        assert parent is not None
        at = parent.index(one)
        if change == 0 and one not in (other, *other.iterancestors()):
            other.insert(r.randrange(len(other) + 1), one)
        elif change == 1:
            wrapper = etree.Element(own + r.choice(names))
            parent.replace(one, wrapper)
            wrapper.append(one)
        elif change == 2:
            parent[at : at + 1] = list(one)
        elif change == 3:
            twin = etree.Element(one.tag, {str(k): str(v) for k, v in one.items()} if r.random() < 0.5 else {})
            twin.extend(list(one)[len(one) // 2 :])
            parent.insert(at + 1, twin)
        elif change == 4:
            inner = etree.Element("{urn:x}lamp" if r.random() < 0.5 else own + r.choice(names), {"{urn:y}k": "1"})
            inner.text, inner.tail = "lamps", one.text
            one.text = None
            one.insert(0, inner)
        elif change == 5:
            new = etree.Comment("lamps") if r.random() < 0.5 else etree.ProcessingInstruction("lamps", "lit")
            new.tail, one.text = one.text, None
            one.insert(0, new)
        else:
            one.set(
                r.choice(("eId", "wId", "refersTo", "href", "marker", "class")), r.choice(("x", "#x", "para_1", ""))
            )
    return etree.tostring(root)
