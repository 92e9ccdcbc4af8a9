"""Records of a catalogue in the formats of libraries and of programs that keep references.

    csv, jsonl       tables
    bibtex, ris, csl references: BibTeX, RIS (GOVDOC), CSL JSON 1.0 (legislation)
    marcxml, dc      MARC 21 as XML, Dublin Core (oai_dc)
    jsonld           schema.org Legislation, with terms of ELI

Each writes what a record has and nothing else; the same records give the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from akn.bodies import load as load_body
from akn.bodies.identity import identity_of
from akn.bodies.symbols import parse_symbol
from akn.languages import load
from akn_library.records import Record

if TYPE_CHECKING:
    from lxml.etree import _Element

_COLUMNS = (
    *("symbol", "title", "titles", "body", "authority", "kind", "session", "number", "part", "agenda_item"),
    *("adopted", "published", "year", "report", "sponsors", "languages", "files", "official", "own", "work"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(records: Iterable[Record]) -> bytes:
    """A row a text (RFC 4180); what a list holds stands in one cell, after semicolons, titles with their languages."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for record in records:
        lists = {
            "titles": [f"{language}: {title}" for language, title in record.titles.items()],
            "official": [a.official for a in record.addresses if a.official],
            "own": [a.own for a in record.addresses if a.own],
        }
        cells = (lists.get(name) if name in lists else getattr(record, name) for name in _COLUMNS)
        writer.writerow([_cell(value) for value in cells])
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    text = "; ".join(dict.fromkeys(map(str, value))) if isinstance(value, (list, tuple)) else str(value or "")
    return f"'{text}" if text.startswith(_FORMULA) else text  # a spreadsheet would take it for a formula


def as_jsonl(records: Iterable[Record]) -> bytes:
    """A JSON object a text, with all that is known of it."""
    encode = msgspec.json.Encoder().encode
    return b"".join(encode(record) + b"\n" for record in records)


# ---- references

_SIGNS = str.maketrans(
    {c: f"\\{c}" for c in "{}%&$#_"}
    | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
)


def as_bibtex(records: Iterable[Record]) -> bytes:
    """Entries of BibTeX in UTF-8, kind `misc`, whose keys are the symbols; capitals of titles are kept."""
    return "\n".join(_entry(record) for record in records).encode("utf-8", "replace")


def _entry(record: Record) -> str:
    key = "".join(c if c.isascii() and c.isalnum() else "_" for c in record.name)
    fields = {
        "title": f"{{{record.title.translate(_SIGNS)}}}" if record.title else "",
        "author": f"{{{_author(record).translate(_SIGNS)}}}" if record.authority else "",
        "number": record.symbol.translate(_SIGNS),
        "year": str(record.year or ""),
        "date": record.adopted,
        "howpublished": f"{record.kind} {record.symbol}".translate(_SIGNS) if record.symbol else "",
        "language": ", ".join(load(code).tag for code in record.languages),
        "url": record.url,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@misc{{{key},", *lines, "}", ""))


def _author(record: Record) -> str:
    """The body as an author: the organisation with its organ."""
    organisation = load_body("un").organ.label
    return organisation if record.authority == organisation else f"{organisation} {record.authority}"


def as_ris(records: Iterable[Record]) -> bytes:
    """References in the RIS format, type GOVDOC, lines ended as that format wants."""
    return "".join("\r\n".join((*_ris(record), "ER  - ", "", "")) for record in records).encode("utf-8", "replace")


def _ris(record: Record) -> Iterator[str]:
    fields = [
        ("TY", "GOVDOC"),
        ("ID", record.name),
        ("AU", _author(record) if record.authority else ""),
        ("TI", record.title),
        ("PY", str(record.year or "")),
        ("DA", record.adopted.replace("-", "/")),
        ("M1", record.symbol),
        *(("LA", load(code).tag) for code in record.languages),
        *(("UR", address) for address in _urls(record)),
    ]
    return (f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value)


def _urls(record: Record) -> list[str]:
    return list(dict.fromkeys(url for a in record.addresses for url in (a.own, a.official) if url))


def as_csl(records: Iterable[Record]) -> bytes:
    """A list of items of CSL JSON, type `legislation`."""
    return _json([_item(record) for record in records])


def _item(record: Record) -> dict[str, object]:
    issued = record.adopted.split("-") if record.adopted else [str(record.year)] if record.year else []
    values: dict[str, object] = {
        "id": record.name,
        "type": "legislation",
        "title": record.title,
        "number": record.symbol,
        "authority": _author(record) if record.authority else "",
        "author": [{"literal": _author(record)}] if record.authority else None,
        "issued": {"date-parts": [[int(part) for part in issued]]} if issued else None,
        "language": load(record.languages[0]).tag if record.languages else "",
        "URL": record.url,
    }
    return {name: value for name, value in values.items() if value}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


# ---- catalogues of libraries

_MARC = "http://www.loc.gov/MARC21/slim"
_LEADER = "00000nam a2200000 a 4500"  # a printed text, monograph, complete
Subfields = list[tuple[str, str]]


def as_marcxml(records: Iterable[Record]) -> bytes:
    """MARC 21 as XML: 041 languages, 086 symbol, 110 body, 245 and 246 titles, 264 date, 500 notes, 856 addresses."""
    from lxml import etree

    root = etree.Element(f"{{{_MARC}}}collection", nsmap={None: _MARC})  # type: ignore[dict-item]
    for record in records:
        made = etree.SubElement(root, f"{{{_MARC}}}record")
        etree.SubElement(made, f"{{{_MARC}}}leader").text = _LEADER
        control = etree.SubElement(made, f"{{{_MARC}}}controlfield", tag="001")
        control.text = _clean(record.name)
        for tag, indicators, subfields in _fields(record):
            if not any(value for _, value in subfields):
                continue
            field = etree.SubElement(made, f"{{{_MARC}}}datafield", tag=tag, ind1=indicators[0], ind2=indicators[1])
            for code, value in subfields:
                if value:
                    etree.SubElement(field, f"{{{_MARC}}}subfield", code=code).text = _clean(value)
    return _xml(root)


_BIBLIOGRAPHIC = {"fra": "fre", "deu": "ger", "zho": "chi"}  # MARC has the codes of ISO 639-2/B


def _fields(record: Record) -> Iterator[tuple[str, str, Subfields]]:
    organisation = load_body("un").organ.label
    organ = record.authority if record.authority != organisation else ""
    yield "041", "0 ", [("a", _BIBLIOGRAPHIC.get(code, code)) for code in record.languages]
    yield "086", "  ", [("a", record.symbol)]
    yield "110", "2 ", [("a", organisation), ("b", organ)] if record.authority else []
    yield "245", "10", [("a", record.title)]
    for title in dict.fromkeys(record.titles.values()):
        if title != record.title:
            yield "246", "31", [("a", title)]
    yield "264", " 1", [("b", organisation if record.body else ""), ("c", record.adopted or str(record.year or ""))]
    yield "500", "  ", [("a", f"Agenda item {record.agenda_item}" if record.agenda_item else "")]
    draft = _is_draft(record.report)
    yield "500", "  ", [("a", f"{'Draft' if draft else 'Report'}: {record.report}" if record.report else "")]
    for address in record.addresses:
        for url in (address.own, address.official):
            yield "856", "40", [("u", url), ("3", address.language)] if url else []


def _is_draft(report: str) -> bool:
    """Whether the document that a text was adopted from is a draft ("A/99/L.4 and A/99/L.4/Add.1"), and no report.

    >>> _is_draft("A/99/L.4 and A/99/L.4/Add.1"), _is_draft("A/99/425, para. 37")
    (True, False)
    """
    symbol = parse_symbol(report.split(" ")[0].rstrip(",،，"))
    return symbol is not None and identity_of(symbol).kind.endswith("Draft")


_OAI = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_DC = "http://purl.org/dc/elements/1.1/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def as_dc(records: Iterable[Record]) -> bytes:
    """Dublin Core, a record `oai_dc:dc` each, inside of `records`."""
    from lxml import etree

    root = etree.Element("records", nsmap={"oai_dc": _OAI, "dc": _DC})
    for record in records:
        made = etree.SubElement(root, f"{{{_OAI}}}dc")
        for language, title in record.titles.items():
            etree.SubElement(made, f"{{{_DC}}}title", {_XML_LANG: load(language).tag}).text = _clean(title)
        values = [
            ("creator", _author(record) if record.authority else ""),
            ("date", record.adopted or str(record.year or "")),
            ("type", record.kind),
            ("identifier", record.symbol),
            *(("identifier", url) for url in _urls(record)),
            *(("language", load(code).tag) for code in record.languages),
            ("relation", record.report),
        ]
        for name, value in values:
            if value:
                etree.SubElement(made, f"{{{_DC}}}{name}").text = _clean(value)
    return _xml(root)


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(c for c in text if c >= " " and not 0xD800 <= ord(c) <= 0xDFFF and c not in "\ufffe\uffff")


def _xml(root: _Element) -> bytes:
    from lxml import etree

    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written


# ---- linked data

_CONTEXT = {"@vocab": "https://schema.org/", "eli": "http://data.europa.eu/eli/ontology#"}


def as_jsonld(records: Iterable[Record]) -> bytes:
    """JSON-LD: each text a `Legislation` of schema.org and a `LegalResource` of ELI."""
    return _json({"@context": _CONTEXT, "@graph": [_node(record) for record in records]})


def _node(record: Record) -> dict[str, object]:
    values: dict[str, Any] = {
        "@id": record.url or f"urn:akn:{record.work.strip('/').replace('/', ':')}",
        "@type": ["Legislation", "eli:LegalResource"],
        "legislationIdentifier": record.symbol,
        "legislationType": record.kind,
        "name": [{"@value": title, "@language": load(code).tag} for code, title in record.titles.items()],
        "legislationDate": record.adopted,
        "eli:date_document": record.adopted,
        "datePublished": record.published,
        "legislationPassedBy": {"@type": "Organization", "name": _author(record)} if record.authority else None,
        "inLanguage": [load(code).tag for code in record.languages],
        "sameAs": [url for url in _urls(record) if url != record.url],
    }
    return {name: value for name, value in values.items() if value}


WRITTEN: dict[str, Callable[[Iterable[Record]], bytes]] = {
    "csv": as_csv,
    "jsonl": as_jsonl,
    "bibtex": as_bibtex,
    "ris": as_ris,
    "csl": as_csl,
    "marcxml": as_marcxml,
    "dc": as_dc,
    "jsonld": as_jsonld,
}
"""The formats, by their names."""
