"""Catalogues: from the symbol of an adopted text to its date of adoption, of a document to its date of issue.

A catalogue gives the dates that texts do not print, for the addresses of what they cite (profile section 5, the third
link of the date chain).  It is read from TSV (`symbol`, tab, `date`) or JSON lines (`{"symbol": ..., "date": ...}`),
and built from AKN files, ours or those that the United Nations published.

>>> read_catalogue(b"A/RES/99/7\\t2044-12-09\\n").value
{'A/RES/99/7': '2044-12-09'}
"""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from akn.bodies.symbols import Symbol, fits, parse_symbol, symbol_of
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.errors import InvalidXml, UsageError
from akn.xml.uri import UNKNOWN_DATE, ExpressionUri, ManifestationUri, WorkUri, parse_published, parse_uri

if TYPE_CHECKING:
    from lxml.etree import _Element

Catalogue = dict[str, str]
# kinds of adopted texts, the likelier first: an IRI does not tell them apart
_KINDS = ("resolution", "decision", "presidentialStatement")
_AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def load_catalogue(path: str) -> Result[Catalogue]:
    """The catalogue in a file, TSV or JSON lines, and a diagnostic for each line that says nothing.

    Raises UsageError if the file cannot be opened or holds no line of a catalogue.
    """
    try:
        data = Path(path).read_bytes()
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
        if not text or text.startswith("#") or (number == 1 and _is_heading(text)):
            continue
        where = Position(source=source, line=number)
        symbol, date, reason = _line(text)
        if reason:
            told.append(Code.CATALOGUE_LINE.at(where, reason=reason))
        elif found.setdefault(symbol, date) != date:
            told.append(Code.CATALOGUE_CONFLICT.at(where, symbol=symbol, kept=found[symbol], other=date))
    return Result(found, tuple(told))


def _is_heading(text: str) -> bool:
    return text.casefold().split("\t")[:2] == ["symbol", "date"]


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
    if not _is_day(date):
        return "", "", f"“{date}” is no date (YYYY-MM-DD)"
    return symbol.printed, date, ""


def _is_day(date: str) -> bool:
    try:
        return datetime.date.fromisoformat(date).isoformat() == date
    except ValueError:
        return False


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
            entries = list(_entries(data))
        except InvalidXml as error:
            where = Position(source=name, line=error.line, column=error.column)
            told.append(Code.INPUT_REFUSED.at(where, reason=error.message))
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


def _entries(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Symbol and date of each statement and issue of a file, or the reason why one is not taken."""
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
    uri = parse_published(_value(work, "FRBRuri"))
    kind = statement.get("name") or ""
    if isinstance(uri, WorkUri) and (known := symbol_of(uri, kind)):
        return known
    printed = [_words(n) for n in statement.iter(f"{_AKN}docNumber") if n.get("refersTo") == "#symbol"]
    return next((s for s in map(parse_symbol, aliases + printed) if s and s.adopted and s.kind == kind), None)


def _words(node: _Element) -> str:
    """The text of an element, spaces evened out."""
    return " ".join("".join(map(str, node.itertext())).split())


def _date(work: _Element) -> str:
    """The date of adoption; a year alone, an unknown or a filler date is none."""
    for node in work.findall(f"{_AKN}FRBRdate"):
        date = (node.get("date") or "")[:10]
        if node.get("name") == "adoption" and _is_day(date) and date != UNKNOWN_DATE and date[:4] >= "1945":
            return date
    return ""


def _value(node: _Element, name: str) -> str:
    found = node.find(f"{_AKN}{name}")
    return (found.get("value") or "") if found is not None else ""


@lru_cache(maxsize=8192)
def work_in(address: str) -> WorkUri | None:
    """The work that an AKN address lies in, None if it is no such address."""
    uri = parse_uri(address)
    if isinstance(uri, ManifestationUri):
        uri = uri.expression
    return uri.work if isinstance(uri, (ExpressionUri, WorkUri)) else None


@lru_cache(maxsize=8192)
def symbol_to(work: WorkUri, printed: str = "") -> str:
    """The symbol of a work as printed in full, empty if its IRI and the words that cite it do not tell one.

    >>> symbol_to(work_in("/akn/un/documentCollection/publication/unga/2044/A-99-310"))
    'A/99/310'
    """
    if work.doc_type == "statement":
        found = [s for kind in _KINDS if (s := symbol_of(work, kind))]
        fitting = [s for s in found if not work.date[4:] or work.date == UNKNOWN_DATE or fits(s, work.date)]
        return (fitting or found)[0].printed if found else ""
    if work.doc_type != "documentCollection":
        return ""
    for text in (printed, work.number.replace("-", "/").replace("_", " ")):
        symbol = parse_symbol(text.strip()) if text else None
        if symbol is not None and _is_of(symbol, work):
            return symbol.printed
    return ""


def _is_of(symbol: Symbol, work: WorkUri) -> bool:
    return symbol.number_iri == work.number or symbol.printed.replace("/", "-").replace(" ", "_") == work.number
