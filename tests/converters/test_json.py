"""The JSON of the model as a format: out of any source, and back into XML."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from akn.errors import UnreadableInput
from converters import Options, convert

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "tidal-libraries.en.txt"


def test_a_document_as_json_becomes_the_same_xml() -> None:
    xml = convert(EXAMPLE).output
    as_json = convert(xml, name="a.xml", options=Options(to="json")).output
    assert json.loads(as_json)["type"] == "Document"
    assert convert(as_json, name="a.json").output == xml


def test_blocks_as_json_are_parsed_like_the_source_that_they_came_from() -> None:
    blocks = convert(EXAMPLE, options=Options(stop_after="blocks")).output
    again = convert(blocks, name="tidal-libraries.en.json", options=Options(from_="json")).output
    assert b"<num>1.</num>" in again
    assert again.count(b"<paragraph") == convert(EXAMPLE).output.count(b"<paragraph")


def test_json_that_holds_no_document_is_refused() -> None:
    with pytest.raises(UnreadableInput):
        convert(b'{"type": "Point", "num": "1."}', options=Options(from_="json"))
