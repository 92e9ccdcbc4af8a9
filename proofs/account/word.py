"""Word files of `proofs.account`: links of every kind, reading aids, embedded documents, notes, in each other."""

from __future__ import annotations

import base64
import io
import quopri
import random
import zipfile
from html import escape

from proofs.account.made import DATA, Source, Words

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = ("page.html", "page.xhtml", "archive.mht", "plain.txt", "inner.docx")
_SHAPES = (
    "<p>{}</p>", "<p><b>{}</b></p>", "<ul><li>{}</li></ul>", "<table><tr><td>{}</td></tr></table>", "<h2>{}</h2>",
    "<div>{}</div>", "<p><ruby>{}<rt>{}</rt></ruby></p>", '<p><a href="{}">{}</a></p>', "<pre>{}</pre>",
    "<blockquote><p>{}</p></blockquote>",
)  # fmt: skip


def word(r: random.Random) -> Source:
    """A Word file."""
    made = _Word(r, Words(r, r.choice(sorted(DATA))))
    formula = f"<w:p>{_run(r.choice(DATA[made.script]['formulas']))}</w:p>" if r.random() < 0.8 else ""
    body = formula + made.blocks(r.randrange(1, 6))
    return Source(made.file(body), "docx", made.running, made.beside, chunks=made.chunks, links=made.links)


class _Word:
    def __init__(self, r: random.Random, words: Words, *, nested: bool = False) -> None:
        self._r, self._words, self._nested, self.script = r, words, nested, words.script
        self.running: list[str] = []
        self.beside: list[str] = []
        self.chunks: dict[str, list[str]] = {}
        self.links: list[str] = []
        self._aside = False
        self._notes: list[str] = []
        self._relations: list[str] = []
        self._relations_of_notes: list[str] = []
        self._parts: dict[str, bytes] = {}

    def blocks(self, number: int, depth: int = 2) -> str:
        return "".join(self._block(depth) for _ in range(number))

    def _block(self, depth: int) -> str:
        r = self._r
        kind = r.randrange(10) if depth else 9
        if kind == 0:
            cells = ("<w:tc>" + self.blocks(1, depth - 1) + "</w:tc>" for _ in range(r.randrange(1, 4)))
            return f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"
        if kind == 1:
            return f"<w:sdt><w:sdtContent>{self.blocks(r.randrange(1, 3), depth - 1)}</w:sdtContent></w:sdt>"
        if kind in (2, 3) and not self._nested:
            return self._chunk()
        label = self._words.label()
        opening = _run(label + self._words.opening()) if r.random() < 0.7 else ""
        inner = "".join(self._inline(3) for _ in range(r.randrange(1, 5)))
        return f"<w:p>{opening}{inner}{_run(r.choice(DATA[self._words.script]['endings']))}</w:p>"

    def _inline(self, depth: int) -> str:
        links = (self._outside, self._inside, self._simple, self._field)
        kinds = (self._plain, *links, self._ruby, self._note, self._wrapped)
        return self._r.choice(kinds if depth else kinds[:1])(depth - 1)

    def _new(self) -> str:
        new = self._words.some(1, 3)
        (self.beside if self._aside else self.running).extend(new)
        return self._words.gap.join(new) + self._words.gap

    def _plain(self, depth: int) -> str:
        look = self._r.choice(("", "", "<w:b/>", "<w:i/>", '<w:vertAlign w:val="superscript"/>', "<w:rtl/>"))
        return _run(self._new(), look)

    def _address(self) -> str:
        self.links.append(f"https://lamps.example/{self._r.choice('abc')}{len(self.links)}?x=1&y=2")
        return self.links[-1]

    def _relation(self, kind: str, target: str, *, external: bool) -> str:
        relations = self._relations_of_notes if self._aside else self._relations
        name = f"r{len(relations)}"
        mode = ' TargetMode="External"' if external else ""
        relations.append(f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{escape(target)}"{mode}/>')
        return name

    def _outside(self, depth: int) -> str:
        name = self._relation("hyperlink", self._address(), external=True)
        return f'<w:hyperlink r:id="{name}" w:tooltip="lamps">{self._inline_plain(depth)}</w:hyperlink>'

    def _inside(self, depth: int) -> str:
        return f'<w:hyperlink w:anchor="_Ref{self._r.randrange(3)}">{self._inline(max(depth, 0))}</w:hyperlink>'

    def _simple(self, depth: int) -> str:
        address = escape(self._address())
        return f'<w:fldSimple w:instr=" HYPERLINK &quot;{address}&quot; ">{self._inline_plain(depth)}</w:fldSimple>'

    def _field(self, depth: int) -> str:
        address = escape(self._address())
        half = self._r.randrange(1, 9)
        instruction = f' HYPERLINK "{address}" \\o "lamps" ' if self._r.random() < 0.3 else f' HYPERLINK "{address}" '
        while instruction[half - 1] == "&" or "&" in instruction[max(0, half - 6) : half]:
            half -= 1
        pieces = (instruction[:half], instruction[half:])
        told = "".join(f'<w:r><w:instrText xml:space="preserve">{x}</w:instrText></w:r>' for x in pieces)
        return f"{_mark('begin')}{told}{_mark('separate')}{self._inline_plain(depth)}{_mark('end')}"

    def _inline_plain(self, depth: int) -> str:
        """What stands in a link: words, and reading aids."""
        return self._r.choice((self._plain, self._plain, self._ruby))(depth)

    def _ruby(self, depth: int) -> str:
        base = _run(self._new())
        aid = _run(self._new()) if self._r.random() < 0.9 else ""
        return f"<w:r><w:ruby><w:rubyPr/><w:rt>{aid}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"

    def _note(self, depth: int) -> str:
        if self._aside:
            return self._plain(depth)
        number = len(self._notes) + 2
        self._notes.append("")
        self._aside = True
        inner = "".join(self._inline(max(depth, 0)) for _ in range(self._r.randrange(1, 3)))
        blocks = f"<w:p>{inner}</w:p>" + (self._chunk() if self._r.random() < 0.1 and not self._nested else "")
        self._aside = False
        self._notes[number - 2] = f'<w:footnote w:id="{number}">{blocks}</w:footnote>'
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    def _wrapped(self, depth: int) -> str:
        if self._r.random() < 0.2:  # not there any more: what stands in it must not come out
            return f"<w:del w:id='2'>{_run(' '.join(self._words.some())).replace('w:t', 'w:delText')}</w:del>"
        around = self._r.choice(
            (
                "<w:ins w:id='1'>{}</w:ins>",
                "<w:smartTag>{}</w:smartTag>",
                "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
            )
        )
        return around.format(self._inline(max(depth, 0)))

    def _chunk(self) -> str:
        """An embedded document of its own words."""
        name = f"{len(self._parts)}{self._r.choice(_KINDS)}"
        words = self.beside if self._aside else self.running
        before = len(words)
        if name.endswith("docx"):
            inner = _Word(self._r, self._words, nested=True)
            self._parts[name] = inner.file(inner.blocks(self._r.randrange(1, 3)))
            words += inner.running
            self.beside += inner.beside
            self.links += inner.links
            self.chunks[name] = inner.running + inner.beside
        else:
            self._parts[name] = self._other(name)
            self.chunks[name] = words[before:]
        chunk = f'<w:altChunk r:id="{self._relation("aFChunk", name, external=False)}"/>'
        if self._r.random() < 0.1:
            chunk += f'<w:altChunk r:id="{self._relation("aFChunk", "missing.html", external=False)}"/>'
        return chunk * (1 if self._r.random() < 0.9 else 2)

    def _other(self, name: str) -> bytes:
        if name.endswith("txt"):
            return "\n\n".join(f"{self._words.label()}{self._new()}." for _ in range(self._r.randrange(1, 4))).encode()
        page = "".join(self._element() for _ in range(self._r.randrange(1, 4)))
        if name.endswith("xhtml"):
            head = (
                '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'
            )
            return f"{head}<body>{page}</body></html>".encode()
        data = f'<html><head><meta charset="utf-8"></head><body>{page}</body></html>'.encode()
        return data if name.endswith("html") else self._archive(data)

    def _element(self) -> str:
        r = self._r
        shape = r.choice(_SHAPES)
        if "href" in shape:
            return shape.format(escape(self._address()), self._new())
        return shape.format(*(self._new() for _ in range(shape.count("{}"))))

    def _archive(self, page: bytes) -> bytes:
        """The page in a web archive."""
        packed = self._r.random() < 0.5
        inner = base64.encodebytes(page) if packed else quopri.encodestring(page)
        how = "base64" if packed else "quoted-printable"
        head = f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: {how}\r\n\r\n"
        top = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        return (top + head).encode() + inner + b"\r\n--x--\r\n"

    def file(self, body: str) -> bytes:
        """The archive."""
        if self._notes:
            self._relations.append(f'<Relationship Id="notes" Type="{_R}/footnotes" Target="footnotes.xml"/>')
        spaces = f'xmlns:w="{_W}" xmlns:r="{_R}"'
        main = f'<Relationship Id="m" Type="{_R}/officeDocument" Target="word/document.xml"/>'
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relationships(main),
            "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _relationships("".join(self._relations)),
            **{f"word/{name}": data for name, data in self._parts.items()},
        }
        if self._notes:
            parts["word/_rels/footnotes.xml.rels"] = _relationships("".join(self._relations_of_notes))
            parts["word/footnotes.xml"] = f"<w:footnotes {spaces}>{''.join(self._notes)}</w:footnotes>"
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return out.getvalue()


def _run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _relationships(inner: str) -> str:
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{inner}</Relationships>'
