"""Makes small PDF files for tests: pages of text at given places, tagged or not, with links."""

from __future__ import annotations

from collections.abc import Iterable

FONTS = {"roman": "Times-Roman", "italic": "Times-Italic", "bold": "Times-Bold"}
Tag = tuple[str, list["int | Tag"]]


class Page:
    """One page while it is made: text is put at points from the lower left corner."""

    def __init__(self, width: float = 612, height: float = 792, rotate: int = 0) -> None:
        self.size = (width, height)
        self.rotate = rotate
        self.operators: list[str] = []
        self.links: list[tuple[tuple[float, float, float, float], str]] = []
        self.marked = 0
        self.tags: list[Tag] = []

    def put(
        self,
        x: float,
        y: float,
        text: str,
        font: str = "roman",
        size: float = 10,
        turn: str = "1 0 0 1",
        spread: float = 0,
    ) -> None:
        """Show text; the content stream holds it with its spaces."""
        shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.operators.append(f"BT /{font} {size} Tf {spread} Tc {turn} {x} {y} Tm ({shown}) Tj ET")

    def artifact(self, x: float, y: float, text: str, font: str = "roman", size: float = 10) -> None:
        """Show text that the file calls no part of its content."""
        self.operators.append("/Artifact BMC")
        self.put(x, y, text, font, size)
        self.operators.append("EMC")

    def content(self, *texts: tuple[float, float, str] | tuple[float, float, str, str, float]) -> int:
        """Show texts as one piece of marked content; its id."""
        number, self.marked = self.marked, self.marked + 1
        self.operators.append(f"/Span <</MCID {number}>> BDC")
        for text in texts:
            self.put(*text)
        self.operators.append("EMC")
        return number

    def tag(self, kind: str, *children: int | Tag) -> None:
        """Put an element into the tree of tags."""
        self.tags.append((kind, list(children)))


def pdf(pages: Iterable[Page], *, tagged: bool | None = None, title: str = "") -> bytes:
    """The bytes of a file with these pages."""
    pages = list(pages)
    tagged = any(p.tags for p in pages) if tagged is None else tagged
    objects: list[str] = ["", ""]  # the catalogue and the page tree

    def new(body: str = "") -> int:
        objects.append(body)
        return len(objects)

    fonts = " ".join(
        f"/{name} {new(f'<</Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding>>')} 0 R"
        for name, base in FONTS.items()
    )
    root = new()
    parents: list[str] = []
    top: list[int] = []
    kids = []
    for i, page in enumerate(pages):
        stream = "\n".join(page.operators)
        content = new(f"<</Length {len(stream.encode('cp1252'))}>>\nstream\n{stream}\nendstream")
        links = [
            new(f"<</Type /Annot /Subtype /Link /Rect [{' '.join(map(str, box))}] /A <</S /URI /URI ({href})>>>>")
            for box, href in page.links
        ]
        number = new()
        kids.append(number)
        objects[number - 1] = (
            f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {page.size[0]} {page.size[1]}] /Rotate {page.rotate} "
            f"/Contents {content} 0 R /Resources <</Font <<{fonts}>>>> /StructParents {i} "
            f"/Annots [{' '.join(f'{n} 0 R' for n in links)}]>>"
        )
        held: dict[int, int] = {}

        def element(tag: Tag, parent: int, page_number: int = number, held: dict[int, int] = held) -> int:
            own = new()
            inner = []
            for child in tag[1]:
                if isinstance(child, int):
                    held[child] = own
                    inner.append(str(child))
                else:
                    inner.append(f"{element(child, own, page_number, held)} 0 R")
            objects[own - 1] = (
                f"<</Type /StructElem /S /{tag[0]} /P {parent} 0 R /Pg {page_number} 0 R /K [{' '.join(inner)}]>>"
            )
            return own

        top += [element(tag, root) for tag in page.tags]
        parents.append(f"{i} [{' '.join(f'{held[n]} 0 R' if n in held else 'null' for n in range(page.marked))}]")
    objects[root - 1] = (
        f"<</Type /StructTreeRoot /K [{' '.join(f'{n} 0 R' for n in top)}] "
        f"/ParentTree <</Nums [{' '.join(parents)}]>>>>"
    )
    marks = f"/MarkInfo <</Marked true>> /StructTreeRoot {root} 0 R" if tagged else ""
    objects[0] = f"<</Type /Catalog /Pages 2 0 R {marks}>>"
    objects[1] = f"<</Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{n} 0 R' for n in kids)}]>>"
    info = new(f"<</Title ({title})>>") if title else 0
    return assembled(objects, f"/Info {info} 0 R" if info else "")


def assembled(objects: list[str], trailer: str = "", encoding: str = "cp1252") -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode(encoding)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        out += f"{place:010d} 00000 n \n".encode()
    out += f"trailer <</Size {len(objects) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
