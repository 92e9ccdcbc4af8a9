"""Any model ⇄ JSON: documents, blocks, results; for `--stop-after`, `--to json`, goldens, and other programs.

One form for all classes of the model:

* a value of a class is an object with its class name as `type` and its fields under their names; fields that have their
  default are left out;
* a text without marks is a string, wherever a text may stand; attributes of a mark are an object;
* a tuple is an array.

The same value gives the same bytes, and `from_json(to_json(value)) == value`.  `json_schema` tells the form as a JSON
Schema; `akn/schemas/document.schema.json` and `blocks.schema.json` are what it gives.
"""

from __future__ import annotations

import json
import types
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from akn import blocks, diagnostics, document
from akn.diagnostics import Code, Diagnostic, Result
from akn.errors import UnreadableInput
from akn.text import Mark, Text

VERSION = 1
"""The version of the form; it changes when a reader of the old form would misread the new one."""


def to_json(value: object) -> bytes:
    """A document, blocks or a result of either as JSON in UTF-8, with a line feed at the end.

    >>> to_json(document.Operative("1.", (Text("Decides"),))).decode().split()
    ['{', '"type":', '"Operative",', '"num":', '"1.",', '"content":', '[', '"Decides"', ']', '}']
    """
    text = json.dumps(_data(value), ensure_ascii=False, indent=1)
    # lone surrogates have no UTF-8; JSON writes them as escapes
    try:
        return (text + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(_data(value), ensure_ascii=True, indent=1) + "\n").encode()


def from_json(data: bytes | str) -> Any:
    """The value that `to_json` wrote.

    Raises:
        UnreadableInput: not JSON, or not in the form of this module.
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"not JSON: {error}") from error
    try:
        return _value(found, blocks.Blocks if isinstance(found, list) else object)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableInput(f"JSON that holds no model of this library: {error}") from error


@cache
def _classes() -> dict[str, type]:
    """The classes of the model by name."""
    found: dict[str, type] = {"Text": Text, "Mark": Mark}
    for module in (document, blocks, diagnostics):
        found.update(
            (name, member)
            for name, member in vars(module).items()
            if isinstance(member, type)
            and issubclass(member, Struct)
            and not name.startswith("_")
            and member.__module__ == module.__name__
        )
    return found


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a class with their defaults, NODEFAULT where there is none."""
    return tuple((field.name, field.default) for field in fields(kind))


def _data(value: Any) -> Any:
    """The value as what JSON knows."""
    if isinstance(value, Code):
        return value.code
    if isinstance(value, (str, int)) or value is None:
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, tuple):
        return [_data(item) for item in value]
    if isinstance(value, Text) and not value.marks:
        return value.content
    kind: Any = type(value)
    pairs = _PAIRS.get(kind)
    found: dict[str, Any] = {"type": kind.__name__}
    for name, default in _fields(kind):
        item = getattr(value, name)
        if name == pairs:
            if item:
                found[name] = dict(item)
        elif item != default:
            found[name] = _data(item)
    return found


# fields that hold pairs of a name and a value
_PAIRS: dict[type, str] = {Mark: "attributes", Diagnostic: "details"}


def _value(data: Any, wanted: Any) -> Any:
    """What JSON knows as a value of the wanted type."""
    if isinstance(data, dict):
        kind = _classes()[data["type"]]
        if not _is_among(kind, wanted):
            raise TypeError(f"a {kind.__name__} stands where it must not")
        return _built(kind, data)
    if isinstance(data, list):
        inner = next((get_args(t)[0] for t in _alternatives(wanted) if get_origin(t) is tuple), None)
        if inner is None:
            raise TypeError("an array stands where it must not")
        return tuple(_value(item, inner) for item in data)
    for kind in _alternatives(wanted):
        if kind is Text and isinstance(data, str):
            return Text(data)
        if isinstance(kind, type) and issubclass(kind, Enum) and isinstance(data, str):
            return _codes()[data] if kind is Code else kind(data)
        if isinstance(kind, type) and type(data) is kind:
            return data
    raise TypeError(f"{data!r} stands where it must not")


def _built(kind: Any, data: dict[str, Any]) -> Any:
    hints = _hints(kind)
    given: dict[str, Any] = {}
    for name, item in data.items():
        if name == "type":
            continue
        if name not in hints:
            raise TypeError(f"{kind.__name__} has no {name}")
        if _PAIRS.get(kind) == name:
            pairs = tuple((str(k), str(v)) for k, v in item.items())
            given[name] = tuple(sorted(pairs)) if kind is Mark else pairs
        else:
            wanted = object if kind is Result and name == "value" else hints[name]
            if wanted is object and isinstance(item, list):
                wanted = blocks.Blocks
            given[name] = _value(item, wanted)
    return kind(**given)


@cache
def _codes() -> dict[str, Code]:
    return {code.code: code for code in Code}


def _alternatives(wanted: Any) -> tuple[Any, ...]:
    """The members of a union, or the type itself."""
    if get_origin(wanted) in (Union, types.UnionType):
        return tuple(inner for t in get_args(wanted) for inner in _alternatives(t))
    return (wanted,)


def _is_among(kind: type, wanted: Any) -> bool:
    return wanted is object or any(kind is t or get_origin(t) is kind for t in _alternatives(wanted))


def write_schemas(folder: Path) -> None:
    """Write the two published schemas into a folder: `document.schema.json` and `blocks.schema.json`."""
    for name, root in (("document", document.Document), ("blocks", blocks.Blocks)):
        text = json.dumps(json_schema(root), ensure_ascii=False, indent=1)
        (folder / f"{name}.schema.json").write_text(text + "\n", encoding="utf-8")


def json_schema(root: Any = document.Document) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a class of the model, or of `akn.blocks.Blocks`."""
    definitions: dict[str, Any] = {}
    top = _schema_of(root, definitions)
    title = getattr(root, "__name__", "Blocks") if isinstance(root, type) else "Blocks"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:akn-un:{title.lower()}:{VERSION}",
        "title": title,
        "description": (root.__doc__ or "").partition("\n")[0] if isinstance(root, type) else "What was seen.",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema_of(wanted: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    alternatives = _alternatives(wanted)
    if len(alternatives) > 1:
        return {"anyOf": [_schema_of(t, definitions) for t in alternatives]}
    (kind,) = alternatives
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema_of(get_args(kind)[0], definitions)}
    if kind in (str, int, bool):
        return {"type": {str: "string", int: "integer", bool: "boolean"}[kind]}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _object_schema(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _object_schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {"type": {"const": kind.__name__}}
    required = ["type"]
    for name, default in _fields(kind):
        if _PAIRS.get(kind) == name:
            properties[name] = {"type": "object", "additionalProperties": {"type": "string"}}
        else:
            properties[name] = _schema_of(_hints(kind)[name], definitions)
        if default is NODEFAULT:
            required.append(name)
    described = {
        "description": " ".join((kind.__doc__ or "").partition("\n\n")[0].split()),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
    # a text that nothing marks is a plain string
    return {"anyOf": [{"type": "string"}, described]} if kind is Text else described
