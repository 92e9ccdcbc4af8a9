"""`akn chunks`: passages with their place in the source."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from akn import Kind, units
from akn.source_map import bare_of
from converters import read_file
from converters.chunks import Chunk, Rest, passages, passages_of
from converters.conversion import look, looks
from converters.options import Options
from tests.converters.command import RESOLUTION, akn

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))


def _rows(*arguments: str, cwd: Path = ROOT) -> list[dict[str, Any]]:
    done = akn("chunks", *arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_chunk_has_its_address_its_context_and_what_it_cites_and_asks() -> None:
    rows = _rows("examples/tidal-libraries.en.txt")
    one = next(row for row in rows if row.get("number") == "5")
    assert one["context"] == "A/RES/99/7, section II, operative paragraph 5, Requests"
    assert one["mandates"][0]["addressees"][0]["key"] == "secretaryGeneral"
    assert one["text"][one["citations"][0]["start"] : one["citations"][0]["end"]] == one["citations"][0]["text"]
    assert rows[-1]["type"] == "rest"
    assert "51st plenary meeting" in " ".join(piece["text"] for piece in rows[-1]["pieces"])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_chunks_and_rest_are_the_document_and_the_source(path: Path) -> None:
    read = look(path.read_bytes(), path.name, Options(validate=False))
    source = path.read_text(encoding="utf-8")
    made = list(passages(read))
    chunks = [row for row in made if isinstance(row, Chunk)]
    rest = made[-1]
    assert isinstance(rest, Rest)
    held = [unit.text.content for unit in units(read.document) if unit.kind != "line" and unit.text.content.strip()]
    assert [row.text for row in chunks] == held
    for row in chunks:
        assert bare_of("".join(source[s.start : s.end] for s in row.slices)) == bare_of(row.text)
    taken = [(s.start, s.end) for row in chunks for s in (*row.slices, *row.number_slices)]
    taken += [(left.place.start, left.place.end) for left in rest.pieces]
    assert bare_of("".join(source[start:end] for start, end in sorted(taken))) == bare_of(source)


def test_a_word_file_has_paragraphs_and_akn_has_eids(tmp_path: Path) -> None:
    source = str(ROOT / "examples/tidal-libraries.en.txt")
    for name, key in (("a.docx", "paragraph"), ("a.xml", "eid")):
        assert akn("convert", source, "-o", name, cwd=tmp_path).returncode == 0
        rows = _rows(name, cwd=tmp_path)
        for row in rows[:-1]:
            assert all(piece.get(key) for piece in row["slices"])
            text = row["text"]
            pieces = [text[start:end] for start, end in (piece["at"] for piece in row["slices"])]
            assert bare_of("".join(pieces)) == bare_of(text)


def test_the_context_of_a_point_has_the_verb_of_its_paragraph() -> None:
    rows = _rows("examples/tidal-libraries.en.txt")
    points = [row for row in rows if row.get("kind") == "point" and row["action"]]
    document = read_file(ROOT / "examples/tidal-libraries.en.txt").value
    verbs = {u.text.content[m.start : m.end] for u in units(document) for m in u.text.of(Kind.ACTION)}
    assert points
    assert {row["context"].rpartition(", ")[2] for row in points} <= verbs


def test_an_input_that_cannot_be_read_costs_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The General Assembly,\n\n1. Requests a report.\n")
    (tmp_path / "b.docx").write_bytes(b"no such thing")
    done = akn("chunks", "a.txt", "b.docx", "--jobs", "1", cwd=tmp_path)
    assert done.returncode == 1
    assert {json.loads(line)["file"] for line in done.stdout.splitlines()} == {"a.txt"}
    assert b"Traceback" not in done.stderr


def test_a_large_member_of_an_archive_is_read_where_it_was_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("converters.batch.plan.LARGE", 100)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.txt", RESOLUTION)
    rows = _rows("all.zip", cwd=tmp_path)
    assert {row["file"] for row in rows} == {"all.zip!/a.txt"}


def _volume(*numbers: int) -> str:
    work = (
        "Resolution {0} (2044)\n\nof 12 January 2044\n\nThe Security Council,\n\nRecalling lamp {0},\n\n1. Decides to"
        " keep lamp {0};\n\n2. Decides to remain seized of the matter.\n\nAdopted unanimously at the {0}th meeting.\n\n"
    )
    return "RESOLUTIONS OF THE YEAR\n\n" + "".join(map(work.format, numbers)) + "INDEX OF LAMPS\n\nLamp, 900\n"


def test_of_a_volume_the_rest_comes_once_and_with_the_chunks_it_is_the_file(tmp_path: Path) -> None:
    source = _volume(*range(900, 906))
    (tmp_path / "volume.txt").write_text(source, encoding="utf-8")
    rows = _rows(str(tmp_path / "volume.txt"))
    assert [i for i, row in enumerate(rows) if row["type"] == "rest"] == [len(rows) - 1]
    assert {row["symbol"] for row in rows[:-1]} == {f"S/RES/{n} (2044)" for n in range(900, 906)}
    taken = [(s["start"], s["end"]) for row in rows[:-1] for s in (*row["slices"], *row["number_slices"])]
    taken += [(piece["place"].get("start", 0), piece["place"]["end"]) for piece in rows[-1]["pieces"]]
    assert bare_of("".join(source[start:end] for start, end in sorted(taken))) == bare_of(source)
    assert "INDEX OF LAMPS" in " ".join(piece["text"] for piece in rows[-1]["pieces"])


def test_what_stands_in_no_work_of_a_volume_of_another_format_is_in_the_rest() -> None:
    held = looks(_volume(*range(900, 904)).encode(), "volume.txt", Options(validate=False))
    word = [replace(one, format="docx", data=b"") for one in held]
    *chunks, rest = passages_of(word, word[0].between)
    assert isinstance(rest, Rest)
    assert all(isinstance(row, Chunk) for row in chunks)
    said = " ".join(piece.text for piece in rest.pieces)
    assert said.count("RESOLUTIONS OF THE YEAR") == 1
    assert said.count("Adopted unanimously") == 4
