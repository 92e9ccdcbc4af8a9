"""The proofs run: on the examples they hold, and on what breaks a law they say so."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from msgspec import structs

from akn_library import Library
from converters import Options, convert
from converters.conversion import Converted, convert_bytes
from converters.formats.text import furniture
from converters.formats.text.wrapping import Wraps
from proofs import (
    ablation,
    account,
    agreement,
    batches,
    causes,
    citations,
    damage,
    edits,
    knockouts,
    nights,
    pdfs,
    roundtrips,
    tallies,
    upgrades,
    volumes,
)
from proofs.__main__ import main
from tests.akn_library.family import write_family
from tests.converters.formats.pdf_file import Page, pdf
from tests.thorough import of_full, some_of

_EXAMPLES = Path(__file__).parent.parent / "examples"
_PUBLISHED = Path(__file__).parent / "akn" / "upgrade"


def test_the_examples_go_round_as_text_and_as_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in some_of(sorted(_EXAMPLES.glob("*.txt")), 3):  # Russian, and English of two bodies
        (tmp_path / path.name).write_bytes(path.read_bytes())
        (tmp_path / f"{path.stem}.docx").write_bytes(convert(convert(path).output, options=Options(to="docx")).output)
    paths = tallies.files(tmp_path, (".txt", ".docx"))
    assert len(paths) >= 4
    assert {law: how for path in paths for law, how in roundtrips.check(path).items() if how} == {}
    (laws,) = (roundtrips.check(path) for path in paths if path.name == "tidal-libraries.en.txt")
    assert {"text", "paragraphs"} <= laws.keys(), "rules above the notes are no reason to compare what was read"
    assert roundtrips.prove(tmp_path, 1, 2) == 0
    assert f"{len(paths[::2])} files" in capsys.readouterr().out


def test_without_one_line_of_the_front_or_the_end_the_others_stay_where_they_stood(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert knockouts.prove(_EXAMPLES, 1, of_full(1, 3)) == 0
    assert "lines left out" in capsys.readouterr().out


def test_planted_damage_is_told_and_whole_files_are_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    path = _EXAMPLES / "tidal-libraries.en.txt"
    alarms, found = damage.tried(path, seed=1)
    assert alarms == []
    assert {"formula taken away", "number doubled", "label taken away", "note taken away"} <= {
        kind for kind, *_ in found
    }
    assert [kind for kind, changed, told in found if changed and not told] == []
    damage.prove(_EXAMPLES, 2, 1, 1)
    assert "2 whole inputs, 1.0000 of them without an alarm" in capsys.readouterr().out


def test_the_versions_of_a_work_agree_and_a_difference_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in _EXAMPLES.glob("tidal-libraries.*.txt"):
        (tmp_path / f"{path.stem}.xml").write_bytes(convert(path, options=Options(validate=False)).output)
    assert agreement.prove(tmp_path, 1, 1) == 0
    told = capsys.readouterr().out
    assert "keys  " in told
    assert re.search(r"^asked +1\.0000 of [1-9]", told, re.MULTILINE)
    english = tmp_path / "tidal-libraries.en.xml"
    unlinked = re.sub(r'<ref [^>]*href="/akn/[^>]*>([^<]*)</ref>', r"\1", english.read_text("utf-8"))
    bare = re.sub(r'<concept refersTo="#action_bearingInMind">([^<]*)</concept>', r"\1", unlinked)
    english.write_text(bare.replace("Secretary-General", "Keeper").replace("container_1", "container_99"), "utf-8")
    assert agreement.prove(tmp_path, 1, 1, shown=True) == 1
    told = capsys.readouterr().out
    assert re.search(r"^refs eng misses /akn/\S+ in \S+ \S+$", told, re.MULTILINE)  # to be read: the text prints it
    assert re.search(r"^actions eng has none, not 1 as bearingInMind, in .*: read$", told, re.MULTILINE)
    assert re.search(r"^skeleton .* eng: .*\+container_99.*: read$", told, re.MULTILINE)
    assert re.search(r"^asked eng alone has .*, not .*secretaryGeneral", told, re.MULTILINE)


def test_what_a_version_does_not_print_is_told_apart_from_what_was_not_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in _EXAMPLES.glob("tidal-libraries.*.txt"):
        (tmp_path / f"{path.stem}.xml").write_bytes(convert(path, options=Options(validate=False)).output)
    english = tmp_path / "tidal-libraries.en.xml"
    text = english.read_text("utf-8")
    cited = re.findall(r'<ref [^>]*href="(/akn/[^"!]*/)([0-9-]{10})(/[^"!]*)"[^>]*>([^<]*)</ref>', text)
    before, day, after, number = cited[0]
    english.write_text(text.replace(f">{number}</ref>", ">one</ref>").replace(before + day + after, "/other"), "utf-8")
    agreement.prove(tmp_path, 1, 1, shown=True)
    told = capsys.readouterr().out
    assert re.search(rf"^refs eng misses {before}{day}{after} in \S+ \S+: not printed$", told, re.MULTILINE)
    assert re.search(r"^printed refs +1\.0000 ", told, re.MULTILINE)
    english.write_text(text.replace(day, "1999-01-01"), "utf-8")
    agreement.prove(tmp_path, 1, 1, shown=True)
    told = capsys.readouterr().out
    assert re.search(rf"^refs eng misses {before}{day}{after} in .*: dated otherwise$", told, re.MULTILINE)


@pytest.mark.parametrize(
    ("value", "text", "language", "why"),
    [
        ("2021-06-30", "of 30 June 2021", "eng", ""),
        ("2021-06-30", "of 13 June 2021", "eng", "not printed"),
        ("/akn/un/x/2023/A-78-17/!main#chp_XII", "(A/78/17)，第十二章", "zho", ""),
        ("/akn/un/x/2023/A-78-17/!main#chp_XII", "(A/78/17)，第七章", "zho", "not printed"),
        ("/akn/un/x/2023/A-78-17-Corr.1", "A/78/17 and A/78/17/Corr.1", "eng", ""),
        ("/akn/un/x/2023/A-78-17-Corr.1", "1. See A/78/17", "eng", "not printed"),
    ],
)
def test_the_numbers_of_a_target_are_printed_or_not(value: str, text: str, language: str, why: str) -> None:
    assert causes.of_mark(value, causes.Unit("paragraph", text=text), {}, language) == why


def test_a_paragraph_may_stand_in_a_range() -> None:
    work = "/akn/un/x/2023-01-01/78-17/!main#para_"
    unit = causes.Unit("paragraph", text="paragraphs 3 to 5 of resolution 78/17")
    assert causes.of_mark(f"{work}5", unit, {}, "eng") == ""
    unit.refs[f"{work}3 {work}5"] += 1
    assert causes.of_mark(f"{work}5", unit, {}, "eng") == "in a range"


def test_a_published_file_is_upgraded_whole() -> None:
    (path,) = tallies.files(_PUBLISHED, (".xml",))
    assert set(upgrades.check(path).values()) == {""}


def test_a_law_that_is_broken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bare.txt").write_text("\n")
    assert "must" in {law for law, how in roundtrips.check(tmp_path / "bare.txt").items() if how}
    assert roundtrips.prove(tmp_path, 1, 1) == 1
    assert "BROKEN   must" in capsys.readouterr().out


def test_a_line_of_a_report_that_lacks_something_is_told() -> None:
    line = dict.fromkeys(batches._FIELDS, "x") | {"status": "converted"}
    assert batches.missing(line) == []
    assert batches.missing(line | {"sha256": "", "output_sha256": ""}) == [
        "a value for sha256",
        "a value for output_sha256",
    ]
    died = line | {"status": "died", "output_sha256": "", "diagnostics": []}
    assert batches.missing(died) == ["a diagnostic"]
    del died["output_dir"]
    assert batches.missing(died)[0] == "output_dir"


def test_every_exception_has_a_reason() -> None:
    assert all(len(reason) > 20 for reason in tallies._reasons().values())


def test_planted_edits_are_found_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("tidal-libraries.en.txt", "next-year/tidal-libraries.en.txt"):
        output = convert(_EXAMPLES / name, options=Options(validate=False)).output
        (tmp_path / f"{name.partition('/')[0]}.xml").write_bytes(output)
    (tmp_path / "broken.xml").write_text("<akomaNtoso>")
    edits.prove(tmp_path, 12, 1)
    printed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in printed] == ["eng", "all"]
    assert "renumbered as change 0" in printed[-1]
    counts = edits.Counts()
    for name, document in edits.chosen(tmp_path, 12, 1):
        planted = edits.plant(document, document, Random(name))
        edits.measured(planted, counts)
        assert planted.pairs
        assert planted.new != document
    assert counts.right >= 0.9 * counts.planted > 10


def test_a_heuristic_that_is_switched_off_is_missed_only_where_it_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    paged, plain = tmp_path / "paged.txt", tmp_path / "plain.txt"
    head, page = "A/RES/99/7\n\nThe General Assembly,\n\n1. Decides to meet", "A/RES/99/7\n\nagain in spring.\n"
    paged.write_text(f"{head}\n\f{page}")
    plain.write_text(f"{head} again in spring.\n")
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "paged.xml").write_bytes(convert(plain, options=Options(validate=False)).output)
    top, own = "converters.formats.text.furniture._strip_top", "converters.formats.text.wrapping.Wraps._divides"
    monkeypatch.setattr(ablation, "HEURISTICS", {name: ablation.HEURISTICS[name] for name in (top, own)})
    before = [furniture._strip_top, Wraps._divides]
    assert ablation.ablated(plain, None) == {}
    assert ablation.ablated(paged, tmp_path / "gold" / "paged.xml")[top] > 0
    assert [furniture._strip_top, Wraps._divides] == before, "both are on again"
    assert ablation.prove(tmp_path, tmp_path / "gold", 1, 1) == 1, "one of the two serves no input"
    assert "text.furniture._strip_top " in capsys.readouterr().out


def test_every_heuristic_of_the_list_is_there_to_be_switched_off() -> None:
    for name in ablation.HEURISTICS:
        with ablation.switched_off(name):
            pass


def test_a_pdf_file_without_tags_gives_the_same_and_its_links_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pikepdf")
    page = Page()
    lines = ("General Assembly", "99/12. Lighthouses", "The General Assembly,", "1. Recalls its resolution 98/7;")
    for i, line in enumerate(lines):
        page.tag("P", page.content((147, 700 - 30 * i, line), (400, 700 - 30 * i, " ")))
    page.links = [((240, 600, 290, 620), "https://undocs.org/A/RES/98/7")]
    data = pdf([page])
    assert b"BDC" in data
    assert b"BDC" not in pdfs.untagged(data)
    (tmp_path / "a.pdf").write_bytes(data)
    assert pdfs.prove(tmp_path, 1, 1, 12, None) == 0
    told = capsys.readouterr().out
    assert "without tags   all     1 files  paragraphs 1.0000  notes 1.0000" in told
    assert "of 1 links to documents the words alone give 1; 0 lead elsewhere" in told
    assert "12 damaged files" in told


def test_files_are_damaged_alike_for_one_seed() -> None:
    data = bytes(range(256)) * 40
    assert pdfs.damaged(data, Random(3)) == pdfs.damaged(data, Random(3)) != data


def test_false_citations_are_planted_in_paragraphs_that_cite(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_family(tmp_path / "in")
    with Library(tmp_path / "a.db", create=True) as library:
        assert all(one.ok for one in library.add([folder]))
        held = citations.held_in(library)
    assert {truth.symbol for truth in held["ga"]} == {"A/RES/97/31", "A/RES/98/40", "A/RES/99/52"}
    places = list(citations.drawn(folder, 1))
    assert {place.language for place in places} >= {"eng", "fra", "zho"}
    assert any(place.paragraph for place in places)
    (french,) = [place for place in places if place.language == "fra"]
    truth = next(truth for truth in held["ga"] if truth.symbol == "A/RES/98/40")
    planted = citations.planted_in(french, "date", truth, held["ga"], Random(1))
    assert planted is not None
    right, wrong = (citations.edited(french.content, edits) for edits in planted)
    assert "98/40 du 3 décembre 2043" in right
    assert "98/40 du" in wrong
    assert right != wrong
    assert citations.prove(tmp_path / "a.db", folder, 12, 1) == 0
    assert "told" in capsys.readouterr().out


def test_the_command_knows_all_proofs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["proofs", "--help"])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert (ended.value.code, told.err) == (0, "")
    assert "roundtrips" in told.out


@pytest.mark.parametrize("language", ["eng", "fra", "spa", "rus", "ara", "zho"])
def test_invented_resolutions_are_what_they_say(language: str) -> None:
    works = [volumes.read(text.encode(), language) for text in volumes.invented(language, 6)]
    assert [work.metadata.number_iri for work in works] == [f"280{n}-XXVI" for n in range(1, 7)]
    assert [work.metadata.date for work in works] == ["1971-12-14"] * 3 + ["1971-12-15"] * 3
    assert [(len(work.preamble), len(work.body)) for work in works] == [(4, 2 + i % 4) for i in range(6)]
    assert all(work.conclusions and not [n for n in work.notes if not n.key] for work in works)
    counts = volumes.compared(works, works)
    assert counts.works == counts.works_of == 6
    assert counts.paragraphs == counts.paragraphs_of > 30
    assert counts.notes == counts.notes_of == 7
    assert (counts.wrong, counts.missed) == (0, [])
    assert not counts.short(language)


def test_what_a_volume_lacks_is_counted() -> None:
    works = [volumes.read(text.encode(), "eng") for text in volumes.invented("eng", 3)]
    first = structs.replace(works[0], body=works[0].body[1:], notes=())
    other = structs.replace(works[1], metadata=structs.replace(works[1].metadata, number_iri="2820-XXVI"))
    counts = volumes.compared([first, other, works[2]], works)
    assert (counts.works, counts.wrong) == (2, 1)
    assert counts.paragraphs < counts.paragraphs_of
    assert counts.notes == counts.notes_of - 1
    assert counts.short("eng")
    assert any("leads to 2820-XXVI" in line for line in counts.missed)


def test_every_word_of_small_inputs_is_accounted_for() -> None:
    ends = [account.one(1, number) for number in range(of_full(120, 40))]
    assert {name for name, *_ in ends} == {"pdf", "text", "word"}
    assert [what for *_, what in ends if what] == []
    assert any(source is not None and source.links and source.chunks for _, source, *_ in ends)


@pytest.mark.parametrize(
    ("pattern", "new", "told"),
    [
        ("q[a-p]{5}q", "", "words lost"),
        ("(q[a-p]{5}q)", r"\1 \1", "words made up or twice"),
        ("(q[a-p]{5}q) (q[a-p]{5}q)", r"\2 \1", "words in another order"),
        ("https://lamps.example/", "https://lamp.example/", "links lost"),
    ],
)
def test_a_word_or_link_that_is_not_accounted_for_is_told(
    pattern: str, new: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(data: bytes, source: str, options: Options) -> Converted:
        done = convert_bytes(data, source, options)
        head, body, rest = done.output.decode().partition("<mainBody")
        return structs.replace(done, output=f"{head}{body}{re.sub(pattern, new, rest, count=1)}".encode())

    monkeypatch.setattr(account, "convert_bytes", wrong)
    assert any(what.startswith(told) for *_, what in (account.one(1, number) for number in range(60)))


def test_a_night_has_all_that_goes_wrong_and_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        nights.fill(tmp_path / name, of_full(120, 80), 1)
    one, two = ({str(p.relative_to(tmp_path / name)): p.lstat().st_mode for p in (tmp_path / name).rglob("*")}
                for name in ("one", "two"))  # fmt: skip
    assert one == two
    assert all(
        (tmp_path / "one" / p).read_bytes() == (tmp_path / "two" / p).read_bytes() for p in one if p[-4:] == "docx"
    )
    names = [Path(path).name for path in one]
    assert {"socket.txt", "damaged.zip"} & {*names} or "damaged.tar" in names
    for wanted in ("pipe0.txt", "~$0.docx", "._0.docx", "gone0.txt", "session-0.zip"):
        assert wanted in names
    stems = [Path(path).with_suffix("") for path in one if path.endswith((".txt", ".docx", ".md", ".pdf"))]
    assert len(stems) > len(set(stems)), "there are pairs"


def test_a_night_that_ends_with_another_output_or_report_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"input": "in/a.txt", "status": "converted", "diagnostics": [], "output": "calm/a.xml"}
    for name, status in (("calm", "converted"), ("torn", "failed")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.xml").write_text(name)
        told = line | {"status": status, "output": f"{name}/a.xml"}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(told) + "\n")
    night = nights.Night(tmp_path, 1)
    monkeypatch.setattr(night, "_start", lambda *_, **__: subprocess.Popen(["true"], start_new_session=True))
    night.killed("in", "torn", "torn.jsonl", 1)
    assert night.broken == 3
    out = capsys.readouterr().out
    assert "half written or another after kill 1" in out
    assert "torn has other outputs" in out
    assert "torn has another report" in out
    failed = line | {"status": "failed", "diagnostics": [{"code": "B101", "severity": "error"}]}
    assert nights.table([line, failed]) == {("converted", ""): 1, ("failed", "B101"): 1}
