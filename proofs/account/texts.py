"""Texts and PDF files of `proofs.account`: wrapped lines, pages with heads and feet, pages that are equal."""

from __future__ import annotations

import random
import zlib
from itertools import islice
from textwrap import wrap

from proofs.account.made import DATA, Source, Words

Line = tuple[str, list[str]]
"""What is printed on a line, and the words of it."""


Placed = tuple[float, float, str, str]
"""Where a line stands in points, the line, the address that it leads to."""


def text(r: random.Random) -> Source:
    """A text in one of the ways in which texts are laid out."""
    words = Words(r, r.choice(sorted(DATA)))
    width, first, next_ = r.choice((30, 45, 60, 72, 200)), " " * r.choice((0, 0, 4, 8)), " " * r.choice((0, 0, 0, 4))
    running, lines = [], [r.choice(DATA[words.script]["formulas"]), ""]
    links: list[str] = []
    paged = r.random() < 0.4
    gap = words.gap or " " * paged  # no word is divided by the end of a page
    for _ in range(r.randrange(1, 9)):
        new = words.some(1, 14)
        running += new
        body = gap.join(new)
        if words.gap and r.random() < 0.1:
            links.append(f"https://lamps.example/{len(links)}")
            body += f" {links[-1]}"
        line = words.label() + words.opening() + body + r.choice(DATA[words.script]["endings"])
        if not paged and words.script in ("latin", "cyrillic") and not links and r.random() < 0.2:
            lines += _divided(line, width)
            continue
        lines += wrap(
            line, width, initial_indent=first, subsequent_indent=next_, break_long_words=not gap and not links,
            break_on_hyphens=False,
        )  # fmt: skip
        lines += [""] * r.choice((1, 1, 1, 0, 2))
    beside: list[str] = []
    if r.random() < 0.3:
        lines, beside = _with_notes(lines, words, r)
    edges: list[list[str]] = []
    if paged:
        lines, edges = _paged(lines, words, r)
    end = r.choice(("\n", "\n", "\r\n"))
    data = end.join(lines).encode(r.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")))
    flat = [w for line in edges for w in line]
    return Source(data, "text", running, beside + flat, edges, links=[] if edges else links)


def _divided(line: str, width: int) -> list[str]:
    """A paragraph with the words at the ends of its lines divided by hyphens."""
    found = [""]
    for word in line.split():
        if len(found[-1]) + len(word) < width:
            found[-1] += word + " "
        elif len(word) == 7 and len(found[-1]) + 4 < width:
            found[-1] += word[:3] + "-"
            found.append(word[3:] + " ")
        else:
            found.append(word + " ")
    return [*(x.rstrip() for x in found), ""]


def _with_notes(lines: list[str], words: Words, r: random.Random) -> tuple[list[str], list[str]]:
    """Calls after words, and the notes that they call at the end; the words of the notes."""
    found: list[str] = []
    notes = []
    places = [i for i, line in enumerate(lines) if line.strip() and i > 1]
    for number, at in enumerate(sorted(r.sample(places, min(len(places), r.randrange(1, 4)))), 1):
        lines[at] += f"^({number})"
        new = words.some()
        found += new
        notes.append(f"^({number}) {words.gap.join(new)}.")
    return [*lines, r.choice(("____________", "")), *notes], found


def _paged(lines: list[str], words: Words, r: random.Random) -> tuple[list[str], list[list[str]]]:
    """The lines on pages with a head and a foot each; the words of the heads and feet."""
    head, height = words.some(1, 3), r.choice((3, 6, 12))
    pages, rest = [], iter(lines)
    while page := list(islice(rest, height)):
        pages.append(page)
    edges: list[list[str]] = []
    out: list[str] = []
    for number, page in enumerate(pages, 1):
        if number > 1:
            out += [f"\fA/RES/99/7 {words.gap.join(head)}", ""]
            edges.append(head)
        out += [*page, "", r.choice((f"{number}", f"- {number} -", f"{number}/{len(pages)}"))]
    return out, edges


def pages(r: random.Random) -> Source:
    """A PDF file whose pages are equal, partly equal, or printed twice."""
    words = Words(r, "latin")
    sheets = [_sheet(words, r) for _ in range(r.randrange(1, 4))]
    if r.random() < 0.8:
        sheets[0] = [(r.choice(DATA["latin"]["formulas"]), []), *sheets[0]]
    kind = r.randrange(6)
    if kind == 0:  # all equal
        sheets = sheets[:1] * r.randrange(2, 6)
    elif kind == 1:  # the whole file twice
        sheets = sheets * 2
    elif kind == 2:  # one page twice
        sheets = [sheets[0], *sheets]
    elif kind == 3:  # first or last lines in common
        shared = [(words.opening() + " ".join(new), new) for new in (words.some() for _ in range(r.randrange(1, 4)))]
        sheets = [shared + s if r.random() < 0.8 else s for s in sheets * 2]
    headed = r.random() < 0.5
    head = words.some(1, 3)
    edges: list[list[str]] = []
    running: list[str] = []
    made: list[list[Placed]] = []
    links: list[str] = []
    for number, sheet in enumerate(sheets, 1):
        placed: list[Placed] = [(72.0, 700.0 - 14 * i, line, "") for i, (line, _) in enumerate(sheet)]
        if r.random() < 0.3:
            at = r.randrange(4, len(sheet)) if len(sheet) > 8 else 0
            links += [f"https://lamps.example/{number}"] if at else []
            placed[at] = (*placed[at][:3], links[-1] if at else "")
        if headed:
            placed = [(72.0, 760.0, f"A/RES/99/7 {' '.join(head)}", ""), *placed, (300.0, 30.0, str(number), "")]
            edges.append(head)
        if len(sheets) > 1:
            edges += [line for i, (_, line) in enumerate(sheet) if line and (i < 4 or i >= len(sheet) - 4)]
        running += [w for _, line in sheet for w in line]
        made.append(placed)
    beside = head * len(sheets) if headed else []
    return Source(pdf(made, packed=r.random() < 0.3), "pdf", running, beside, edges, links=links)


def _sheet(words: Words, r: random.Random) -> list[Line]:
    """The lines of a page."""
    found: list[Line] = []
    for _ in range(r.randrange(1, 8)):
        lines = [words.some(2, 7) for _ in range(r.choice((1, 1, 2, 3)))]
        for at, line in enumerate(lines):
            before = (words.label() + words.opening()) if at == 0 else ""
            after = r.choice(DATA["latin"]["endings"]) if at == len(lines) - 1 else ""
            found.append((before + " ".join(line) + after, line))
    return found


def pdf(sheets: list[list[Placed]], *, packed: bool = False) -> bytes:
    """A PDF file of lines at their places in points; `packed` has the lines in one deflated stream a page."""
    objects = ["<</Type /Catalog /Pages 2 0 R>>", ""]
    objects.append("<</Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding>>")
    kids, out, places = [], bytearray(b"%PDF-1.7\n"), []
    streams: dict[int, bytes] = {}
    for sheet in sheets:
        shown = "\n".join(f"BT /F 11 Tf 1 0 0 1 {x} {y} Tm ({_escaped(line)}) Tj ET" for x, y, line, _ in sheet)
        content = shown.encode("cp1252")
        data = zlib.compress(content) if packed else content
        objects.append(f"<</Length {len(data)}{' /Filter /FlateDecode' if packed else ''}>>")
        streams[len(objects)] = data
        page = len(objects)
        objects += [
            f"<</Type /Annot /Subtype /Link /Rect [{x} {y - 2} {x + 200} {y + 9}] /A <</S /URI /URI ({address})>>>>"
            for x, y, _, address in sheet
            if address
        ]
        links = " ".join(f"{n + 1} 0 R" for n in range(page, len(objects)))
        objects.append(
            f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {page} 0 R /Annots [{links}] "
            "/Resources <</Font <</F 3 0 R>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}]>>"
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        stream = b"\nstream\n" + streams[number] + b"\nendstream" if number in streams else b""
        out += f"{number} 0 obj\n{body}".encode("cp1252") + stream + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010d} 00000 n \n" for place in places).encode()
    return bytes(out) + f"trailer <</Size {len(objects) + 1} /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
