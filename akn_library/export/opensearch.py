"""OpenSearch: passages as files for `_bulk`, and the body of the request that makes an index for them.

Words are folded here (`akn_library.folding`), as in the library's own index, so that the index needs no plug-in for a
language: `surface` and `stem` are cut at white space and signs, and Latin letters lose their accents.  They are
searched and not kept (`_source`).  `query` folds the words of a question in the same way.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from akn_library.export.rows import PassageRow, passages
from akn_library.find import asked_of, terms_of
from akn_library.folding import folded

PART = 50_000_000
"""Bytes of a bulk file at most: half of what a server takes in a request where nobody set another limit."""

_KEYWORD = {"type": "keyword"}
_FOLDED = {"type": "text", "analyzer": "folded"}
_PROPERTIES: dict[str, dict[str, Any]] = {
    "parent": _KEYWORD,
    "file": _KEYWORD,
    "work": _KEYWORD,
    "symbol": _KEYWORD,
    "body": _KEYWORD,
    "text_kind": _KEYWORD,
    "session": _KEYWORD,
    "adopted": {"type": "date", "format": "strict_date"},
    "year": {"type": "integer"},
    "language": _KEYWORD,
    "title": {"type": "text"},
    "eid": _KEYWORD,
    "place": _KEYWORD,
    "part": _KEYWORD,
    "kind": _KEYWORD,
    "number": _KEYWORD,
    "action": _KEYWORD,
    "text": {"type": "text", "index": False},
    "page": {"type": "integer"},
    "line": {"type": "integer"},
    "cites": _KEYWORD,
    "addressees": _KEYWORD,
    "surface": _FOLDED,
    "stem": _FOLDED,
}

INDEX: dict[str, Any] = {
    "settings": {
        "analysis": {
            "tokenizer": {"words": {"type": "pattern", "pattern": r"[^\p{L}\p{N}\p{M}]+"}},
            "analyzer": {
                "folded": {"type": "custom", "tokenizer": "words", "filter": ["lowercase", "asciifolding"]},
            },
        }
    },
    "mappings": {"dynamic": "strict", "_source": {"excludes": ["surface", "stem"]}, "properties": _PROPERTIES},
}
"""The body of the request that makes the index (`PUT /passages`)."""

Clause = dict[str, Any]


def write(db: sqlite3.Connection, folder: str, _: str, foreign: bool = False) -> Iterator[tuple[str, int]]:
    """`index.json`, and bulk files of PART bytes at most, with two lines a passage."""
    with open(os.path.join(folder, "index.json"), "wb") as file:
        file.write(json.dumps(INDEX, ensure_ascii=False, indent=1).encode() + b"\n")
    yield "index.json", 1
    drawn = map(bulk_lines, passages(db, foreign=foreign))
    line = next(drawn, b"")
    nth = 0
    while line:
        nth += 1
        name = f"passages-{nth:05}.ndjson"
        size = count = 0
        with open(os.path.join(folder, name), "wb") as file:
            while line and (not size or size + len(line) <= PART):
                file.write(line)
                size += len(line)
                count += 1
                line = next(drawn, b"")
        yield name, count


def bulk_lines(row: PassageRow) -> bytes:
    """A passage as `_bulk` takes it: what to do with it, and the document; what is empty in it is left out."""
    values: dict[str, Any] = msgspec.to_builtins(row)
    known = {name: value for name, value in values.items() if name != "id" and value not in (None, "", [])}
    words = dict(zip(("surface", "stem"), folded(row.text, row.language), strict=True))
    document = known | {name: held for name, held in words.items() if held}
    encode = msgspec.json.encode
    return encode({"index": {"_id": row.id}}) + b"\n" + encode(document) + b"\n"


def query(words: str, language: str = "") -> dict[str, Any]:
    """The body of a `_search` for what `akn library find` finds with the same words; `language` is ISO 639-2/T.

    >>> query("lighthouses", "fra")["query"]["bool"]["must"][0]["bool"]["should"][1]
    {'match_phrase': {'stem': {'query': 'lighthous'}}}
    """
    must = [_clause(asked_of(term, language)) for term in terms_of(words, language)]
    narrowed = [{"term": {"language": language}}] if language else []
    return {"query": {"bool": {"must": must, "filter": narrowed}}}


def _clause(asked: list[tuple[str, str, bool]]) -> Clause:
    should = [
        {"match_phrase_prefix" if begins else "match_phrase": {column: {"query": words}}}
        for column, words, begins in asked
    ]
    return {"bool": {"should": should, "minimum_should_match": 1}}
