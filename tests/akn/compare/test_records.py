"""What is written as JSON is what the schemas say."""

from __future__ import annotations

import json

import jsonschema
import msgspec
import pytest

import akn
from akn.compare.comparison import as_json
from akn.compare.concord import as_json as as_concordance_json
from akn.compare.records import ComparisonRecord, ConcordanceRecord, SeriesRecord
from akn.document import Document, Metadata, Operative
from akn.snapshot import json_schema
from akn.text import Text
from converters.compare.comparisons import Series, series_lines

ONE = ("Welcomes the lamps;", "Requests 5 reports by 2044;", "Notes the tide;")
TWO = ("Welcomes the Lamps;", "Requests 6 reports by 2045;", "Decides to lend books;")


def _document(texts: tuple[str, ...], language: str = "eng") -> Document:
    return Document(
        Metadata(language=language), body=tuple(Operative(f"{n}.", (Text(t),)) for n, t in enumerate(texts, 1))
    )


def _comparison() -> bytes:
    return as_json(akn.compare_documents(_document(ONE), _document(TWO)), "one", "two")


def _concordance() -> bytes:
    return as_concordance_json(akn.concord([_document(ONE), _document(("Salue ;", "Prie de 7 ;", "Note ;"), "fra")]))


def _series() -> bytes:
    return series_lines([Series.of([("a.xml", _document(ONE)), ("b.xml", _document(TWO))])]).splitlines()[0]


@pytest.mark.parametrize(
    ("record", "made"), [(ComparisonRecord, _comparison), (ConcordanceRecord, _concordance), (SeriesRecord, _series)]
)
def test_the_output_is_what_its_schema_says_and_nothing_else(record: type, made: object) -> None:
    data = made()  # type: ignore[operator]
    jsonschema.validate(json.loads(data), json_schema(record))
    again = msgspec.json.encode(msgspec.json.decode(data, type=record))
    assert json.loads(again) == json.loads(data)


def test_series_are_found_and_traced_by_one_call() -> None:
    assert akn.series([_document(ONE), _document(TWO)]) == ()
