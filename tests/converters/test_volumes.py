"""Files that hold several works: one file each with an output folder, one document and a warning without."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace

from akn.blocks import Block
from akn.collected import collected
from akn.diagnostics import Code
from akn.emit import emit_xml
from akn.read import read_xml
from akn.text import Text
from akn.validate import validate_xml
from akn.walk import texts_of
from converters import Options, convert, convert_many
from converters.batch.plan import Found
from converters.conversion import Status, look, looks
from converters.files import LEDGER
from converters.formats import function_of
from converters.view.site import parted, see
from tests.converters.command import akn, without_processes
from tests.thorough import some_of

VOLUME = """Resolutions of the Council, 2044

Resolution 900 (2044)
of 4 March 2044

The Security Council,

Having heard the wardens of the northern quays,

1. Decides to keep the lamps lit;

2. Requests the Secretary-General to report to the Council.

Adopted unanimously at the 9999th meeting.

Resolution 901 (2044)
of 6 March 2044

The Security Council,

Recalling its resolution 900 (2044) of 4 March 2044,

1. Urges all keepers of lamps to report.

Adopted unanimously at the 10000th meeting.
"""


@pytest.fixture(autouse=True)
def _no_processes() -> Iterator[None]:
    """What becomes of the works of a volume is the same in a worker: `test_many_command.py` has these."""
    with without_processes():
        yield


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "volume.txt"
    path.parent.mkdir()
    path.write_text(VOLUME, encoding="utf-8")
    return path


def test_each_work_has_a_file_that_its_symbol_names(volume: Path, tmp_path: Path) -> None:
    (outcome,) = convert_many([volume], output_dir=tmp_path / "out", jobs=1)
    assert outcome.ok
    first, second, rest = (Path(work.output) for work in outcome.works)
    assert [first.name, second.name] == ["S_RES_900(2044).xml", "S_RES_901(2044).xml"]
    assert first.parent == tmp_path / "out" / "volume.txt.works"
    assert rest.read_text(encoding="utf-8") == "Resolutions of the Council, 2044\n", "no word is lost"
    documents = [read_xml(path.read_bytes()).value for path in (first, second)]
    assert [d.metadata.date for d in documents] == ["2044-03-04", "2044-03-06"]
    assert [len(d.body) for d in documents] == [2, 1]


def test_what_stands_in_no_work_is_said(volume: Path, tmp_path: Path) -> None:
    (outcome,) = convert_many([volume], output_dir=tmp_path / "out", jobs=1)
    rest = next(d for d in outcome.diagnostics if d.code is Code.VOLUME_WITH_REST)
    assert "“Resolutions of the Council, 2044”" in rest.message
    assert rest.position.line == 1


def test_one_output_is_a_collection_of_all_works(volume: Path) -> None:
    done = convert(volume)
    assert any(d.code is Code.VOLUME_AS_ONE for d in done.diagnostics)
    assert not any(d.severity == "error" for d in done.diagnostics), "it is valid"
    assert b"<documentCollection" in done.output
    held = read_xml(done.output).value
    assert emit_xml(held) == done.output
    assert [part.metadata.number_iri for part in held.parts] == ["", "900-2044", "901-2044"]
    assert [part.metadata.kind for part in held.parts] == ["document", "resolution", "resolution"]
    text = done.output.decode()
    order = [text.index(w) for w in ("Resolutions of the Council, 2044", "northern quays", "keepers of lamps")]
    assert order == sorted(order), "nothing is left out, and everything stands where it stood"


def test_notes_and_places_of_works_are_told_apart_in_a_collection() -> None:
    at = VOLUME.index("Resolution 901")
    first = VOLUME[:at].replace("quays,", "quays,[^1]").replace("2. Requests", "2. Requests, under paragraph 1 above,")
    texts = (
        f"{first}\n[^1]: See the tables.\n",
        VOLUME[at:].replace("901 (2044)", "901 (2044)") + "\n[^1]: See all.\n",
    )
    second = texts[1].replace("its resolution 900 (2044)", "its resolution 900 (2044),[^1]")
    works = [look(text.encode(), "a.md", Options(validate=False)).document for text in (texts[0], second)]
    held = collected(works)
    assert len({note.key for note in held.notes}) == len(held.notes) == 2
    xml = emit_xml(held)
    assert b'href="#cmp_1__para_1"' in xml
    assert not [d for d in validate_xml(xml) if d.severity == "error"]
    assert emit_xml(read_xml(xml).value) == xml


def test_a_second_run_writes_over_its_own_files_and_over_no_others(volume: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert [o.ok for o in convert_many([volume], output_dir=out, jobs=1)] == [True]
    assert [o.ok for o in convert_many([volume], output_dir=out, jobs=1)] == [True]
    changed = out / "volume.txt.works" / "S_RES_901(2044).xml"
    changed.write_text("corrected by hand")
    (outcome,) = convert_many([volume], output_dir=out, jobs=1)
    assert not outcome.ok
    assert outcome.diagnostics[-1].code is Code.OUTPUT_CHANGED
    assert changed.read_text() == "corrected by hand"
    assert [work.status.there for work in outcome.works] == [True, False, True], "the others are written all the same"


def test_outputs_come_back_where_no_folder_is_named(volume: Path) -> None:
    (outcome,) = convert_many([volume], options=Options(to="text"), jobs=1)
    assert [b"northern quays" in work.content for work in outcome.works] == [True, False, False]


def test_the_report_lists_the_works(volume: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"
    result = akn("convert", str(volume), "--output-dir", "out", "--report", str(report), cwd=tmp_path)
    assert result.returncode == 0, result.stderr.decode()
    (line,) = (json.loads(text) for text in report.read_text().splitlines())
    assert [work["number"] for work in line["works"]] == ["900 (2044)", "901 (2044)", ""]
    assert all(work["output_sha256"] for work in line["works"])


def test_one_of_two_formats_of_a_volume_is_taken(volume: Path, tmp_path: Path) -> None:
    (volume.parent / "volume.md").write_text(VOLUME, encoding="utf-8")
    outcomes = list(convert_many([volume.parent], output_dir=tmp_path / "out", jobs=1))
    assert sorted(o.status.value for o in outcomes) == ["converted", "superseded"]
    assert len([path for path in (tmp_path / "out").iterdir() if path.is_dir()]) == 1


def test_another_input_in_a_folder_of_its_name_is_not_written_over(volume: Path, tmp_path: Path) -> None:
    other = volume.parent / "volume" / "S_RES_900(2044).txt"
    other.parent.mkdir()
    other.write_text(VOLUME[VOLUME.index("Resolution 901") :], encoding="utf-8")
    outcomes = list(convert_many([volume.parent], output_dir=tmp_path / "out", jobs=1))
    assert all(o.ok for o in outcomes)
    written = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.xml"))
    assert written == [
        "volume.txt.works/S_RES_900(2044).xml",
        "volume.txt.works/S_RES_901(2044).xml",
        "volume/S_RES_900(2044).xml",
    ]


def test_a_date_in_a_list_ends_no_work(tmp_path: Path) -> None:
    path = tmp_path / "volume.txt"
    path.write_text(VOLUME.replace("2. Requests the", "12 May 2044\n\n2. Requests the"), encoding="utf-8")
    (outcome,) = convert_many([path], output_dir=tmp_path / "out", jobs=1)
    assert "report to the Council" in Path(outcome.works[0].output).read_text(encoding="utf-8")


def test_every_work_is_seen_by_itself(volume: Path) -> None:
    first, second = looks(volume.read_bytes(), str(volume), Options(validate=False))
    assert [first.number, second.number] == ["900 (2044)", "901 (2044)"]
    assert [len(one.document.body) for one in (first, second)] == [2, 1]
    assert first.diagnostics[0].code is Code.VOLUME_WITH_REST, "what is said of the volume comes once, and first"
    assert not any(d.code is Code.VOLUME_WITH_REST for d in second.diagnostics)
    assert first.blocks != second.blocks


def test_a_source_of_one_work_is_seen_as_one() -> None:
    (one,) = looks(VOLUME[VOLUME.index("Resolution 901") :].encode(), "one.txt", Options(validate=False))
    assert one.number == ""
    assert one.document.metadata.symbols == ("S/RES/901 (2044)",)


def test_mandates_and_passages_are_those_of_every_work(volume: Path, tmp_path: Path) -> None:
    table = akn("mandates", str(volume), "--to", "jsonl", cwd=tmp_path)
    assert {json.loads(line)["symbol"] for line in table.stdout.splitlines()} == {
        "S/RES/900 (2044)",
        "S/RES/901 (2044)",
    }
    passages = [json.loads(line) for line in akn("chunks", str(volume), cwd=tmp_path).stdout.splitlines()]
    numbers = [(p["symbol"], p["number"]) for p in passages if p["type"] == "chunk" and p["part"] == "operative"]
    assert numbers == [("S/RES/900 (2044)", "1"), ("S/RES/900 (2044)", "2"), ("S/RES/901 (2044)", "1")]


def test_a_doubtful_number_is_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converters.reading._is_recognised", lambda seen: True)
    text = VOLUME.replace("(2044)", "(1967)").replace("900 ", "237 ").replace("901 ", "238 ").replace("2044", "1967")
    first, second = looks(text.encode(), "volume.txt", Options())
    assert first.number == "237 (1967)", "its words stay"
    assert (first.document.metadata.symbols, first.document.metadata.number_iri) == ((), "")
    assert second.document.metadata.symbols == ("S/RES/238 (1967)",)
    told = [d for d in first.diagnostics if d.code is Code.NUMBER_DOUBTFUL]
    assert [dict(d.details)["read"] for d in told] == ["237 (1967)"]
    assert not any(d.severity == "error" for d in first.diagnostics), "its XML is valid"


def test_a_volume_has_a_page_for_each_work(volume: Path, tmp_path: Path) -> None:
    result = akn("view", str(volume), "--output-dir", "pages", "--links", "relative", cwd=tmp_path)
    assert result.returncode == 0, result.stderr.decode()
    pages = {str(path.relative_to(tmp_path / "pages")) for path in (tmp_path / "pages").rglob("*.html")}
    first, second = (f"volume.txt.works/S_RES_{n}(2044).html" for n in (900, 901))
    assert pages == {first, second, "index.html"}
    text = (tmp_path / "pages" / second).read_text(encoding="utf-8")
    assert "keepers of lamps" in text
    assert 'href="S_RES_900%282044%29.html"' in text, "works of a volume know each other"
    assert "northern quays" in (tmp_path / "pages" / first).read_text(encoding="utf-8")


def test_works_that_an_input_holds_no_more_go_and_what_somebody_changed_stays(volume: Path, tmp_path: Path) -> None:
    def run(command: str) -> set[str]:
        report = ("--report", "report.jsonl") if command == "convert" else ()
        result = akn(command, str(volume), "--output-dir", "out", *report, cwd=tmp_path)
        assert result.returncode == 0, result.stderr.decode()
        told.append("B123" in (result.stderr.decode() if not report else (tmp_path / "report.jsonl").read_text()))
        return {
            str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*[a-z]") if path.is_file()
        }

    told: list[bool] = []
    one = VOLUME[VOLUME.index("Resolution 901") :]
    for command, suffix in (("convert", "xml"), ("view", "html")):
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        works = {f"volume.txt.works/S_RES_{n}(2044).{suffix}" for n in (900, 901)}
        single = {f"volume.{suffix}"} | ({"index.html"} if command == "view" else set())
        volume.write_text(VOLUME, encoding="utf-8")
        assert works <= run(command)
        volume.write_text(one, encoding="utf-8")
        assert {name for name in run(command) if "jsonl" not in name} == single
        assert not (tmp_path / "out" / "volume.txt.works").exists()
        volume.write_text(VOLUME, encoding="utf-8")
        assert f"volume.{suffix}" not in run(command)
        (tmp_path / "out" / "volume.txt.works" / f"S_RES_900(2044).{suffix}").write_text("by hand")
        volume.write_text(one, encoding="utf-8")
        assert {name for name in run(command) if "S_RES" in name} == {f"volume.txt.works/S_RES_900(2044).{suffix}"}
    assert told == [False, True, True, True] * 2


def test_a_volume_whose_works_lie_beside_it_is_left_out(volume: Path, tmp_path: Path) -> None:
    assert akn("convert", str(volume), "--output-dir", str(volume.parent), cwd=tmp_path).returncode == 0
    for command in ("view", "publish"):
        result = akn(command, str(volume.parent), "--output-dir", command, cwd=tmp_path)
        assert "B122" in result.stderr.decode()
        pages = {path.name for path in (tmp_path / command).rglob("S_RES*.html")}
        assert pages == {"S_RES_900(2044).html", "S_RES_901(2044).html"}
        assert not (tmp_path / command / "volume.html").exists()


@pytest.mark.parametrize(
    ("command", "beside"),
    some_of([*product(("view", "publish"), (("note", 901), ("S_RES_900(2044)", 900)))], 3),
)
def test_a_volume_stays_where_not_all_its_works_lie_beside_it(
    volume: Path, tmp_path: Path, command: str, beside: tuple[str, int]
) -> None:
    name, number = beside
    other = volume.parent / "volume.txt.works" / f"{name}.txt"
    other.parent.mkdir()
    first, second = VOLUME[: VOLUME.index("Resolution 901")], VOLUME[VOLUME.index("Resolution 901") :]
    other.write_text((first if number == 900 else second).replace("901 (2044)", "77 (2044)"), encoding="utf-8")
    result = akn(command, str(volume.parent), "--output-dir", "pages", cwd=tmp_path)
    assert "B122" not in result.stderr.decode()
    pages = {path.name for path in (tmp_path / "pages" / "volume.txt.works").glob("*.html")}
    assert len(pages) == 3
    assert pages > {"S_RES_900(2044).html", "S_RES_901(2044).html"}, "both works of the volume"


def test_works_beside_a_volume_are_known_by_what_they_hold(volume: Path, tmp_path: Path) -> None:
    assert akn("convert", str(volume), "--output-dir", str(volume.parent), cwd=tmp_path).returncode == 0
    works = volume.parent / "volume.txt.works"
    (works / "S_RES_901(2044).xml").rename(works / "second.xml")
    collection = see(Found(str(volume), "volume"), Options(to="html"))
    assert collection.document.parts
    apart = see(Found(str(volume), "volume"), Options(to="html"), apart=True)
    files = [see(Found(str(path), path.stem), Options(to="html")) for path in sorted(works.glob("*.xml"))]
    for read in (collection,), (apart,), apart.works:
        assert set(parted([*read, *files])) == {str(volume)}
        assert not parted([*read, *files[:1]]), "one of two"
    assert not parted([apart, files[0], replace(files[1], status=Status.FAILED)]), "one cannot be read"
    alone = replace(files[0], source=str(volume.parent / "volume.txt"))
    assert not parted([alone, *files]), "no volume"


def test_nothing_goes_while_the_input_cannot_be_read(volume: Path, tmp_path: Path) -> None:
    def files(folder: str) -> dict[str, bytes]:
        found = (path for path in (tmp_path / folder).rglob("S_RES*") if path.is_file())
        return {str(path.relative_to(tmp_path)): path.read_bytes() for path in found}

    for command in ("view", "publish", "convert"):
        assert akn(command, str(volume), "--output-dir", command, cwd=tmp_path).returncode == 0
    before = {command: files(command) for command in ("view", "publish", "convert")}
    assert all(len(found) > 1 for found in before.values())
    Path(f"{volume}.akn.toml").write_text("[[broken", encoding="utf-8")
    (volume.parent / "other.txt").write_text(VOLUME[VOLUME.index("Resolution 901") :], encoding="utf-8")
    for command, found in before.items():
        result = akn(command, str(volume.parent), "--output-dir", command, cwd=tmp_path)
        assert result.returncode == 1
        assert "B123" not in result.stderr.decode()
        assert files(command) == found


@pytest.mark.parametrize(("command", "suffix"), [("convert", "xml"), ("view", "html")])
def test_what_was_made_of_another_input_of_the_same_name_stays(tmp_path: Path, command: str, suffix: str) -> None:
    def run(folder: str) -> str:
        result = akn(command, folder, "--output-dir", "out", cwd=tmp_path)
        assert result.returncode == 0, result.stderr.decode()
        return result.stderr.decode()

    def put(folder: str, text: str) -> None:
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "volume.txt").write_text(text, encoding="utf-8")

    one, works = tmp_path / "out" / f"volume.{suffix}", tmp_path / "out" / "volume.txt.works"
    single = VOLUME[VOLUME.index("Resolution 901") :]
    put("x", single)
    put("y", VOLUME)
    run("x")
    assert "B123" not in run("y")
    assert one.is_file(), "it is of x"
    assert "B123" not in run("x")
    assert len(list(works.glob(f"*.{suffix}"))) == 2, "they are of y"
    put("z", VOLUME.replace("901 (2044)", "905 (2044)"))
    run("z")
    assert len(list(works.glob(f"*.{suffix}"))) == 3, "one more of another volume"
    put("x", VOLUME)
    told = run("x")
    assert "B123" in told
    assert f"volume.{suffix}" in told
    assert not one.exists()


def test_nothing_goes_of_which_a_list_does_not_say_what_it_was_made_of(volume: Path, tmp_path: Path) -> None:
    works = [VOLUME, VOLUME[VOLUME.index("Resolution 901") :]]
    for text, left in zip(works, ("volume.txt.works", "volume.xml"), strict=True):
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        volume.write_text(text, encoding="utf-8")
        assert akn("convert", str(volume), "--output-dir", "out", cwd=tmp_path).returncode == 0
        for path in (tmp_path / "out").rglob(LEDGER):
            lines = [json.loads(line)[:2] for line in path.read_text().splitlines()]
            path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
        volume.write_text(next(other for other in works if other != text), encoding="utf-8")
        result = akn("convert", str(volume), "--output-dir", "out", cwd=tmp_path)
        assert result.returncode == 0
        assert "B123" not in result.stderr.decode()
        assert (tmp_path / "out" / left).exists()


def test_a_site_has_a_page_for_each_work_of_a_volume(volume: Path, tmp_path: Path) -> None:
    def run() -> dict[str, bytes]:
        assert akn("publish", str(volume), "--output-dir", "site", cwd=tmp_path).returncode == 0
        site = tmp_path / "site"
        return {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file()}

    first = run()
    works = [f"volume.txt.works/S_RES_{n}(2044)" for n in (900, 901)]
    assert {f"{work}{suffix}" for work in works for suffix in (".html", ".xml", ".docx", ".txt")} <= first.keys()
    assert "volume.html" not in first
    assert run() == first, "read from what was kept"
    for path in (tmp_path / "site" / ".akn-published").glob("*-2.converted.json"):
        path.write_text("half of it")
    assert run() == first, "one work that cannot be had again is read again with the others"
    volume.write_text(VOLUME[VOLUME.index("Resolution 901") :], encoding="utf-8")
    after = run()
    assert "volume.html" in after
    assert not [name for name in after if "works" in name]
    kept = [name for name in after if name.startswith(".akn-published/") and not name.endswith("files.json")]
    assert len(kept) == 2, kept


def test_one_volume_and_no_folder_has_pages_all_the_same(volume: Path, tmp_path: Path) -> None:
    result = akn("view", str(volume), cwd=tmp_path)
    index = Path(result.stdout.decode().strip())
    assert index.name == "index.html"
    assert len(list(index.parent.rglob("*.html"))) == 3


def test_a_volume_that_is_done_is_not_done_again(volume: Path, tmp_path: Path) -> None:
    def run() -> str:
        asked = ("convert", str(volume), "--output-dir", "out", "--report", "report.jsonl", "--resume")
        result = akn(*asked, cwd=tmp_path)
        assert result.returncode == 0, result.stderr.decode()
        return result.stderr.decode()

    assert "1 converted" in run()
    assert "1 unchanged" in run()
    second = tmp_path / "out" / "volume.txt.works" / "S_RES_901(2044).xml"
    second.unlink()
    assert "1 converted" in run(), "one of its works is gone"
    assert second.is_file()
    volume.write_text(VOLUME.replace("keepers", "wardens"), encoding="utf-8")
    assert "1 converted" in run()
    assert "1 unchanged" in run()


EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("language", some_of(["en", "fr", "es", "ru", "zh"], 2))
def test_works_with_mastheads_are_what_each_is_by_itself(language: str) -> None:
    first = (EXAMPLES / f"tidal-libraries.{language}.txt").read_text(encoding="utf-8")
    second = first.replace("99/7", "99/8")
    if language == "en":
        second = (EXAMPLES / "next-year" / "tidal-libraries.en.txt").read_text(encoding="utf-8")
    works = looks(f"{first}\n{second}".encode(), "volume.txt", Options(validate=False))
    alone = [looks(text.encode(), "one.txt", Options(validate=False))[0] for text in (first, second)]
    assert [emit_xml(work.document) for work in works] == [emit_xml(one.document) for one in alone]
    assert not any(d.code is Code.VOLUME_WITH_REST for d in works[0].diagnostics)


def test_a_collection_of_works_with_mastheads_has_no_component_besides(tmp_path: Path) -> None:
    path = tmp_path / "both.txt"
    texts = [EXAMPLES / "tidal-libraries.en.txt", EXAMPLES / "next-year" / "tidal-libraries.en.txt"]
    path.write_text("\n".join(text.read_text(encoding="utf-8") for text in texts), encoding="utf-8")
    done = convert(path)
    assert not any(d.severity == "error" for d in (*done.diagnostics, *validate_xml(done.output)))
    parts = read_xml(done.output).value.parts
    assert [part.metadata.number_iri for part in parts] == ["99-7", "100-11"]
    assert [part.metadata.symbols for part in parts] == [("A/RES/99/7",), ("A/RES/100/11",)]
    assert b"A/RES/100/11" not in done.output[: done.output.index(b"A/RES/99/7")]


@pytest.mark.parametrize(
    "between",
    [
        "S/RES/900 (2044)\n\nPart two\n\nAt its 9999th meeting, the Council decided to invite the keepers.\n\n",
        "S/RES/901 (2044)\n\nAt its 9999th meeting on 5 March 2044, the Council decided to invite the keepers.\n\n",
        "Resolution 900 (2044)\n\nsee page 12.\n\n",
    ],
)
def test_what_stands_between_works_has_the_address_of_none(tmp_path: Path, between: str) -> None:
    path = tmp_path / "volume.txt"
    path.write_text(VOLUME.replace("Resolution 901", f"{between}Resolution 901", 1), encoding="utf-8")
    done = convert(path)
    assert not any(d.severity == "error" for d in done.diagnostics)
    parts = [part.metadata for part in read_xml(done.output).value.parts]
    assert [part.kind for part in parts] == ["document", "resolution", "document", "resolution"]
    assert [(part.number_iri, part.symbols) for part in parts if part.kind == "document"] == [("", ())] * 2


def test_what_is_noticed_between_works_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "volume.txt"
    between = "The keepers met, as document A/CONF.301/9 says.\n\n"
    path.write_text(VOLUME.replace("Resolution 901", f"{between}Resolution 901", 1), encoding="utf-8")
    assert any("A/CONF.301/9" in d.message for d in convert(path).diagnostics)


def test_notes_that_were_typed_after_each_work_of_a_word_file_are_its_notes() -> None:
    def work(number: int, note: int) -> list[str]:
        return [
            f"Resolution {number} (2044)",
            "The Security Council,",
            f"Having heard the report of the wardens, {note}",
            "1. Decides to keep the lamps lit until 30 June 2044, and 23 boats with them;",
            "Adopted unanimously at the 9999th meeting.",
            f"{note} See the almanac of the northern quays, vol. {number}.",
        ]

    data = function_of("docx", "write")(tuple(Block(Text(line)) for line in (*work(900, 23), *work(901, 4))))
    held = list(looks(data, "volume.docx", Options(validate=False)))
    assert any("2 paragraphs were read as notes" in d.message for one in held for d in one.diagnostics)
    found = [one.document for one in held]
    shown = [([n.marker for n in d.notes], [t.content for t, _ in texts_of(d)][2]) for d in found]
    assert shown == [
        (["23"], "Having heard the report of the wardens,"),
        (["4"], "Having heard the report of the wardens,"),
    ]
    assert ["".join(t.content for t, _ in texts_of(d.notes[0]))[-4:] for d in found] == ["900.", "901."]


_COUNTED = [
    "Resolution 900 (2044)",
    "The Security Council,",
    "Recalling its resolution 890 (2043) of 2 February 2043, and paragraph 3 of that resolution,",
    "Noting the reports on items 7 and 8,",
    "1. Decides to light the lamps of the districts listed below, areas A 1, B 2 and C 3, for 2 years and 6 months;",
    "2. Appoints 1 keeper and 4 deputies, and endorses stage 9 and stage 10 of the plan;",
    "Adopted by 12 votes to none, with 3 abstentions.",
]
_CLOSINGS = [
    ["3 abstaining: Norway, Spain and Togo."],
    ["Annex", "Staff", "7 Wardens of the northern quays", "8 Keepers of boats"],
    ["Annex", "List of districts", "1 North", "2 South", "3 West"],
    ["2 years from June 2044 on.", "6 months from June 2046 on."],
    ["1 Keeper: Mr. Aquila.", "4 Deputies: Ms. Bora and others."],
    ["9 Clearing of the harbour.", "10 Return of the ships."],
]


@pytest.mark.parametrize("closing", _CLOSINGS)
@pytest.mark.parametrize("format_", ["docx", "text"])
def test_numbers_that_belong_to_words_make_no_notes_of_what_ends_a_work(format_: str, closing: list[str]) -> None:
    first = ["Resolution 899 (2044)", "The Security Council,", "1. Urges all keepers of lamps to report."]
    lines = [*first, "Adopted unanimously at the 9999th meeting.", *_COUNTED, *closing]
    written = "\n\n".join(lines).encode()
    if format_ == "docx":
        written = function_of("docx", "write")(tuple(Block(Text(line)) for line in lines))
    name = f"volume.{'docx' if format_ == 'docx' else 'txt'}"
    done = convert(written, name=name, options=Options(validate=False))
    assert done.require_document().notes == ()
    assert b"authorialNote" not in done.output
    assert [line for line in closing if line.split(" ", 1)[-1] not in done.output.decode()] == [], "nothing is lost"
    assert not any(d.code is Code.NOTES_TYPED for d in done.diagnostics)
