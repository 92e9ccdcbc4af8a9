"""`akn convert`, run as a user runs it: output, diagnostics and exit codes, on good input and on bad."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest

from converters.cli import main
from converters.files import LEDGER
from tests.converters.command import RESOLUTION, akn, start

GIF = b"GIF89a" + bytes(range(256)) * 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one resolution."""
    (tmp_path / "r.txt").write_text(RESOLUTION)
    return tmp_path


def test_one_file_goes_to_standard_output_and_nothing_else_does(folder: Path) -> None:
    done = akn("convert", "r.txt", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso ')
    assert b"to keep the light burning" in done.stdout
    assert os.listdir(folder) == ["r.txt"]


def test_standard_input_to_a_file_and_to_standard_output_is_the_same(folder: Path) -> None:
    done = akn("convert", "-", "-o", "new/out.xml", cwd=folder, stdin=RESOLUTION.encode())
    assert (done.returncode, done.stdout) == (0, b"")
    assert (folder / "new/out.xml").read_bytes() == akn("convert", "r.txt", cwd=folder).stdout
    assert sorted(os.listdir(folder / "new")) == [LEDGER, "out.xml"], "no temporary file is left"


def test_the_suffix_of_the_output_says_the_format(folder: Path) -> None:
    assert akn("convert", "r.txt", "-o", "r.xml", cwd=folder).returncode == 0
    assert akn("convert", "r.xml", "-o", "back.txt", cwd=folder).returncode == 0
    assert "2. Decides to remain seized of the matter." in (folder / "back.txt").read_text()


def test_diagnostics_as_json_are_one_object_a_line_on_standard_error(folder: Path) -> None:
    done = akn("convert", "missing.txt", "--format", "json", cwd=folder)
    assert (done.returncode, done.stdout) == (1, b"")
    (line,) = done.stderr.splitlines()
    found = json.loads(line)
    assert {"code", "severity", "message", "hint", "file", "line", "column"} <= found.keys()
    assert (found["code"], found["file"]) == ("B101", "missing.txt")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "no text"),
        ("blank.txt", b" \n\t\n", "no text"),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        ("broken.docx", b"PK\x03\x04 and nothing more", ""),
        ("broken.xml", b"<akomaNtoso><unclosed>", ""),
    ],
)
def test_bad_input_is_one_clear_line_exit_code_1_and_no_output(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = akn("convert", name, "-o", "out.xml", cwd=tmp_path)
    assert done.returncode == 1
    errors = [line for line in done.stderr.decode().splitlines() if f"{name}:" in line and "error" in line]
    assert len(errors) == 1, done.stderr.decode()
    assert words in errors[0]
    assert "internal error" not in errors[0]
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("photo.txt", GIF, "GIF"),
        ("noise.txt", bytes(range(256)) * 50, "not a text"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Word 97"),
    ],
)
def test_what_is_no_text_has_an_exit_code_of_its_own(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    done = akn("convert", name, "-o", "out.xml", cwd=tmp_path)
    assert done.returncode == 3
    (error,) = done.stderr.decode().splitlines()
    assert words in error
    assert os.listdir(tmp_path) == [name]


def test_a_resolution_of_two_lines_converts_with_warnings_and_strictly_does_not(tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text(
        "The General Assembly,\n\n1. Decides to keep the lamps lit.\n", encoding="utf-8"
    )
    done = akn("convert", "short.txt", cwd=tmp_path)
    assert done.returncode == 0
    assert b"warning V304 R-005" in done.stderr
    assert akn("convert", "--strict", "short.txt", cwd=tmp_path).returncode == 1


def test_a_text_of_an_organ_without_a_body_file_is_valid_and_tells_so(tmp_path: Path) -> None:
    (tmp_path / "guild.txt").write_text(
        "The Assembly of the Harbour Guild,\n\nRecalling its charter,\n\n1. Decides to keep the lamps lit.\n",
        encoding="utf-8",
    )
    done = akn("convert", "guild.txt", cwd=tmp_path)
    assert done.returncode == 0
    assert b"warning S208" in done.stderr
    assert b"R-053" not in done.stderr, "S208 says it"


def test_xml_that_is_not_well_formed_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "broken.xml").write_bytes(b"<akomaNtoso>\n<doc name=></doc></akomaNtoso>\n")
    found = json.loads(akn("convert", "broken.xml", "--format", "json", cwd=tmp_path).stderr)
    assert (found["code"], found["line"]) == ("B101", 2)
    assert found["column"] > 1
    assert "(line" not in found["message"], "the position is told once"
    told = json.loads(akn("validate", "broken.xml", "--format", "json", cwd=tmp_path).stdout)
    assert (found["message"], found["hint"]) == (told["message"], told["hint"])


def test_a_word_file_that_is_cut_off_is_told_in_one_bracket(tmp_path: Path) -> None:
    (tmp_path / "half.docx").write_bytes(b"PK\x03\x04" + b"x" * 50)
    line = akn("convert", "half.docx", cwd=tmp_path).stderr.decode().strip()
    assert "no Word file: its archive is cut off or damaged (" in line
    assert line.count("(") == 1
    told = akn("validate", "half.docx", cwd=tmp_path).stdout
    assert b"cut off or damaged" in told
    assert b"akn convert" not in told, "it would fail too"


def test_a_text_that_is_no_resolution_comes_out_with_all_its_words(tmp_path: Path) -> None:
    novel = "It was a quiet evening.\n\nThe keeper lit the lamp and sat down to read.\n\n“Who is there?” he asked.\n"
    (tmp_path / "novel.txt").write_text(novel)
    done = akn("convert", "novel.txt", cwd=tmp_path)
    assert done.returncode == 3
    assert b"warning" in done.stderr
    for line in novel.split("\n\n"):
        assert line.strip() in done.stdout.decode()


def test_a_folder_or_a_missing_file_or_a_forbidden_one_is_told(folder: Path) -> None:
    (folder / "sub").mkdir()
    assert b"no such file" in akn("convert", "none.txt", cwd=folder).stderr
    assert akn("convert", "sub", cwd=folder).returncode == 2, "a folder needs a folder for its outputs"
    if os.geteuid() != 0:
        (folder / "r.txt").chmod(0)
        assert b"permission denied" in akn("convert", "r.txt", cwd=folder).stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("r.txt", "r.txt"),
        ("r.txt", "-o", "a.xml", "--output-dir", "b"),
        ("r.txt", "--to", "nonsense"),
        ("r.txt", "--from", "nonsense"),
        ("r.txt", "--language", "xx"),
        ("r.txt", "--body", "nonsense"),
        ("r.txt", "--output-dir", "out", "--resume"),
        ("r.txt", "--output-dir", "out", "--language", "xx"),
        ("r.txt", "--markup-date", "yesterday"),
        ("r.txt", "--markup-date", "2024-13-01"),
        ("r.txt", "--markup-date", "2023-02-29"),
        ("r.txt", "--markup-date", "20240131"),
        ("r.txt", "--markup-date", "2024-W05-3"),
        ("r.txt", "--jobs", "0"),
        ("r.txt", "--stop-after", "nonsense"),
        ("--files-from", "-", "-", "--output-dir", "out"),
        ("--nonsense",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2_one_message_and_no_output(folder: Path, arguments: tuple[str, ...]) -> None:
    done = akn("convert", *arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"error: ") == 1
    assert os.listdir(folder) == ["r.txt"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("sub",), "a folder needs --output-dir DIR"),
        (("a.zip",), "an archive needs --output-dir DIR"),
        (("*.txt",), "a pattern needs --output-dir DIR"),
        (("s3://bucket/in",), "an address needs --output-dir DIR"),
        (("s3://bucket/*.txt",), "an address needs --output-dir DIR"),
        (("r.txt", "sub"), "several inputs need --output-dir DIR"),
        (("r.txt", "--report", "r"), "--report needs --output-dir DIR"),
        (("--files-from", "list"), "--files-from needs --output-dir DIR"),
        (("--only-failed", "r"), "--only-failed needs --output-dir DIR"),
        (
            ("r.txt", "--to", "odt"),
            "there is no format 'odt'; there are docx, html, image, json, markdown, pdf, text, xml",
        ),
        (("r.txt", "--to", "pdf"), "the format 'pdf' can only be read"),
        (
            ("r.txt", "--from", "odt"),
            "there is no format 'odt'; there are docx, html, image, json, markdown, pdf, text, xml",
        ),
        (("r.txt", "--nonsense"), "akn convert: error: unrecognized arguments: --nonsense"),
    ],
    ids=str,
)
def test_wrong_usage_is_told_in_the_words_of_what_was_given(
    folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    (folder / "sub").mkdir()
    (folder / "a.zip").write_bytes(b"PK")
    done = akn("convert", *arguments, cwd=folder)
    assert done.returncode == 2
    assert words in done.stderr.decode()


def test_a_wrong_option_is_told_with_the_usage_of_what_it_belongs_to(folder: Path) -> None:
    assert akn("convert", "r.txt", "--nonsense", cwd=folder).stderr.startswith(b"usage: akn convert ")
    assert akn("--nonsense", "convert", "r.txt", cwd=folder).stderr.startswith(b"usage: akn [-h]")
    assert akn("--nonsense", cwd=folder).returncode == 2


def test_an_output_does_not_replace_its_input_unless_that_is_wished(folder: Path) -> None:
    (folder / "r.xml").write_bytes(akn("convert", "r.txt", cwd=folder).stdout)
    before = (folder / "r.xml").read_bytes()
    assert akn("convert", "r.xml", "-o", "./r.xml", cwd=folder).returncode == 2
    assert (folder / "r.xml").read_bytes() == before
    assert akn("convert", "r.xml", "-o", "./r.xml", "--force", cwd=folder).returncode == 0


def test_a_reader_that_has_had_enough_is_no_error_worth_a_message(folder: Path) -> None:
    (folder / "long.txt").write_text(
        "The General Assembly,\n\n" + "1. Requests more of the same;\n\n" * 500
    )  # a pipe holds 64 KB
    with start("convert", "--quiet", "long.txt", cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert b"akn: " not in process.stderr.read()
        assert process.wait(200) in (0, 1)


def test_an_output_that_cannot_be_written_is_told(folder: Path) -> None:
    done = akn("convert", "r.txt", "-o", "r.txt/out.xml", cwd=folder)
    assert done.returncode == 1
    assert b"cannot be written" in done.stderr
    assert b"internal" not in done.stderr


def test_the_stages_can_be_looked_at_as_json(folder: Path) -> None:
    for stage, words in (("blocks", "Decides to remain seized"), ("document", "operative")):
        done = akn("convert", "--stop-after", stage, "r.txt", cwd=folder)
        assert done.returncode == 0
        json.loads(done.stdout)
        assert words.lower() in done.stdout.decode().lower()


def test_a_markup_date_is_in_the_metadata_and_no_other_date_is(folder: Path) -> None:
    plain = akn("convert", "r.txt", cwd=folder).stdout.decode()
    dated = akn("convert", "r.txt", "--markup-date", "2045-01-31", cwd=folder).stdout.decode()
    assert "2045-01-31" not in plain
    assert "2045-01-31" in dated
    assert plain == akn("convert", "r.txt", cwd=folder).stdout.decode()


def test_a_fault_of_our_own_is_one_line_and_a_traceback_only_on_demand(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fault(*_: object, **_options: object) -> None:
        raise KeyError("a fault\nof ours")

    monkeypatch.setattr("converters.conversion.convert_bytes", fault)
    assert main(["convert", str(folder / "r.txt")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("akn: internal error: KeyError")
    with pytest.raises(KeyError, match="a fault"):
        main(["convert", str(folder / "r.txt"), "--debug"])


def test_a_device_can_be_the_output(folder: Path) -> None:
    assert akn("convert", "r.txt", "-o", "/dev/null", cwd=folder).returncode == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_version_and_help_go_to_standard_output(tmp_path: Path) -> None:
    from akn import __version__

    assert akn("--version", cwd=tmp_path).stdout.decode() == f"akn {__version__}\n"
    for arguments in (("--help",), ("convert", "--help")):
        done = akn(*arguments, cwd=tmp_path)
        assert done.returncode == 0
        assert b"exit codes" in done.stdout
    assert akn(cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(("command", "word"), [("languages", "Arabic"), ("bodies", "General Assembly")])
def test_what_is_known_is_listed(tmp_path: Path, command: str, word: str) -> None:
    done = akn(command, cwd=tmp_path)
    assert done.returncode == 0
    assert word in done.stdout.decode()


def test_bad_lines_of_a_catalogue_are_told_once_a_run_and_documents_have_dates_in_it(tmp_path: Path) -> None:
    (tmp_path / "dates.tsv").write_text("A/CONF.900/8\t2044-03-08\nonce upon a time\nA/CONF.900/8\t2044-03-09\n")
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Resolution 99/7\n\n1. Takes note of A/CONF.900/8;\n")
    one = akn("convert", "a.txt", "--catalogue", "dates.tsv", cwd=tmp_path)
    assert b"/2044-03-08/A-CONF.900-8" in one.stdout
    assert one.stderr.count(b"M201") == one.stderr.count(b"M202") == 1
    assert b"C111" not in one.stderr
    many = akn("convert", "a.txt", "b.txt", "--output-dir", "out", "--catalogue", "dates.tsv", cwd=tmp_path)
    assert many.stderr.count(b"M201") == many.stderr.count(b"M202") == 1
    rows = akn("links", "a.txt", "b.txt", "--catalogue", "dates.tsv", cwd=tmp_path)
    assert rows.stdout.count(b"\t2044-03-08\t\tcatalogue") == 2
    assert rows.stderr.count(b"M201") == 1
    upgraded = akn("upgrade", "out/a.xml", "out/b.xml", "--catalogue", "dates.tsv", "--output-dir", "up", cwd=tmp_path)
    assert upgraded.stderr.count(b"M201") == 1


def test_the_source_map_tells_where_each_unit_stands(folder: Path) -> None:
    source = folder / "map.txt"
    source.write_text(RESOLUTION, encoding="utf-8")
    done = akn("convert", "map.txt", "-o", "map.xml", "--source-map", "map.json", "--quiet", cwd=folder)
    assert done.returncode == 0, done.stderr
    places = json.loads((folder / "map.json").read_text())
    line = RESOLUTION.splitlines().index("1. Calls upon all keepers to keep the light burning;") + 1
    start, end = places["para_1"][0].pop("start"), places["para_1"][0].pop("end")
    assert places["para_1"] == [{"page": 1, "line": line, "column": 4}]
    assert RESOLUTION[start:end] == "Calls upon all keepers to keep the light burning;"
    refused = akn("convert", ".", "--output-dir", "out", "--source-map", "map.json", cwd=folder)
    assert refused.returncode == 2
    assert b"--source-map" in refused.stderr


def test_form_feeds_of_a_text_are_ends_of_pages_if_that_is_asked_for(folder: Path) -> None:
    first, feed = RESOLUTION.partition("1. Calls upon")[::2]
    (folder / "pages.txt").write_text(f"{first.rstrip()}\n\f1. Calls upon{feed}", encoding="utf-8")
    plain = akn("convert", "pages.txt", "--quiet", cwd=folder)
    done = akn("convert", "pages.txt", "--page-breaks", "--quiet", cwd=folder)
    assert done.returncode == plain.returncode == 0, done.stderr
    assert done.stdout.count(b"<eop/></p>\n   </container>\n  </preamble>") == 1
    assert done.stdout.replace(b"<eop/>", b"") == plain.stdout
    text = akn("convert", "pages.txt", "--page-breaks", "--to", "text", "--quiet", cwd=folder)
    assert text.stdout == akn("convert", "pages.txt", "--to", "text", "--quiet", cwd=folder).stdout
