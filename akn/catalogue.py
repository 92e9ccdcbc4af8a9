"""Catalogues of dates: which text was adopted, which document issued when.

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
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from akn.bodies.symbols import Symbol, fits, parse_symbol, symbol_of
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.errors import InvalidXml, UsageError
from akn.xml.names import AKN
from akn.xml.uri import UNKNOWN_DATE, WorkUri, is_day, parse_published

if TYPE_CHECKING:
    from lxml.etree import _Element

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
    return catalogue_in(data, path)


def catalogue_in(data: bytes, source: str) -> Result[Catalogue]:
    """What `read_catalogue` gives; raises UsageError if no line is one of a catalogue."""
    result = read_catalogue(data, source)
    if not result.value and result.diagnostics:
        raise UsageError(f"{source} is no catalogue: {result.diagnostics[0].message}")
    return result


def read_catalogue(data: bytes, source: str = "") -> Result[Catalogue]:
    """The symbols and dates of a catalogue, and a diagnostic for each line that is none.

    Empty lines, lines that begin with `#` and a first line of column names are passed over.  The first date that is
    given for a symbol is kept.
    """
    found: Catalogue = {}
    diagnostics: list[Diagnostic] = []
    for number, line in enumerate(data.decode("utf-8-sig", errors="replace").splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#") or (number == 1 and text.casefold().split("\t")[:2] == ["symbol", "date"]):
            continue
        where = Position(source=source, line=number)
        symbol, date, reason = _line(text)
        if reason:
            diagnostics.append(Code.CATALOGUE_LINE.at(where, reason=reason))
        elif found.setdefault(symbol, date) != date:
            diagnostics.append(Code.CATALOGUE_CONFLICT.at(where, symbol=symbol, kept=found[symbol], other=date))
    return Result(found, tuple(diagnostics))


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
    a work disagree (published ones do), the date that most of them state is kept, of two stated as often the
    earlier one, and the others are reported.  Dates that the session rules out are not taken.  The result does not
    depend on the order of the files.
    """
    dates: dict[str, Counter[str]] = {}
    diagnostics: list[Diagnostic] = []
    for name, data in files:
        try:
            entries = _entries(data)
        except InvalidXml as error:
            from akn.schemas.messages import unreadable

            why = unreadable(error, name)
            diagnostics.append(Code.INPUT_REFUSED.at(why.position, reason=why.message, remedy=why.hint))
            continue
        for symbol, date, reason in entries:
            if reason:
                diagnostics.append(Code.CATALOGUE_SKIPPED.at(Position(source=name), reason=reason))
            else:
                dates.setdefault(symbol, Counter())[date] += 1
    found: Catalogue = {}
    for symbol in sorted(dates, key=_natural):
        ranked = sorted(dates[symbol].items(), key=lambda item: (-item[1], item[0]))
        found[symbol] = ranked[0][0]
        for date, _ in ranked[1:]:
            diagnostics.append(Code.CATALOGUE_CONFLICT.at(symbol=symbol, kept=found[symbol], other=date))
    return Result(found, tuple(sorted(diagnostics, key=str)))


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
