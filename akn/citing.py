"""The table of citations of a document: what is cited where, what it points at, and how that was told (`akn.links`).

Works on any AKN document that `akn.read` reads, ours or the published ones: the text is recognised anew, so the table
also holds what has no address (treaty volumes, "the Tunis Agenda", numbers that stay open), and says for each
reference where its date comes from.  References that the file has and the text alone would not give are listed too.

A catalogue (symbol of an adopted text to its date of adoption, of a document to its date of issue) gives the dates that
texts do not print, for the addresses of what they cite (profile section 5, the third link of the date chain).  It is
read from TSV (`symbol`, tab, `date`) or JSON lines (`{"symbol": ..., "date": ...}`), and built from AKN files, ours or
those that the United Nations published.

>>> read_catalogue(b"A/RES/99/7\\t2044-12-09\\n").value
{'A/RES/99/7': '2044-12-09'}
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from akn.bodies.symbols import Symbol, fits, parse_symbol, symbol_of, work_uri
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.document import Document
from akn.errors import InvalidXml, UsageError
from akn.inline.context import Citation, Context
from akn.inline.recognise import recognise
from akn.inline.resolve import citations
from akn.languages import load
from akn.text import Kind, Text
from akn.walk import Place, text_paths, with_texts
from akn.xml.eids import Path, identify
from akn.xml.names import ADOPTED, AKN
from akn.xml.uri import UNKNOWN_DATE, WorkUri, is_day, parse_published, parse_uri, work_of

if TYPE_CHECKING:
    from lxml.etree import _Element


_REFERENCES = (Kind.REF, Kind.RREF, Kind.MREF)


@dataclass(frozen=True, slots=True)
class Link:
    """One row of the table.

    `file` is what the caller calls the document, `eid` the eId of the reference or, where there is none, of the unit
    that it stands in.  `text` is what is printed; `kind` resolution, decision, presidentialStatement,
    resolutionDraft, document, passage, charter, internal, treaty or back.  `symbol` is the symbol in full, `target`
    the IRI or local reference (both ends of a range, a blank between), empty if there is none.  `date` is the date of
    the target.  `how`: printed, file, catalogue, year, unknown date (where the date comes from); cited, local, fixed,
    back (a place in something known); marked (the file says so); or ambiguous, contradicted, foreign, unknown,
    dangling, unnamed (why there is no target).  `citing_symbol`, `citing_work` (the AKN address), `citing_session` and
    `citing_date` (of adoption) are those of the text that cites.
    """

    file: str
    eid: str
    text: str
    kind: str
    symbol: str = ""
    target: str = ""
    date: str = ""
    how: str = ""
    citing_symbol: str = ""
    citing_work: str = ""
    citing_session: str = ""
    citing_date: str = ""


COLUMNS = tuple(field.name for field in fields(Link))


def links(document: Document, *, catalogue: Mapping[str, str] | None = None, file: str = "") -> tuple[Link, ...]:
    """The citations of a document in reading order, notes last; `catalogue` maps symbols to dates of adoption."""
    found: dict[Path, list[Citation]] = {}
    for c in _recognised(document, catalogue or {}):
        found.setdefault(c.path, []).append(c)
    eids = identify(document).eids
    rows: list[Link] = []
    for path, text in text_paths(document):
        around = next((eids[path[:size]] for size in range(len(path), 0, -1) if path[:size] in eids), "")
        known = {(c.start, c.end): c for c in found.get(path, ())}
        here: list[tuple[int, Link]] = []
        linked = set()
        for j, m in enumerate(text.marks):
            if m.kind in (Kind.REF, Kind.RREF):
                linked.add((m.start, m.end))
                target = m.get("href") or f"{m.get('from')} {m.get('upTo')}"
                row = Link(file, eids.get((*path, j), around), text.content[m.start : m.end], _kind_of(target))
                row = replace(row, target=target, how="marked")
                if cited := known.get((m.start, m.end)):
                    row = replace(row, symbol=cited.symbol)
                    if cited.target == target:
                        row = replace(row, kind=cited.kind, date=cited.date, how=cited.how)
                here.append((m.start, row))
        for c in found.get(path, ()):
            if (c.start, c.end) not in linked:
                here.append((c.start, Link(file, around, c.text, c.kind, c.symbol, c.target, c.date, c.how)))
        rows += [replace(row, **_citing(document, path)) for _, row in sorted(here, key=itemgetter(0))]
    return tuple(rows)


def _citing(document: Document, path: Path) -> dict[str, str]:
    """What a row says of the text that cites: of the part of an issue, where the place is in one."""
    part = document.parts[int(path[1])] if path[:1] == ("parts",) else document
    metadata = part.metadata
    adopted = metadata.date if metadata.date_name in ("adoption", "voting") else ""
    return {
        "citing_symbol": metadata.symbols[0] if metadata.symbols else "",
        "citing_work": str(work_of(metadata)) if metadata.number_iri else "",
        "citing_session": metadata.session,
        "citing_date": adopted,
    }


def joined(rows: Sequence[Link], catalogue: Mapping[str, str] | None = None) -> tuple[Link, ...]:
    """The rows of several documents with one address a work: the date that one row or the catalogue knows is used by
    all, also by those whose text gave the year alone.

    >>> work = "/akn/un/statement/deliberation/unga"
    >>> rows = [Link("a", "", "98/7", "resolution", target=f"{work}/2043-12-03/98-7")]
    >>> rows += [Link("b", "", "98/7", "resolution", target=f"{work}/2043/98-7", how="year")]
    >>> [(row.target == rows[0].target, row.date) for row in joined(rows)]
    [(True, ''), (True, '2043-12-03')]
    """
    known: dict[tuple[str, ...], str] = {}
    for symbol, date in (catalogue or {}).items():
        if parsed := parse_symbol(symbol):
            known[work_uri(parsed, date).identity] = date
    addresses = (address for row in rows for address in (row.citing_work, *row.target.split()))
    for work in map(work_in, dict.fromkeys(addresses)):
        if work and work.date != UNKNOWN_DATE and len(work.date) > len(known.get(work.identity, "")):
            known[work.identity] = work.date
    return tuple(_dated(row, known) for row in rows)


def _dated(row: Link, known: Mapping[tuple[str, ...], str]) -> Link:
    """The row with the dates that are known in the addresses of its target."""
    made, date = [], ""
    for address in row.target.split():
        work = work_in(address)
        better = known.get(work.identity, "") if work else ""
        if work and better and (work.date == UNKNOWN_DATE or len(better) > len(work.date)):
            address, date = address.replace(f"/{work.date}/", f"/{better}/", 1), better
        made.append(address)
    return replace(row, target=" ".join(made), date=date, how="catalogue") if date else row


def _recognised(document: Document, catalogue: Mapping[str, str]) -> tuple[Citation, ...]:
    """What the text of the document cites, its references set aside; nothing in a language without a file."""
    try:
        language = load(document.metadata.language)
    except UsageError:
        return ()
    context = Context.of(document.metadata, language, catalogue=catalogue)

    def again(text: Text, place: Place) -> Text:
        return recognise(text.without(*_REFERENCES), context.at(place))

    return citations(with_texts(document, again), context)


def _kind_of(target: str) -> str:
    """What a reference is by its address alone."""
    if target.startswith("#"):
        return "internal"
    if "/act/" in target:
        return "charter"
    if "#" in target or "/!" in target:
        return "passage"
    return "document" if "/documentCollection/" in target else "resolution"


def as_dict(row: Link) -> dict[str, str]:
    """The row by the names of its columns."""
    return {name: getattr(row, name) for name in COLUMNS}


def as_tsv(rows: Iterable[Link]) -> str:
    """The table with tabs between the columns, the names of the columns first.

    >>> as_tsv([Link("a.xml", "para_1__ref_1", "98/12", "resolution")]).splitlines()[1].split("\\t")[:4]
    ['a.xml', 'para_1__ref_1', '98/12', 'resolution']
    """
    lines = ["\t".join(" ".join(value.split()) for value in as_dict(row).values()) for row in rows]
    return "".join(f"{line}\n" for line in ("\t".join(COLUMNS), *lines))


def as_json_lines(rows: Iterable[Link]) -> str:
    """The table as one JSON object a line."""
    return "".join(json.dumps(as_dict(row), ensure_ascii=False) + "\n" for row in rows)


Catalogue = dict[str, str]
_AKN = f"{{{AKN}}}"


def load_catalogue(path: str) -> Result[Catalogue]:
    """The catalogue in a file, TSV or JSON lines, and a diagnostic for each line that says nothing.

    Raises UsageError if the file cannot be opened or holds no line of a catalogue.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise UsageError(f"cannot read the catalogue {path}: {error.strerror}") from error
    result = read_catalogue(data, path)
    if not result.value and result.diagnostics:
        raise UsageError(f"{path} is no catalogue: {result.diagnostics[0].message}")
    return result


def read_catalogue(data: bytes, source: str = "") -> Result[Catalogue]:
    """The symbols and dates of a catalogue, and a diagnostic for each line that is none.

    Empty lines, lines that begin with `#` and a first line of column names are passed over.  The first date that is
    given for a symbol is kept.
    """
    found: Catalogue = {}
    told: list[Diagnostic] = []
    for number, line in enumerate(data.decode("utf-8-sig", errors="replace").splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#") or (number == 1 and text.casefold().split("\t")[:2] == ["symbol", "date"]):
            continue
        where = Position(source=source, line=number)
        symbol, date, reason = _line(text)
        if reason:
            told.append(Code.CATALOGUE_LINE.at(where, reason=reason))
        elif found.setdefault(symbol, date) != date:
            told.append(Code.CATALOGUE_CONFLICT.at(where, symbol=symbol, kept=found[symbol], other=date))
    return Result(found, tuple(told))


def _line(text: str) -> tuple[str, str, str]:
    """Symbol and date of a line, or the reason why it is none."""
    if text.startswith("{"):
        try:
            entry = json.loads(text)
        except ValueError as error:
            return "", "", f"not JSON ({error})"
        printed, date = str(entry.get("symbol", "")), str(entry.get("date", ""))
    else:
        printed, _, rest = text.partition("\t")
        date = rest.partition("\t")[0].strip()
    symbol = parse_symbol(printed)
    if symbol is None:
        return "", "", f"“{printed}” is no symbol of a resolution, decision, statement or document"
    if not is_day(date):
        return "", "", f"“{date}” is no date (YYYY-MM-DD)"
    return symbol.printed, date, ""


def format_catalogue(catalogue: Mapping[str, str]) -> str:
    """A catalogue as TSV with a line of column names, in the order of bodies, sessions and numbers.

    >>> format_catalogue({"A/RES/99/7": "2044-12-09", "A/RES/9/12": "1954-10-01"}).splitlines()[1:]
    ['A/RES/9/12\\t1954-10-01', 'A/RES/99/7\\t2044-12-09']
    """
    lines = [f"{symbol}\t{catalogue[symbol]}\n" for symbol in sorted(catalogue, key=_natural)]
    return "symbol\tdate\n" + "".join(lines)


def _natural(symbol: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts numbers as numbers."""
    return tuple((1, int(p), "") if p.isdigit() else (0, 0, p) for p in re.split(r"([0-9]+)", symbol) if p)


def build_catalogue(files: Iterable[tuple[str, bytes]]) -> Result[Catalogue]:
    """The catalogue that AKN files make together; a file is its name and its bytes.

    Each statement tells its symbol and its date of adoption, the parts of a multi-part issue too.  Where the files of
    a work disagree (published ones do), the date that most of them tell is kept, of two that are told alike the
    earlier one, and the others are reported.  Dates that the session rules out are not taken.  The result does not
    depend on the order of the files.
    """
    dates: dict[str, Counter[str]] = {}
    told: list[Diagnostic] = []
    for name, data in files:
        try:
            entries = _entries(data)
        except InvalidXml as error:
            from akn.schemas.messages import unreadable

            why = unreadable(error, name)
            told.append(Code.INPUT_REFUSED.at(why.position, reason=why.message, remedy=why.hint))
            continue
        for symbol, date, reason in entries:
            if reason:
                told.append(Code.CATALOGUE_SKIPPED.at(Position(source=name), reason=reason))
            else:
                dates.setdefault(symbol, Counter())[date] += 1
    found: Catalogue = {}
    for symbol in sorted(dates, key=_natural):
        ranked = sorted(dates[symbol].items(), key=lambda item: (-item[1], item[0]))
        found[symbol] = ranked[0][0]
        for date, _ in ranked[1:]:
            told.append(Code.CATALOGUE_CONFLICT.at(symbol=symbol, kept=found[symbol], other=date))
    return Result(found, tuple(sorted(told, key=str)))


def _entries(data: bytes) -> list[tuple[str, str, str]]:
    """Symbol and date of each statement and issue of a file, or the reason why one is not taken; what the metadata of a
    published file lack, its text may tell."""
    found = list(_entered(data))
    if all(reason for _, _, reason in found):
        from akn.emit import emit_xml
        from akn.published import is_published
        from akn.read import read_xml
        from akn.upgrade import upgrade_document

        document = read_xml(data).value
        if is_published(document):
            found = list(_entered(emit_xml(upgrade_document(document).value)))
    return found


def _entered(data: bytes) -> Iterator[tuple[str, str, str]]:
    """The same from the metadata alone."""
    from akn.xml.parser import parse_xml

    for statement in parse_xml(data).getroot().iter(f"{_AKN}statement", f"{_AKN}documentCollection"):
        work = statement.find(f"{_AKN}meta/{_AKN}identification/{_AKN}FRBRWork")
        if work is None:
            continue
        symbol, date, reason = _symbol(statement, work), _date(work), ""
        if symbol is None:
            if statement.tag != f"{_AKN}statement":
                continue  # an issue is known by its alias alone; its parts have symbols of their own
            reason = "no symbol"
        elif not date:
            reason = f"{symbol.printed} has no date of adoption"
        elif not fits(symbol, date):
            reason = f"{date} is not a day on which {symbol.printed} can have been adopted"
        yield symbol.printed if symbol else "", date, reason


def _symbol(statement: _Element, work: _Element) -> Symbol | None:
    """The symbol that the work IRI stands for, else the first that is given as an alias or printed.

    The IRI comes first: published files print the symbol of a neighbour now and then.
    """
    aliases = [a.get("value") or "" for a in work.findall(f"{_AKN}FRBRalias") if a.get("name") == "symbol"]
    if statement.tag != f"{_AKN}statement":
        return next((s for s in map(parse_symbol, aliases) if s and s.issue), None)
    found = work.find(f"{_AKN}FRBRuri")
    uri = parse_published(found.get("value") or "") if found is not None else None
    kind = statement.get("name") or ""
    if isinstance(uri, WorkUri) and (known := symbol_of(uri, kind)):
        return known
    numbers = (n for n in statement.iter(f"{_AKN}docNumber") if n.get("refersTo") == "#symbol")
    printed = [" ".join("".join(map(str, n.itertext())).split()) for n in numbers]
    return next((s for s in map(parse_symbol, aliases + printed) if s and s.adopted and s.kind == kind), None)


def _date(work: _Element) -> str:
    """The date of adoption; a year alone, an unknown or a filler date is none."""
    for node in work.findall(f"{_AKN}FRBRdate"):
        date = (node.get("date") or "")[:10]
        if node.get("name") == "adoption" and is_day(date) and date != UNKNOWN_DATE and date[:4] >= "1945":
            return date
    return ""


@lru_cache(maxsize=8192)
def work_in(address: str) -> WorkUri | None:
    """The work that an AKN address lies in, None if it is no such address."""
    uri = parse_uri(address)
    return uri.work if uri is not None else None


@lru_cache(maxsize=8192)
def symbol_to(work: WorkUri, printed: str = "") -> str:
    """The symbol of a work as printed in full, empty if its IRI and the words that cite it do not tell one.

    >>> symbol_to(work_in("/akn/un/documentCollection/publication/unga/2044/A-99-310"))
    'A/99/310'
    """
    if work.doc_type == "statement":
        found = [s for kind in ADOPTED if (s := symbol_of(work, kind))]
        fitting = [s for s in found if not work.date[4:] or work.date == UNKNOWN_DATE or fits(s, work.date)]
        return (fitting or found)[0].printed if found else ""
    if work.doc_type != "documentCollection":
        return ""
    for text in (printed, work.number.replace("-", "/").replace("_", " ")):
        symbol = parse_symbol(text.strip()) if text else None
        if symbol and work.number in (symbol.number_iri, symbol.printed.replace("/", "-").replace(" ", "_")):
            return symbol.printed
    return ""
