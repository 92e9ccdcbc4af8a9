"""`akn series`: files or folders in, the history of each paragraph out."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.converters.command import RESOLUTION, akn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A resolution of two years and one of another title, as AKN."""
    later = RESOLUTION.replace("99/12", "100/3").replace("9 December 2044", "7 December 2045")
    texts = {
        "a": RESOLUTION,
        "b": later.replace("keep the light burning", "keep all lights burning"),
        "c": RESOLUTION.replace("99/12", "99/13").replace("Lighthouses", "Tables of the tides"),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text)
        assert akn("convert", f"{name}.txt", "-o", f"akn/{name}.xml", cwd=tmp_path).returncode == 0
    return tmp_path


def test_the_series_of_a_folder_are_found(folder: Path) -> None:
    done = akn("series", "akn", cwd=folder)
    assert done.returncode == 0
    rows = list(csv.DictReader(done.stdout.decode().splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {row["series"] for row in rows} == {"Lighthouses"}
    found = [(row["name"], row["came_in"], row["last_changed"], row["changes"]) for row in rows]
    assert ("paragraph 1", "A/RES/99/12", "A/RES/100/3", "1") in found
    assert ("paragraph 2", "A/RES/99/12", "A/RES/99/12", "0") in found


def test_files_that_are_named_are_one_series_whatever_their_titles(folder: Path) -> None:
    done = akn("series", "c.txt", "akn/b.xml", "--to", "jsonl", cwd=folder)
    (row, *_) = [json.loads(line) for line in done.stdout.splitlines()]
    assert list(row["states"]) == ["A/RES/99/13", "A/RES/100/3"]


def test_the_page_shows_a_column_a_document(folder: Path) -> None:
    pytest.importorskip("jinja2")
    assert akn("series", "akn", "-o", "series.html", cwd=folder).returncode == 0
    page = (folder / "series.html").read_text(encoding="utf-8")
    assert "<bdi>A/RES/99/12</bdi></a><br>" in page
    assert "so since <bdi>A/RES/100/3</bdi> · there since <bdi>A/RES/99/12</bdi>" in " ".join(page.split())


def test_one_document_is_no_series(folder: Path) -> None:
    done = akn("series", "akn/a.xml", cwd=folder)
    assert done.returncode == 1
    assert b"there is no series" in done.stderr


def test_a_date_that_is_not_the_known_one_is_doubted(folder: Path) -> None:
    wrong = RESOLUTION.replace("99/12", "66/288").replace("9 December 2044", "28 July 2012")
    (folder / "wrong.txt").write_text(wrong)
    done = akn("series", "wrong.txt", "akn/b.xml", cwd=folder)
    told = done.stderr.decode()
    assert "A/RES/66/288 is dated 2012-07-28, which is not the known date of its adoption, 2012-07-27" in told
    assert "A/RES/100/3 is dated" not in told
