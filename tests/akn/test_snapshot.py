"""Models as JSON: back as they were, the same bytes each time, in the form that the published schemas tell."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

import akn
from akn.blocks import Blocks
from akn.document import Document, Operative, Point, PointList
from akn.errors import UnreadableInput
from akn.snapshot import from_json, json_schema, to_json, write_schemas
from akn.text import Kind, Text, mark
from tests.strategies import any_documents, blocks, documents

SCHEMAS = Path(str(akn.__file__)).parent / "schemas"


@given(documents())
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    assert from_json(to_json(document)) == document


@given(any_documents())
def test_any_document_at_all_comes_back_as_it_was(document: Document) -> None:
    assert from_json(to_json(document)) == document


@given(blocks())
def test_blocks_come_back_as_they_were(found: Blocks) -> None:
    assert from_json(to_json(found)) == found


@given(documents())
def test_the_json_of_a_document_is_in_the_form_of_the_published_schema(document: Document) -> None:
    _validator("document").validate(json.loads(to_json(document)))


@given(blocks())
def test_the_json_of_blocks_is_in_the_form_of_the_published_schema(found: Blocks) -> None:
    _validator("blocks").validate(json.loads(to_json(found)))


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


def test_the_published_schemas_are_those_of_the_model(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        published = (SCHEMAS / path.name).read_text(encoding="utf-8")
        assert published == path.read_text(encoding="utf-8"), "python docs/build.py"
    assert len(list(tmp_path.iterdir())) == 5


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "Document", "boddy": []},
        {"type": "Document", "body": "x"},
        {"type": "Document", "body": [{"type": "Point", "num": "1."}]},
        {"type": "Operative"},
        {"type": "Document", "body": [{"type": "Operative", "num": 1}]},
    ],
)
def test_the_schema_and_the_reader_refuse_the_same(wrong: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        _validator("document").validate(wrong)
    with pytest.raises(UnreadableInput):
        from_json(json.dumps(wrong))


@pytest.mark.parametrize(
    "data", [b"", b"{", b"null", b"7", b'"x"', b"[7]", b'{"type":"int"}', b'{"a":1}', b"\xff\xfe", b"[" * 100_000]
)
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        from_json(data)


def test_a_person_can_read_it() -> None:
    points = PointList((Point("(a)", (Text("One."),)),))
    action = Text("Decides:", (mark(0, 7, Kind.ACTION, refersTo="#action_decides"),))
    assert json.loads(to_json(Operative("1.", (action, points)))) == {
        "type": "Operative",
        "num": "1.",
        "content": [
            {
                "type": "Text",
                "content": "Decides:",
                "marks": [
                    {
                        "type": "Mark",
                        "start": 0,
                        "end": 7,
                        "kind": "concept",
                        "attributes": [["refersTo", "#action_decides"]],
                    }
                ],
            },
            {
                "type": "PointList",
                "points": [{"type": "Point", "num": "(a)", "content": [{"type": "Text", "content": "One."}]}],
            },
        ],
    }


def test_the_schema_describes_every_class_of_a_document() -> None:
    definitions = json_schema()["$defs"]
    assert {"Document", "Part", "Annex", "Division", "PointList", "Text", "Mark", "Note", "Raw"} <= set(definitions)
    assert all(d.get("description") or "anyOf" in d for d in definitions.values())
