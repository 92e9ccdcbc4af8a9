"""Catalogues of libraries: each format read back by a library of that format, what is absent, what is there twice."""

from __future__ import annotations

import csv
import io
import json
import warnings
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from akn_library import Library
from akn_library.bibliography import WRITTEN
from akn_library.records import Record
from tests.akn_library.family import write_family
from tests.converters.command import akn

SITE = "https://site.example/un"


@pytest.fixture
def kept(library: Library) -> list[Record]:
    return list(library.records(base_url=SITE))


def _named(kept: list[Record], symbol: str) -> Record:
    return next(record for record in kept if record.symbol == symbol)


def test_a_record_has_what_the_covers_say(kept: list[Record]) -> None:
    one = _named(kept, "A/RES/97/31")
    assert (one.authority, one.session, one.number, one.kind) == ("General Assembly", "97", "31", "resolution")
    assert (one.adopted, one.published, one.year) == ("2042-12-04", "2043-01-12", 2042)
    assert (one.agenda_item, one.report) == ("14", "A/97/444, para. 9")
    assert one.titles["eng"] == one.title == "Lighthouses for sustainable navigation"
    assert "https://docs.un.org/en/A/RES/97/31" in [address.official for address in one.addresses]
    assert one.url.startswith(f"{SITE}/")


def test_a_part_without_a_title_has_that_of_its_issue(tmp_path: Path) -> None:
    part = "{}\n\nThe General Assembly,\n\n1. Decides to light lamp {};\n\n"
    head = "A/RES/98/60 A-B\n\nResolutions adopted by the General Assembly on 3 December 2043\n\n98/60. Oil\n\n"
    (tmp_path / "a.txt").write_text(head + part.format("A", 1) + part.format("B", 2))
    with Library(tmp_path / "a.db", create=True) as library:
        assert all(one.ok for one in library.add([tmp_path / "a.txt"]))
        titles = {record.symbol: record.titles for record in library.records()}
    assert titles == {f"A/RES/98/60 {part}": {"eng": "Oil"} for part in ("A-B", "A", "B")}


def test_a_document_that_is_no_report_is_a_draft_in_marc(kept: list[Record]) -> None:
    one = _named(kept, "A/RES/97/31")
    drafted = replace(one, report="A/97/L.4 and A/97/L.4/Add.1")
    for record, note in ((one, "Report: A/97/444, para. 9"), (drafted, "Draft: A/97/L.4 and A/97/L.4/Add.1")):
        assert f">{note}<" in WRITTEN["marcxml"]([record]).decode()


def test_csv_and_json_lines_have_a_row_a_text(kept: list[Record]) -> None:
    rows = list(csv.DictReader(io.StringIO(WRITTEN["csv"](kept).decode())))
    assert [row["symbol"] for row in rows] == [record.symbol for record in kept]
    assert [json.loads(line)["titles"] for line in WRITTEN["jsonl"](kept).splitlines()] == [r.titles for r in kept]


def test_bibtex_is_read_by_bibtexparser(kept: list[Record]) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    library = bibtexparser.parse_string(WRITTEN["bibtex"](kept).decode())
    assert not library.failed_blocks
    found = {entry["number"].replace("\\", ""): entry for entry in library.entries}
    assert sorted(found) == sorted(record.symbol for record in kept)
    assert found["A/RES/97/31"]["title"] == "{Lighthouses for sustainable navigation}"
    assert found["A/RES/97/31"]["year"] == "2042"


def test_ris_is_read_by_rispy(kept: list[Record]) -> None:
    rispy = pytest.importorskip("rispy")
    found = {entry["number"] if "number" in entry else entry["id"]: entry for entry in _ris(rispy, kept)}
    assert sorted(found) == sorted(record.name for record in kept)
    assert found["A/RES/97/31"]["title"] == "Lighthouses for sustainable navigation"
    assert found["A/RES/97/31"]["date"] == "2042/12/04"
    assert all(entry["type_of_reference"] == "GOVDOC" for entry in found.values())


def _ris(rispy, kept: list[Record]) -> list[dict[str, str]]:  # type: ignore[no-untyped-def]
    return rispy.loads(WRITTEN["ris"](kept).decode())  # type: ignore[no-any-return]


def test_csl_is_read_by_citeproc(kept: list[Record]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py has variables that it does not know itself
        bibjson = pytest.importorskip("citeproc.source.json")
        source = bibjson.CiteProcJSON(json.loads(WRITTEN["csl"](kept)))
    one = source["a/res/97/31"]
    assert str(one["title"]) == "Lighthouses for sustainable navigation"
    assert (one["issued"].year, one["issued"].month, one["issued"].day) == (2042, 12, 4)
    assert len(source) == len(kept)


def test_marcxml_is_read_by_pymarc(kept: list[Record]) -> None:
    pymarc = pytest.importorskip("pymarc")
    found = {r["086"]["a"]: r for r in pymarc.parse_xml_to_array(io.BytesIO(WRITTEN["marcxml"](kept))) if "086" in r}
    assert sorted(found) == sorted(record.symbol for record in kept if record.symbol)
    one = found["A/RES/97/31"]
    assert one.title == "Lighthouses for sustainable navigation"
    assert one["110"].get_subfields("a", "b") == ["United Nations", "General Assembly"]
    assert one["264"]["c"] == "2042-12-04"
    assert {field["u"] for field in one.get_fields("856")} >= {"https://docs.un.org/en/A/RES/97/31"}


def test_dublin_core_has_the_titles_with_their_languages(kept: list[Record]) -> None:
    root = etree.fromstring(WRITTEN["dc"](kept))
    names = {"dc": "http://purl.org/dc/elements/1.1/", "oai": "http://www.openarchives.org/OAI/2.0/oai_dc/"}
    records = {r.findtext("dc:identifier", "", names): r for r in root.findall("oai:dc", names)}
    titles = records["A/RES/97/31"].findall("dc:title", names)
    held = {t.get("{http://www.w3.org/XML/1998/namespace}lang"): t.text for t in titles}
    assert held["en"] == "Lighthouses for sustainable navigation"
    assert len(root) == len(kept)


def test_jsonld_has_a_node_a_text(kept: list[Record]) -> None:
    graph = json.loads(WRITTEN["jsonld"](kept))["@graph"]
    one = next(node for node in graph if node.get("legislationIdentifier") == "A/RES/97/31")
    assert one["legislationDate"] == "2042-12-04"
    assert {"@value": "Lighthouses for sustainable navigation", "@language": "en"} in one["name"]
    assert one["@id"].startswith(SITE)


def test_signs_of_a_format_in_a_title_stay_signs(kept: list[Record]) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    from msgspec.structs import replace

    odd = replace(_named(kept, "A/RES/97/31"), titles={"eng": "Oil & <wick> {50 %} \\ _x_\x0b #1"})
    assert not bibtexparser.parse_string(WRITTEN["bibtex"]([odd]).decode()).failed_blocks
    assert b"\\&" in WRITTEN["bibtex"]([odd])
    assert "<wick>" in (etree.fromstring(WRITTEN["marcxml"]([odd])).xpath("string(//*[@tag='245'])"))
    assert [line[:6] for line in WRITTEN["ris"]([odd]).splitlines() if line].count(b"TI  - ") == 1


def test_gaps_are_numbers_and_languages_among_what_is_there(tmp_path: Path) -> None:
    text = "General Assembly\n\nA/RES/97/{n}\n\n97/{n}. Lamps\n\nThe General Assembly,\n\n1. Decides to meet.\n"
    for n in (3, 6):
        (tmp_path / f"{n}.txt").write_text(text.replace("{n}", str(n)))
    (tmp_path / "double.txt").write_text(text.replace("{n}", "3"))
    with Library(tmp_path / "a.db", create=True) as library:
        assert all(one.ok for one in library.add([tmp_path], jobs=1))
        found = list(library.gaps())
        assert [(row.what, row.absent) for row in found] == [("number", "4"), ("number", "5")]
        assert [(row.symbol, row.files) for row in library.duplicates()] == [("A/RES/97/3", ("3.txt", "double.txt"))]
    done = akn("library", "gaps", "--library", "a.db", cwd=tmp_path)
    assert done.stdout.decode().splitlines()[0] == "ga resolution 97\tnumber\t4-5 absent here"
    assert b"3.txt, double.txt" in akn("library", "duplicates", "--library", "a.db", cwd=tmp_path).stdout


def test_numbers_that_a_council_counts_through_are_absent_between_years(tmp_path: Path) -> None:
    text = (
        "Security Council\n\nS/RES/{n}\n\nResolution {n}\n\nAdopted by the Security Council on 3 May {year}\n\n"
        "The Security Council,\n\n1. Decides to remain seized of the matter.\n"
    )
    for number, year in ((2715, 2023), (2720, 2023), (2722, 2024)):
        said = text.replace("{n}", f"{number} ({year})").replace("{year}", str(year))
        (tmp_path / f"{number}.txt").write_text(said)
    french = "Assemblée générale\n\nA/RES/97/3\n\n97/3. Lampes\n\nL’Assemblée générale,\n\n1. Décide de se réunir.\n"
    (tmp_path / "fr.txt").write_text(french)
    english = "General Assembly\n\nA/RES/96/3\n\n96/3. Lamps\n\nThe General Assembly,\n\n1. Decides to meet.\n"
    (tmp_path / "en.txt").write_text(english)
    with Library(tmp_path / "a.db", create=True) as library:
        assert all(one.ok for one in library.add([tmp_path], jobs=1))
        held = {(one.body, one.session): one for one in library.holdings()}
        assert held.keys() == {("sc", ""), ("ga", "96"), ("ga", "97")}, "each body and session has its row"
        assert held["sc", ""].numbers == (2715, 2720, 2722)
        assert held["sc", ""].between == (2716, 2717, 2718, 2719, 2721)
        found = [(row.symbol, row.absent) for row in library.gaps("ga")]
        assert found == [("A/RES/96/3", "fra"), ("A/RES/97/3", "eng")], "whichever language is the rarer"


def test_what_was_adopted_stands_for_a_text_and_other_words_are_told(tmp_path: Path) -> None:
    """A draft made from last year's file has its symbol, its day and its meeting, and comes first by name."""
    adopted = "Resolution adopted by the General Assembly on 9 December 2042\n\n"
    text = "A/RES/97/3\n\n{}97/3. Lamps\n\nThe General Assembly,\n\n1. Decides to {} lamps.\n"
    closing = "\n61st plenary meeting\n9 December 2042\n"
    for name, said in {
        "a-draft": text.format("", "burn"),
        "b-no-meeting": text.format(adopted, "light"),
        "c-adopted": text.format(adopted, "light") + closing,
        "d-other": text.format(adopted, "mend") + closing,
    }.items():
        (tmp_path / f"{name}.txt").write_text(said)
    with Library(tmp_path / "a.db", create=True) as library:
        assert all(one.ok for one in library.add([tmp_path], jobs=1))
        (double,) = library.duplicates()
        assert double.files == ("c-adopted.txt", "d-other.txt", "b-no-meeting.txt", "a-draft.txt")
        assert double.differ
        assert {passage.file for passage in library.find("lamps")} == {"c-adopted.txt"}
        assert [stage.file for stage in library.history("A/RES/97/3")] == ["c-adopted.txt"]
        assert [one.members[0].file for one in library.follow()] == ["c-adopted.txt"]
    assert b"their words differ" in akn("library", "duplicates", "--library", "a.db", cwd=tmp_path).stdout
    told = (
        "akn: A/RES/97/3: 4 files, their words differ: c-adopted.txt, d-other.txt, b-no-meeting.txt, a-draft.txt"
        " (akn library duplicates)\n"
    )
    for asked in (["find", "lamps"], ["history", "A/RES/97/3"], ["history", "A/RES/97/3", "1"], ["mandates"]):
        done = akn("library", *asked, "--library", "a.db", cwd=tmp_path)
        assert (done.returncode, done.stderr.decode()) == (0, told)
    assert not akn("library", "find", "lamps", "--copies", "--library", "a.db", cwd=tmp_path).stderr


@pytest.mark.parametrize(
    ("before", "after", "differ"),
    [
        ("1.5 million", "15 million", True),
        ("of -5 per cent", "of 5 per cent", True),
        ("Lamps\n", "Dogs\n", True),
        ("A/97/123", "A/97/999", True),
        ("of -5 per", "of \u22125 per", False),
        ("so-called", "so\u2011called", False),
        ('"oil"', "\u201coil\u201d", False),
        ("million for", "million  for", False),
    ],
)
def test_signs_the_title_and_notes_are_words_of_a_text(
    tmp_path: Path, before: str, after: str, *, differ: bool
) -> None:
    text = (
        "A/RES/97/3\n\n97/3. Lamps\n\nThe General Assembly,\n\n"
        '1. Decides to give 1.5 million for so-called "oil",\u00b9 of -5 per cent.\n\n'
        "61st plenary meeting\n9 December 2042\n\n_______________\n\n\u00b9 A/97/123.\n"
    )
    assert before in text
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "b.txt").write_text(text.replace(before, after))
    with Library(tmp_path / "a.db", create=True) as library:
        assert all(one.ok for one in library.add([tmp_path], jobs=1))
        (double,) = library.duplicates()
        assert double.differ is differ


def test_the_command_takes_folders_and_libraries_and_says_the_same(made: Path, tmp_path: Path) -> None:
    folder = write_family(tmp_path / "again")
    of_library = akn("catalogue", "--library", str(made), "--to", "bibtex", cwd=tmp_path)
    of_folder = akn("catalogue", str(folder), "-o", "a.bib", cwd=tmp_path)
    assert (of_library.returncode, of_folder.returncode) == (0, 0), of_folder.stderr
    assert (tmp_path / "a.bib").read_bytes() == of_library.stdout
    assert akn("catalogue", cwd=tmp_path).returncode == 2
    assert akn("catalogue", str(folder), "--library", str(made), cwd=tmp_path).returncode == 2
    dates = akn("catalogue", "--library", str(made), cwd=tmp_path)
    assert b"A/RES/97/31\t2042-12-04\n" in dates.stdout
