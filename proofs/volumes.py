"""Volumes of official records against the texts that they were made of: works, paragraphs, notes, addresses.

Resolutions are set in two columns by LibreOffice, justified and with divided words, with notes at the feet of the
columns and running heads; the pages become pictures that lie askew and are noisy.  What is read from these is compared
with the texts: invented ones in six languages, and those of a folder, which are in English.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from msgspec import Struct
from msgspec.structs import replace

from akn.document import Document, Note, Operative, Point
from akn.text import Kind, Text
from akn.walk import text_paths, texts_of, walk
from converters import Options
from converters.conversion import look, looks
from converters.formats.pdf.opening import Opened
from proofs.tallies import files

WORKS, NOTES, ADDRESSES = 0.98, 0.85, 0
PARAGRAPHS = {"eng": 0.95}
OTHERS = 0.85
"""What has to come back: works, notes at their calls, wrong addresses; paragraphs in each language."""
_ALIKE = 0.9  # of the characters
_DENSITY = 300  # dots an inch
_CALL = re.compile(r"\[\^([^]]*)\]")  # of a note, with its text


class Setting(Struct, frozen=True):
    """How a set of volumes is made: the file with its texts, how askew (degrees) and noisy (shades of grey) it lies.

    `first` and `meeting` are numbers that the library has no dates of; `over` is the centimetre of the second page at
    which the title of a part runs over both columns, 0 if none does.
    """

    texts: str
    first: int
    meeting: int
    askew: float
    noise: int
    seed: int
    over: float = 0.0


SETTINGS = {
    "assembly": Setting("volumes.toml", 2801, 2020, 0.4, 14, 1971),
    "council": Setting("volumes_of_a_council.toml", 371, 1811, 0.7, 20, 1974, over=2.8),
}
"""The sets of volumes: long works of an assembly; short ones of a council, closer, and on worse paper."""


class Made(Struct):
    """A volume: its pages as pictures in a PDF file, and the works that it was made of."""

    pdf: bytes
    works: list[Document]
    pages: int


class Counts(Struct):
    """What came back, of how many."""

    works: int = 0
    works_of: int = 0
    dated: int = 0
    paragraphs: int = 0
    paragraphs_of: int = 0
    notes: int = 0
    notes_of: int = 0
    closing: int = 0
    closing_of: int = 0
    wrong: int = 0
    missed: list[str] = []

    def line(self, name: str) -> str:
        """The counts, as they are printed."""
        pairs = ("works", "paragraphs", "notes", "closing")
        shares = (f"{p} {getattr(self, p)}/{getattr(self, f'{p}_of')}" for p in pairs)
        return f"{name}  {'  '.join(shares)}  dates {self.dated}  wrong addresses {self.wrong}"

    def short(self, language: str) -> bool:
        """True if less came back than has to."""
        least = PARAGRAPHS.get(language, OTHERS)
        wanted = ((self.works, self.works_of, WORKS), (self.paragraphs, self.paragraphs_of, least))
        return self.wrong > ADDRESSES or any(
            got < share * of for got, of, share in (*wanted, (self.notes, self.notes_of, NOTES))
        )


def prove(
    folder: Path | None,
    languages: Sequence[str],
    count: int,
    keep: Path | None,
    *,
    show: bool,
    layer: bool = False,
    setting: str = "assembly",
) -> int:
    """Print the counts; 1 if a volume falls short.

    With `layer` the volumes keep their text, which stands there without tags: what is lost then, the layout loses.
    """
    if shutil.which("soffice") is None:
        print("volumes are set by LibreOffice, which is not here")
        return 1
    short = False
    for language in languages:
        made = made_of(works_of(language, count, setting), language, layer=layer, setting=setting)
        short |= _proved(language, made, language, keep, show=show)
    if folder is not None:
        held = [read(path.read_bytes(), "eng") for path in files(folder, [".txt"], 1)]
        works = sorted(
            (d for d in held if d.metadata.number), key=lambda d: int(re.findall("[0-9]+", d.metadata.number)[0])
        )
        for start in range(0, len(works), count):
            made = made_of(works[start : start + count], "eng", layer=layer)
            short |= _proved(f"{folder.name}-{start}", made, "eng", keep, show=show)
    return int(short)


def _proved(name: str, made: Made, language: str, keep: Path | None, *, show: bool) -> bool:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{name}.pdf").write_bytes(made.pdf)
    found = [one.document for one in looks(made.pdf, f"{name}.pdf", Options(validate=False))]
    counts = compared(found, made.works)
    print(counts.line(f"{name} ({made.pages} pages)"), flush=True)
    for missed in counts.missed if show else ():
        print(f"    {missed}")
    return counts.short(language)


def works_of(language: str, count: int, setting: str = "assembly") -> list[Document]:
    """The documents that invented resolutions are."""
    return [read(text.encode(), language) for text in invented(language, count, setting)]


def invented(language: str, count: int, setting: str = "assembly") -> Iterator[str]:
    """Invented resolutions of a language as plain text, each with its number, title and closing lines."""
    words, made = _texts(setting)[language], SETTINGS[setting]
    known, most = len(words["preambular"]), len(words["operative"]) - 1
    for i in range(count):
        values = {"topic": words["topics"][i % len(words["topics"])], "nth": made.meeting + i // 3, "day": 14 + i // 3}
        picked = [words["preambular"][(i + k) % known] for k in range(3)]
        asked = words["operative"][: 2 + i % most]
        number = words.get("number", "{number} (XXVI)").replace("{number}", str(made.first + i))
        head = f"{number}. {words['title']}" if words["title"] else f"{number}\n\n{words['dated']}"
        lines = [head, words["formula"], *picked, *asked, words["closing"]]
        first, *noted = _CALL.split("\n\n".join(lines).format(**values))
        text = first + "".join(f"[^{n}]{after}" for n, after in enumerate(noted[1::2], 1))
        yield text + "".join(f"\n\n[^{n}]: {body}" for n, body in enumerate(noted[::2], 1)) + "\n"


def _texts(setting: str = "assembly") -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(SETTINGS[setting].texts).read_text(encoding="utf-8"))


def read(data: bytes, language: str) -> Document:
    """The document that a text is."""
    return look(data, "text.md" if b"[^1]" in data else "text.txt", Options(validate=False, language=language)).document


# a volume is made


_UNTAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}'


def made_of(works: Sequence[Document], language: str, *, layer: bool = False, setting: str = "assembly") -> Made:
    """A volume of works: notes are counted through it.  Its pages are pictures, or text (`layer`)."""
    words, made = _texts(setting)[language], SETTINGS[setting]
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch, "volume.fodt")
        source.write_text(_flat(works, language, words, made.over), encoding="utf-8")
        home = f"-env:UserInstallation=file://{scratch}/home"
        command = ["soffice", home, "--headless", "--convert-to", _UNTAGGED, "--outdir", scratch, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        printed = source.with_suffix(".pdf").read_bytes()
    if layer:
        with Opened(printed, "") as file:
            return Made(printed, list(works), file.count)
    data, pages = pictured(printed, made)
    return Made(data, list(works), pages)


def pictured(data: bytes, made: Setting = SETTINGS["assembly"]) -> tuple[bytes, int]:
    """A PDF file as one of pictures that lie askew and are noisy, the same each time; how many pages it has."""
    from io import BytesIO

    from PIL import Image

    chance = random.Random(made.seed)
    pages: list[Image.Image] = []
    with Opened(data, "") as file:
        for number in range(1, file.count + 1):
            shown = file.picture(number, _DENSITY)
            size = (shown.width, shown.height)
            page = Image.frombuffer("L", size, shown.data, "raw", "L", shown.stride, 1)
            page = page.rotate(chance.uniform(-made.askew, made.askew), Image.Resampling.BICUBIC, fillcolor=255)
            grain = Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).point(
                lambda v: v * made.noise // 255
            )
            dark = Image.composite(Image.new("L", size, 40), page, page.point(lambda v: 255 if v < 40 else 0))
            pages.append(Image.frombytes("L", size, _less(dark, grain)))
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=_DENSITY, quality=60)
    return out.getvalue(), len(pages)


def _less(page: Any, grain: Any) -> bytes:
    from PIL import ImageChops

    made: bytes = ImageChops.subtract(page, grain).tobytes()
    return made


_UPRIGHT = ("ara", "zho")  # print has no italics
_FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" \
xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" \
xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" \
office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties style:writing-mode="{mode}" fo:orphans="2" \
fo:widows="2"/><style:text-properties style:font-name="{font}" fo:font-family="'{font}'" \
style:font-family-asian="'{font}'" style:font-family-complex="'{font}'" fo:font-size="10pt" \
style:font-size-asian="10pt" style:font-size-complex="11pt"/></style:default-style>
{styles}
<style:style style:name="Over" style:family="graphic"><style:graphic-properties style:wrap="none" fo:border="none" \
style:vertical-pos="from-top" style:vertical-rel="page" style:horizontal-pos="from-left" \
style:horizontal-rel="page"/></style:style>
<style:style style:name="Mark" style:family="text"><style:text-properties style:text-position="super 62%"/>\
</style:style>
<text:notes-configuration text:note-class="footnote" style:num-format="1" text:citation-style-name="Mark" \
text:citation-body-style-name="Mark" text:start-numbering-at="document"/>
</office:styles>
<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="21cm" \
fo:page-height="29.7cm" fo:margin="1.8cm" style:writing-mode="{page}">\
<style:columns fo:column-count="2" fo:column-gap="0.7cm"/>\
<style:footnote-sep style:width="0.018cm" style:distance-before-sep="0.1cm" style:distance-after-sep="0.1cm" \
style:rel-width="25%"/></style:page-layout-properties><style:header-style><style:header-footer-properties \
fo:min-height="0.8cm" fo:margin-bottom="0.4cm"/></style:header-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"><style:header>\
<text:p text:style-name="Head"><text:page-number/> — {head}</text:p></style:header></style:master-page>\
</office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>
"""

_OVER = (
    '<draw:frame draw:style-name="Over" text:anchor-type="page" text:anchor-page-number="2" svg:x="1.8cm" '
    'svg:y="{at}cm" svg:width="17.4cm" svg:height="0.9cm"><draw:text-box><text:p text:style-name="Head">{part}</text:p>'
    "</draw:text-box></draw:frame>"
)
_STYLES = {
    "Head": 'fo:text-align="center"|fo:font-weight="bold" style:font-weight-complex="bold" fo:font-size="9pt"',
    "Number": 'fo:text-align="center" fo:margin-top="0.5cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"|'
    'fo:font-weight="bold" style:font-weight-complex="bold" style:font-weight-asian="bold"',
    "Text": 'fo:text-align="justify" fo:text-indent="0.45cm" fo:margin-bottom="0.17cm"|',
    "Closing": 'fo:text-align="end" fo:margin-top="0.1cm"|fo:font-style="italic"',
    "Footnote": 'fo:text-align="justify" fo:text-indent="0.35cm"|fo:font-size="8pt" style:font-size-asian="8pt" '
    'style:font-size-complex="9pt"',
}


def _flat(works: Sequence[Document], language: str, words: dict[str, Any], over: float) -> str:
    """The volume as a flat text document; the title of a part stands `over` both columns of the second page."""
    rtl = language == "ara"
    styles = "".join(
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {paragraph}/>'
        f"<style:text-properties {text}/></style:style>"
        for name, (paragraph, _, text) in ((name, set_.partition("|")) for name, set_ in _STYLES.items())
    )
    if language in _UPRIGHT:
        styles = styles.replace('fo:font-style="italic"', "")
    body = "".join(piece for work in works for piece in _paragraphs(work, language))
    if over:
        body = _OVER.format(at=over, part=escape(words["part"])) + body
    mode = "rl-tb" if rtl else "lr-tb"
    return _FLAT.format(font=words["font"], head=words["head"], styles=styles, body=body, mode=mode, page=mode)


def _paragraphs(work: Document, language: str) -> Iterator[str]:
    notes = {note.key: note for note in work.notes}
    number = ""  # that of the paragraph whose first text comes next
    for path, node in walk(replace(work, notes=(), cover=())):
        if isinstance(node, (Operative, Point)):
            number = f"{node.num} " if node.num else ""
        elif isinstance(node, Text):
            style = _KINDS.get(str(path[0]), "Text")
            yield f'<text:p text:style-name="{style}">{escape(number)}{_set(node, notes, language)}</text:p>'
            number = ""


_KINDS = {"preface": "Number", "conclusions": "Closing"}


def _set(text: Text, notes: dict[str, Note], language: str) -> str:
    """A text with its notes, and with places where its words may be divided."""
    made, at = [], 0
    for call in text.of(Kind.NOTE):
        made.append(_divided(text.content[at : call.start], language))
        at = call.start
        if note := notes.get(call.get("key")):
            inside = " ".join(t.content for _, t, _ in text_paths(note))
            made.append(
                f'<text:note text:note-class="footnote"><text:note-citation/><text:note-body><text:p '
                f'text:style-name="Footnote"><text:s/>{_divided(inside, language)}</text:p>'
                "</text:note-body></text:note>"
            )
    return "".join([*made, _divided(text.content[at:], language)])


_syllable = re.compile(
    r"(?<=[aeiouyáéíóúàèêаеиоуыэюя][bcdfghjklmnpqrstvwxzбвгджзклмнпрстфхцчшщ])(?=[bcdfghjklmnpqrstvwxzбвгджзклмнпрстфхцчшщ][aeiouyáéíóúàèêаеиоуыэюя])"
)


def _divided(text: str, language: str) -> str:
    """A text with soft hyphens between two consonants of longer words."""
    if language in _UPRIGHT:  # and no divided words
        return escape(text)
    return escape(re.sub(r"[^\W\d_]{6,}", lambda m: _syllable.sub("\u00ad", m[0]), text))


# and compared


def compared(found: Sequence[Document], made: Sequence[Document]) -> Counts:
    """How much of the works that a volume was made of is in those that were found."""
    counts = Counts(missed=[])
    by_number = {document.metadata.number_iri: document for document in found if document.metadata.number_iri}
    for work in made:
        held = by_number.get(work.metadata.number_iri)
        counts.works_of += 1
        counts.works += held is not None
        if held is None:
            counts.missed.append(f"{work.metadata.number}: not found")
        else:
            counts.dated += held.metadata.date == work.metadata.date
        _count(work, held, counts)
    known = {href for work in made for href in _addresses(work)}
    for document in found:
        wrong = [href for href in _addresses(document) if href not in known]
        counts.wrong += len(wrong)
        counts.missed += [f"{document.metadata.number}: leads to {href}" for href in wrong]
    return counts


def _addresses(document: Document) -> Iterator[str]:
    """What a document is, and the documents that it leads to, without places in them."""
    if document.metadata.number_iri:
        yield document.metadata.number_iri
    for text, _ in texts_of(document):
        for mark in text.of(Kind.REF, Kind.RREF):
            href = (mark.get("href") or mark.get("from")).partition("#")[0]
            if href.startswith("/"):
                yield re.sub(r"/[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?/", "/", href.partition("/!")[0])


_APART = ("preface", "cover", "notes", "conclusions")


def _count(work: Document, held: Document | None, counts: Counts) -> None:
    read = [(_plain(text.content), text) for text, _ in texts_of(held)] if held is not None else []
    calls = _calls(held) if held is not None else []
    for path, text in walk(work):
        if not isinstance(text, Text) or not _plain(text.content) or path[0] in _APART:
            continue
        there = any(_alike(_plain(text.content), one) for one, _ in read)
        counts.paragraphs_of += 1
        counts.paragraphs += there
        if not there:
            counts.missed.append(f"{work.metadata.number}: {text.content[:90]}")
    if work.conclusions:  # meeting and date may stand in one line or in two
        closing = [_plain("".join(line.content for line in one.conclusions)) for one in (work, held) if one is not None]
        counts.closing_of += 1
        counts.closing += len(closing) == 2 and _alike(*closing)
        if len(closing) < 2 or not _alike(*closing):
            counts.missed.append(f"{work.metadata.number}: closing lines")
    for before, body in _calls(work):
        counts.notes_of += 1
        there = any(_alike(before, one) and _alike(body, other) for one, other in calls)
        counts.notes += there
        if not there:
            counts.missed.append(f"{work.metadata.number}: note at …{before[-30:]}: {body[:50]}")


def _calls(document: Document) -> list[tuple[str, str]]:
    """The calls of notes: the last words before each, and the note."""
    bodies = {note.key: _plain("".join(t.content for _, t, _ in text_paths(note))) for note in document.notes}
    return [
        (_plain(text.content[: call.start])[-40:], bodies.get(call.get("key"), ""))
        for path, text in walk(document)
        if isinstance(text, Text) and path[0] != "notes"
        for call in text.of(Kind.NOTE)
    ]


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def _alike(one: str, other: str) -> bool:
    if not one or not other or not 0.8 < len(one) / len(other) < 1.25:
        return one == other
    match = SequenceMatcher(None, one, other, autojunk=False)
    return match.quick_ratio() >= _ALIKE and match.ratio() >= _ALIKE
