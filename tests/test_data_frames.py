"""Rows of a document in data frames of pandas, which takes longer to load than all else that these tests need."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from akn import links, mandates
from akn.citing import COLUMNS
from converters import convert
from converters.conversion import Converted
from tests.converters.command import RESOLUTION

pytestmark = pytest.mark.pandas


@pytest.fixture(scope="module")
def frame() -> Any:
    """The type of a data frame."""
    return pytest.importorskip("pandas").DataFrame


@pytest.fixture(scope="module")
def done() -> Converted:
    text = RESOLUTION.replace("2. Decides", "4. Requests the Secretary-General to report, and decides")
    return convert(text.encode(), name="r.txt")


def test_what_was_noticed_has_its_fields_as_columns(frame: Any, done: Converted) -> None:
    rows = frame(done.rows())
    assert " ".join(rows) == "code rule severity message hint file line column page paragraph eId xpath count"
    assert list(rows["code"]) == [d.code.code for d in done.diagnostics]
    assert set(rows["file"]) <= {"r.txt", "r.txt (XML)"}


def test_mandates_have_their_fields_as_columns(frame: Any, done: Converted) -> None:
    found = mandates(done.require_document())
    rows = frame(found)
    assert list(rows.columns) == [field.name for field in fields(found[0])]
    assert "secretaryGeneral" in [asked[0]["key"] for asked in rows["addressees"] if asked]


def test_links_have_their_fields_as_columns(frame: Any, done: Converted) -> None:
    assert tuple(frame(links(done.require_document())).columns) == COLUMNS
