"""What meets a person at the command line: rules explained, findings chosen and counted, settings, completion."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from akn.rules import rules
from converters.cli import main
from converters.commands.streams import painted
from tests.converters.command import RESOLUTION, akn, alone
from tests.thorough import some_of

_RULES = Path(__file__).parent.parent / "akn/rules"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Three files, each with a kind of text that is unknown and three keywords without a dictionary."""
    text = (_RULES / "resolution.xml").read_text(encoding="utf-8")
    text = text.replace('<statement name="resolution"', '<statement name="motion"')
    for name in "abc":
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    return tmp_path


def test_findings_are_chosen(broken: Path) -> None:
    everything = akn("validate", "a.xml", "--format", "json", cwd=broken)
    assert everything.returncode == 1
    assert b'"R-003"' in everything.stdout
    chosen = akn("validate", "a.xml", "--select", "R-003", "--format", "json", cwd=broken)
    assert chosen.stdout.count(b"\n") == 1
    others = akn("validate", "a.xml", "--ignore", "R-003", "--format", "json", cwd=broken)
    assert others.stdout == everything.stdout.replace(chosen.stdout, b"")
    alone = akn("validate", "a.xml", "--ignore", "R,V", cwd=broken)
    assert (alone.returncode, alone.stdout) == (0, b"a.xml: valid\n"), "what is ignored fails no file"


def test_no_more_of_a_rule_than_the_limit_and_the_rest_is_counted(broken: Path) -> None:
    limited = akn("validate", ".", "--select", "R-003", "--limit", "1", cwd=broken).stdout.decode()
    assert limited.count("error V301 R-003") == 1
    assert "R-003: 2 more" in limited
    assert akn("validate", ".", "--select", "R-003", "--limit", "0", cwd=broken).stdout.count(b"error V301 R-003") == 3


def test_statistics_count_findings_and_files(broken: Path) -> None:
    lines = akn("validate", ".", "--select", "R-003", "--statistics", cwd=broken).stdout.decode().splitlines()
    assert lines[0].split() == ["findings", "files", "rule", "level", "the", "first", "finding"]
    assert lines[1].split()[:4] == ["3", "3", "R-003", "error"]
    assert len(lines) == 2


@pytest.mark.parametrize("command", some_of([("validate",), ("upgrade", "--output-dir", "out")], 2, 1))
def test_several_processes_say_the_same(broken: Path, command: tuple[str, ...]) -> None:
    one = akn(*command, "a.xml", "b.xml", "c.xml", cwd=broken)
    shutil.rmtree(broken / "out", ignore_errors=True)
    two = akn(*command, "a.xml", "b.xml", "c.xml", "--jobs", "2", cwd=broken)
    assert (two.returncode, two.stdout, two.stderr) == (one.returncode, one.stdout, one.stderr)


def test_a_rule_is_explained_with_markup_that_breaks_it_and_keeps_it(tmp_path: Path) -> None:
    told = akn("rule", "r003", cwd=tmp_path).stdout.decode()
    assert told.startswith("R-003 (MUST): ")
    assert re.search(r"breaks it: an unknown kind\n +<statement name=\"motion\"", told)
    assert re.search(r"keeps it:\n +<statement name=\"resolution\"", told)
    listed = akn("rule", cwd=tmp_path).stdout.decode().splitlines()
    assert [line.split()[0] for line in listed] == [rule.number for rule in rules()]
    unknown = akn("rule", "R-999", cwd=tmp_path)
    assert unknown.returncode == 2
    assert b"there is no rule R-999" in unknown.stderr


def test_settings_stand_behind_what_the_command_line_says(tmp_path: Path) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    (tmp_path / "deep/er/r.txt").write_text(RESOLUTION)
    (tmp_path / "pyproject.toml").write_text('[tool.akn.convert]\nmarkup_date = "2045-01-31"\nquiet = true\n')
    settled = akn("convert", "r.txt", cwd=tmp_path / "deep/er")
    assert b"2045-01-31" in settled.stdout
    assert b"2046-02-28" in akn("convert", "r.txt", "--markup-date", "2046-02-28", cwd=tmp_path / "deep/er").stdout
    (tmp_path / "deep/akn.toml").write_text('[convert]\nto = "text"\n')
    assert akn("convert", "r.txt", cwd=tmp_path / "deep/er").stdout.startswith(b"General Assembly")


def test_folders_of_data_on_the_command_line_replace_those_that_are_settled(tmp_path: Path) -> None:
    (tmp_path / "mine/languages").mkdir(parents=True)
    (tmp_path / "akn.toml").write_text('[languages]\ndata = ["nowhere"]\n')
    (tmp_path / "mine/languages/por.toml").write_text("code = 'por'\nname = 'Portuguese'\n")
    assert b"nowhere" in alone("languages", cwd=tmp_path).stderr
    assert b"nowhere" not in alone("languages", "--data", "mine", cwd=tmp_path).stderr
    assert b"nowhere" not in alone("--data", "mine", "languages", cwd=tmp_path).stderr


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[convert]\nlanguge = 'fr'", b"akn convert has no option --languge"),
        ("[convert]\nlanguage = 1.5", b"convert.language must be a string"),
        ("convert = 3", b"convert must be a table"),
        ("[convert", b"the settings cannot be read"),
    ],
)
def test_settings_that_say_nothing_sensible_are_refused(tmp_path: Path, toml: str, says: bytes) -> None:
    (tmp_path / "r.txt").write_text(RESOLUTION)
    (tmp_path / "akn.toml").write_text(toml)
    refused = akn("convert", "r.txt", cwd=tmp_path)
    assert refused.returncode == 2
    assert says in refused.stderr
    assert b"akn.toml" in refused.stderr


class _Terminal:
    def isatty(self) -> bool:
        return True


def test_severities_are_in_colour_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    line = "a.txt:3: warning S101: an error of somebody: error of theirs"
    assert painted(line, _Terminal()) == "a.txt:3: \x1b[33mwarning S101\x1b[0m: an error of somebody: error of theirs"
    assert painted(line, object()) == line
    monkeypatch.setenv("NO_COLOR", "1")
    assert painted(line, _Terminal()) == line


@pytest.mark.skipif(not importlib.util.find_spec("shtab"), reason="the extra `completion` is not installed")
def test_a_shell_takes_the_completion(tmp_path: Path) -> None:
    script = akn("completion", "bash", cwd=tmp_path)
    assert script.returncode == 0
    assert b"--corrections" in script.stdout
    bash = shutil.which("bash")
    assert bash, "the tests need bash"
    assert subprocess.run([bash, "-n"], input=script.stdout, check=False).returncode == 0


@pytest.mark.parametrize("command", ["mandates", "concord"])
def test_no_output_is_called_what_it_is_not(tmp_path: Path, command: str) -> None:
    (tmp_path / "r.txt").write_text(RESOLUTION)
    done = akn(command, "r.txt", "-o", "table.odt", cwd=tmp_path)
    assert done.returncode == 2
    assert b"nothing is written as odt here" in done.stderr
    assert not (tmp_path / "table.odt").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("convert", "r.txt", "-o", "r.dcox"), b"r.dcox: nothing is written as dcox here, but xml, json, docx, html"),
        (("convert", "r.txt", "-o", "r.dcox"), b"; did you mean docx?"),
        (("mandates", "r.txt", "-o", "r.xslx"), b"; did you mean xlsx?"),
        (("convert", "r.txt", "--to", "wrod"), b"there is no format 'wrod'; did you mean docx?"),
        (("convert", "r.txt", "--from", "marcdown"), b"there is no format 'marcdown'; did you mean markdown?"),
    ],
)
def test_a_format_that_there_is_not_is_told_with_the_nearest(
    tmp_path: Path, arguments: tuple[str, ...], told: bytes
) -> None:
    (tmp_path / "r.txt").write_text(RESOLUTION)
    done = akn(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["r.txt"]


@pytest.mark.parametrize("output", ["r", "r.akn", "r.XML"])
def test_an_output_without_a_suffix_or_with_one_of_xml_is_xml(tmp_path: Path, output: str) -> None:
    (tmp_path / "r.txt").write_text(RESOLUTION)
    assert akn("convert", "r.txt", "-o", output, cwd=tmp_path).returncode == 0
    assert (tmp_path / output).read_bytes().startswith(b"<?xml")


def test_a_format_that_is_named_goes_into_a_file_of_any_name(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(RESOLUTION)
    assert akn("convert", "r.txt", "--to", "docx", "-o", "r.backup", cwd=tmp_path).returncode == 0
    assert (tmp_path / "r.backup").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("command", ["convert", "mandates", "view"])
@pytest.mark.parametrize("missing", ["PIL", "tesserocr"])
def test_a_picture_called_word_is_told_to_be_a_picture_first(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    missing: str,
) -> None:
    pillow = pytest.importorskip("PIL.Image")
    pillow.new("L", (80, 120), 255).save(tmp_path / "a.docx", "JPEG")
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.chdir(tmp_path)
    assert main([command, "a.docx", "-o", "a"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("a.docx: error B101: this is a JPEG picture, not a .docx file; the words of pictures are ")
    assert "pip install 'akn-un[ocr]'" in line


def test_a_damaged_picture_called_word_is_told_to_be_a_picture_first(tmp_path: Path) -> None:
    pytest.importorskip("PIL.Image")
    (tmp_path / "a.docx").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF")
    done = akn("convert", "a.docx", cwd=tmp_path)
    assert done.returncode == 1
    assert b"this is a JPEG picture, not a .docx file; " in done.stderr
    assert b": the picture is too damaged to be read" in done.stderr


def test_series_and_links_read_all_kinds_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(RESOLUTION)
    assert b"98-7" in akn("links", ".", cwd=tmp_path).stdout


def test_the_code_of_a_diagnostic_is_explained_too(tmp_path: Path) -> None:
    told = akn("rule", "s201", "R-003", cwd=tmp_path)
    assert told.returncode == 0
    assert told.stdout.startswith(b"S201 (warning): ")
    assert b"R-003 (MUST): " in told.stdout


@pytest.mark.parametrize(
    ("typed", "says"), [("veiw", b"did you mean akn view?"), ("zzz", b"there are convert, view, publish, validate")]
)
def test_a_command_that_there_is_not_is_told_with_the_nearest(tmp_path: Path, typed: str, says: bytes) -> None:
    done = akn(typed, "a.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_file_of_another_profile_is_not_counted_as_invalid(broken: Path) -> None:
    other = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta>
<identification source="#me"><FRBRWork><FRBRthis value="/akn/xx/act/2040/1/!main"/><FRBRuri value="/akn/xx/act/2040/1"/>
<FRBRdate date="2040-01-01" name="g"/><FRBRauthor href="#me"/><FRBRcountry value="xx"/></FRBRWork><FRBRExpression>
<FRBRthis value="/akn/xx/act/2040/1/eng@/!main"/><FRBRuri value="/akn/xx/act/2040/1/eng@"/>
<FRBRdate date="2040-01-01" name="g"/><FRBRauthor href="#me"/><FRBRlanguage language="eng"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="/akn/xx/act/2040/1/eng@/!main.xml"/><FRBRuri value="/akn/xx/act/2040/1/eng@.xml"/>
<FRBRdate date="2040-01-01" name="g"/><FRBRauthor href="#me"/></FRBRManifestation></identification></meta>
<body><section eId="sec_1"><content><p>Lamps.</p></content></section></body></act></akomaNtoso>"""
    (broken / "c.xml").write_text(other, encoding="utf-8")
    done = akn("validate", ".", cwd=broken)
    assert b"3 files: 0 valid, 2 invalid, 1 of another profile" in done.stderr
    assert done.returncode == 1


DOUBTFUL = RESOLUTION.replace("The General Assembly,\n\n", "")
"""Without its formula the structure as a whole is in doubt."""


@pytest.mark.parametrize("command", ["convert", "mandates", "chunks", "check"])
def test_a_doubtful_text_fails_a_command_unless_it_is_allowed(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text(DOUBTFUL)
    done = akn(command, "a.txt", cwd=tmp_path)
    assert (done.returncode, b"a.txt: error S300" in done.stderr) == (1, True)
    assert done.stdout or command == "check"
    for grade, code in (("schema", 0), ("meaning", 1), ("style", 1), ("never", 0)):
        assert akn(command, "a.txt", "--fail-on", grade, cwd=tmp_path).returncode == code, grade


def test_check_says_nothing_of_the_citations_of_what_it_could_not_read(tmp_path: Path) -> None:
    done = akn("check", "nope", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
    (tmp_path / "a.txt").write_text(RESOLUTION.replace("resolution 98/7 of 3 December 2043", "deeds"))
    assert b"akn: no citations" in akn("check", "a.txt", cwd=tmp_path).stderr
