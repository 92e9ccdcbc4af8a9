"""`akn links`, `akn catalogue` and `akn lexicon`: tables made of many files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.converters.command import RESOLUTION, akn

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two resolutions as AKN, one of which the other cites, and a file that is no AKN."""
    (tmp_path / "a.txt").write_text(RESOLUTION)
    earlier = RESOLUTION.replace("99/12", "98/7").replace("9 December 2044", "3 December 2043")
    (tmp_path / "b.txt").write_text(earlier.replace("Recalling its resolution 98/7 of 3 December 2043", "Recalling"))
    for name in ("a", "b"):
        assert akn("convert", f"{name}.txt", "-o", f"akn/{name}.xml", cwd=tmp_path).returncode == 0
        (tmp_path / f"{name}.txt").unlink()
    return tmp_path


def _table(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode()), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_links_are_a_table_of_what_is_cited_and_how_it_was_resolved(folder: Path) -> None:
    done = akn("links", "akn", cwd=folder)
    assert done.returncode == 0
    (row,) = [r for r in _table(done.stdout) if r["cited"] == "A/RES/98/7"]
    assert row["file"] == "akn/a.xml"
    assert row["text"] == "98/7"
    assert row["target"] == "/akn/un/statement/deliberation/unga/2043-12-03/98-7"
    assert (row["how"], row["printed_date"]) == ("printed", "2043-12-03")
    assert row["eid"]
    assert (row["symbol"], row["place"], row["part"]) == ("A/RES/99/12", "preambular paragraph 1", "preamble")


def test_links_as_json_lines_are_the_same_table(folder: Path) -> None:
    lines = [json.loads(line) for line in akn("links", "akn", "--to", "jsonl", cwd=folder).stdout.splitlines()]
    assert lines == _table(akn("links", "akn", cwd=folder).stdout)
    assert lines


def test_links_as_a_graph_meet_in_the_texts_that_are_cited(folder: Path) -> None:
    assert akn("links", "akn", "--to", "graphml", "-o", "g.graphml", cwd=folder).returncode == 0
    graph = ElementTree.parse(folder / "g.graphml").getroot().find(f"{GRAPHML}graph")
    assert graph is not None
    labels = {
        node.get("id"): node.findtext(f"{GRAPHML}data[@key='node_label']") for node in graph.findall(f"{GRAPHML}node")
    }
    edges = [(labels[e.get("source")], labels[e.get("target")]) for e in graph.findall(f"{GRAPHML}edge")]
    assert ("A/RES/99/12", "A/RES/98/7") in edges
    assert len(labels) == len(set(labels.values()))
    lines = list(csv.DictReader(io.StringIO(akn("links", "akn", "--to", "csv", cwd=folder).stdout.decode())))
    assert [(line["Source"], line["Target"]) for line in lines] == edges
    assert lines[0]["source_date"] == "2044-12-09"


def test_a_work_has_one_address_in_all_rows_of_a_run(folder: Path) -> None:
    undated = RESOLUTION.replace("98/7 of 3 December 2043", "98/7").replace("99/12", "99/13")
    (folder / "akn/c.txt").write_text(undated)
    assert akn("convert", "akn/c.txt", "-o", "akn/c.xml", cwd=folder).returncode == 0
    rows = _table(akn("links", "akn", cwd=folder).stdout)
    targets = {row["file"]: row["target"] for row in rows if row["text"] == "98/7"}
    assert targets == dict.fromkeys(("akn/a.xml", "akn/c.xml"), "/akn/un/statement/deliberation/unga/2043-12-03/98-7")
    assert {(row["symbol"], row["session"]) for row in rows} == {
        ("A/RES/99/12", "99"),
        ("A/RES/99/13", "99"),
    }
    (folder / "catalogue.tsv").write_text("A/RES/98/7\t2043-12-03\n")
    alone = _table(akn("links", "akn/c.xml", "--catalogue", "catalogue.tsv", cwd=folder).stdout)
    assert [(row["date"], row["how"]) for row in alone if row["text"] == "98/7"] == [("2043-12-03", "catalogue")]


def test_a_catalogue_is_built_from_a_folder_and_given_to_a_conversion(folder: Path) -> None:
    done = akn("catalogue", "akn", "-o", "c.tsv", cwd=folder)
    assert done.returncode == 0
    lines = (folder / "c.tsv").read_text().splitlines()
    assert {"A/RES/98/7\t2043-12-03", "A/RES/99/12\t2044-12-09"} <= set(lines)
    (folder / "undated.txt").write_text(RESOLUTION.replace("98/7 of 3 December 2043", "98/7"))
    plain = akn("convert", "undated.txt", cwd=folder).stdout
    dated = akn("convert", "undated.txt", "--catalogue", "c.tsv", cwd=folder).stdout
    assert b"/unga/2043-12-03/98-7" not in plain
    assert b"/unga/2043-12-03/98-7" in dated
    assert akn("convert", "undated.txt", "--catalogue", "none.tsv", cwd=folder).returncode == 2


def test_a_lexicon_counts_the_openings(folder: Path) -> None:
    rows = _table(akn("lexicon", "akn", cwd=folder).stdout)
    found = {(r["phrase"], r["where"]): (r["documents"], r["paragraphs"]) for r in rows}
    assert found["Recalling", "preamble"] == ("2", "2")
    assert found["Calls upon", "operative"] == ("2", "2")


@pytest.mark.parametrize("command", ["links", "catalogue", "lexicon"])
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_done(folder: Path, command: str) -> None:
    (folder / "akn/broken.xml").write_bytes(b"<unclosed>")
    done = akn(command, "akn", "missing.xml", cwd=folder)
    assert done.returncode == 1
    assert b"missing.xml: error B101" in done.stderr
    assert b"internal error" not in done.stderr
    assert done.stdout.count(b"\n") > 1


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("command", ["validate", "links", "catalogue", "lexicon", "upgrade"])
def test_a_folder_without_a_file_is_told_and_is_no_success(folder: Path, command: str, form: str) -> None:
    (folder / "none/below").mkdir(parents=True)
    (folder / "none/photo.jpg").write_bytes(b"")
    done = akn(command, "none", "--quiet", "--format", form, cwd=folder)
    assert done.returncode == 1
    told = [line for line in (done.stdout + done.stderr).decode().splitlines() if "B109" in line]
    assert len(told) == 1
    assert "none" in told[0]
    assert "no file was found" in told[0]


def test_a_lexicon_is_what_its_suffix_says(folder: Path) -> None:
    assert akn("lexicon", ".", "-o", "a.csv", cwd=folder).returncode == 0
    assert akn("lexicon", ".", "-o", "a.tsv", cwd=folder).returncode == 0
    comma, tab = ((folder / name).read_text(encoding="utf-8").splitlines() for name in ("a.csv", "a.tsv"))
    assert len(comma) == len(tab) > 1
    assert comma[0] == tab[0].replace("\t", ",")
    assert akn("catalogue", ".", "-o", "a.xlsx", cwd=folder).returncode == 2


@pytest.mark.parametrize(
    ("command", "suffix"),
    [
        ("links", "tsv"),
        ("links", "jsonl"),
        ("links", "csv"),
        ("links", "graphml"),
        ("catalogue", "tsv"),
        ("lexicon", "csv"),
        ("concord", "html"),
        ("series", "tsv"),
        ("diff", "html"),
    ],
)
def test_an_earlier_output_stays_if_no_input_could_be_read(tmp_path: Path, command: str, suffix: str) -> None:
    kept = tmp_path / f"keep.{suffix}"
    kept.write_text("from an earlier run")
    done = akn(command, "absent.xml", "gone.xml", "-o", kept.name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert kept.read_text() == "from an earlier run"


@pytest.mark.parametrize("command", ["links", "catalogue", "lexicon"])
def test_what_could_be_read_is_tabled(folder: Path, command: str) -> None:
    done = akn(command, "absent.xml", "akn", "-o", "new.tsv", cwd=folder)
    assert done.returncode == 1
    assert len((folder / "new.tsv").read_text().splitlines()) > 1


@pytest.mark.parametrize("command", ["links", "catalogue", "mandates"])
def test_a_person_is_told_where_a_table_went(folder: Path, command: str) -> None:
    done = akn(command, "akn", "-o", "table.csv", cwd=folder)
    assert done.stderr.decode().splitlines()[-1] == f"akn: wrote {folder / 'table.csv'}"
    assert (folder / "table.csv").stat().st_size > 0
    for silent in (("--quiet",), ("--format", "json")):
        assert b"written" not in akn(command, "akn", "-o", "table.csv", *silent, cwd=folder).stderr
    assert b"written" not in akn(command, "akn", cwd=folder).stderr
    assert b"written" not in akn(command, "akn", "-o", "-", cwd=folder).stderr
