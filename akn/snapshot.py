"""The models as JSON, by the types of their classes: for `--stop-after`, `--to json`, tests and other programs.

A value of a class is an object with its class name as `type` and its fields under their names; fields that have their
default are left out.  A tuple is an array.  The same value gives the same bytes, and `from_json(to_json(value)) ==
value`.  `json_schema` gives the form as a JSON Schema; `akn/schemas/document.schema.json` and `blocks.schema.json` are
what it gives.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from akn.blocks import Block, Blocks, NoteBlock, TableBlock
from akn.document import Document
from akn.errors import UnreadableInput
from akn.text import Node

VERSION = 2
"""The version of the form; it changes when a reader of the old form would misread the new one."""

_Model = Document | tuple[Block | TableBlock | NoteBlock, ...]


def to_json(value: Node | Blocks) -> bytes:
    """A document, a part of one, or blocks as JSON in UTF-8, with a line feed at the end.

    >>> from akn import Operative, Text
    >>> to_json(Operative("1.", (Text("Decides"),))).decode().split()[:4]
    ['{', '"type":', '"Operative",', '"num":']
    """
    try:
        return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
    except UnicodeEncodeError:  # lone surrogates have no UTF-8; JSON writes them as escapes
        return (json.dumps(msgspec.to_builtins(value), indent=1) + "\n").encode()


def from_json(data: bytes | str) -> Document | Blocks:
    """The document or the blocks that `to_json` wrote.

    Raises:
        UnreadableInput: not JSON, or not in the form of this module.
    """
    try:
        found: Document | Blocks = msgspec.json.decode(data, type=_Model)
        return found
    except msgspec.ValidationError as error:
        raise UnreadableInput(f"JSON that holds no model of this library: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _with_surrogates(data, error)


def _with_surrogates(data: bytes | str, refused: Exception) -> Document | Blocks:
    """The same by way of the standard library, which takes escapes of lone surrogates."""
    try:
        found: Document | Blocks = msgspec.convert(json.loads(data), _Model)
        return found
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"not JSON: {refused}") from error


def write_schemas(folder: Path) -> None:
    """Write the published schemas into a folder: `document.schema.json`, `blocks.schema.json`, and those of the JSON of
    `akn diff`, `akn concord` and `akn series`."""
    from akn.compare.records import ComparisonRecord, ConcordanceRecord, SeriesRecord

    compared = (("comparison", ComparisonRecord), ("concordance", ConcordanceRecord), ("series", SeriesRecord))
    for name, root in (("document", Document), ("blocks", Blocks), *compared):
        text = json.dumps(json_schema(root), ensure_ascii=False, indent=1)
        (folder / f"{name}.schema.json").write_text(text + "\n", encoding="utf-8")


def json_schema(root: Any = Document) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a class of the model, or of `akn.blocks.Blocks`."""
    title = getattr(root, "__name__", "Blocks") if isinstance(root, type) else "Blocks"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:akn-un:{title.lower()}:{VERSION}",
        **_dedented(msgspec.json.schema(root)),
    }


def _dedented(schema: Any) -> Any:
    """A schema whose descriptions have no indents: Python 3.13 takes those of docstrings away, older ones keep them."""
    if isinstance(schema, dict):
        return {
            k: "\n".join(line.strip() for line in v.split("\n"))
            if k == "description" and isinstance(v, str)
            else _dedented(v)
            for k, v in schema.items()
        }
    return [_dedented(v) for v in schema] if isinstance(schema, list) else schema
