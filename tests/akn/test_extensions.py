"""What other packages offer by entry points is found: data files, formats, rules."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from akn.data import outside_fingerprint
from converters import convert
from tests.forked import forked, forked_in_turn
from tests.thorough import some_of

ROOT = Path(__file__).resolve().parents[2]


SOURCE = ROOT / "examples/tidal-libraries.en.txt"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder with an installed package that offers a body, a format, a rule and a recogniser."""
    return _install(tmp_path)


def _install(folder: Path) -> Path:
    package = folder / "harbours"
    (package / "bodies").mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    page = (ROOT / "docs/adding-a-body.md").read_text(encoding="utf-8")
    (package / "bodies/libraries.toml").write_text(page.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    (package / "shout.py").write_text(
        "LOSES = frozenset()\n"
        "def write(blocks):\n"
        "    return '\\n'.join(b.text.content.upper() for b in blocks if hasattr(b, 'text')).encode() + b'\\n'\n",
        encoding="utf-8",
    )
    page = (ROOT / "docs/adding-a-recogniser.md").read_text(encoding="utf-8")
    (package / "doi.py").write_text(page.split("```python\n")[1].split("```")[0], encoding="utf-8")
    (package / "rules.py").write_text(
        "from akn.rules import SHOULD, rule\n"
        "@rule('X-001', SHOULD, 'a title ends without a full stop')\n"
        "def full_stop(index):\n"
        "    for node in index.named['docTitle']:\n"
        "        yield node, 'the title was looked at', 'nothing'\n",
        encoding="utf-8",
    )
    info = folder / "harbours-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: harbours\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[akn.data]\nharbours = harbours\n\n[akn.formats]\nshout = harbours.shout\n\n"
        "[akn.rules]\nharbours = harbours.rules\n\n[akn.recognisers]\ndoi = harbours.doi:find\n",
        encoding="utf-8",
    )
    return folder


def _akn(installed: Path, *arguments: str, data: str = "") -> subprocess.CompletedProcess[str]:
    return forked(*arguments, path=installed, AKN_DATA=data)


def _akn_in_turn(installed: Path, *commands: Sequence[str]) -> list[subprocess.CompletedProcess[str]]:
    return forked_in_turn(*commands, path=installed, AKN_DATA="")


def _converted(folder: Path) -> Path:
    """A valid file, made without any package but ours."""
    path = folder / "out.xml"
    path.write_bytes(convert(SOURCE).output)
    return path


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What commands say where the package is installed, one after the other in one process."""
    folder = tmp_path_factory.mktemp("told")
    text = SOURCE.read_text(encoding="utf-8")
    words = "Recalling doi:10.5555/tides.2044 and https://tides.example/ and "
    source, xml = folder / "tides.txt", str(folder / "tides.xml")
    source.write_text(text.replace("Recalling ", words, 1), encoding="utf-8")
    commands = {
        "bodies": ("bodies",),
        "format": ("convert", str(SOURCE), "--to", "shout", "--quiet"),
        "rule": ("validate", str(_converted(folder))),
        "recogniser": ("convert", str(source), "--quiet"),
        "file": ("convert", str(source), "-o", xml, "--quiet"),
        "links of a text": ("links", str(source), "--to", "jsonl"),
        "links of XML": ("links", xml, "--to", "jsonl"),
    }
    done = _akn_in_turn(_install(folder), *commands.values())
    return {name: one.stdout + one.stderr for name, one in zip(commands, done, strict=True)}


def test_a_body_of_another_package_is_listed_beside_ours(told: dict[str, str]) -> None:
    assert "libraries" in told["bodies"]
    assert "ga" in told["bodies"]


def test_what_is_kept_of_runs_is_told_apart_by_data_and_plug_ins_from_outside(installed: Path, tmp_path: Path) -> None:
    def found(data: str = "") -> str:
        return _akn(installed, "told-apart", data=data).stdout

    (installed / "harbours/apart.py").write_text(
        "from akn.data import outside_fingerprint\nHELP = 'x'\ndef add_arguments(parser): ...\n"
        "def run(arguments): print(outside_fingerprint())\n",
        encoding="utf-8",
    )
    with (installed / "harbours-1.0.dist-info/entry_points.txt").open("a", encoding="utf-8") as points:
        points.write("[akn.commands]\ntold-apart = harbours.apart\n")
    first = found()
    own = tmp_path / "own/bodies"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text("name = 'mine'\n", encoding="utf-8")
    with_own = found(str(own.parent))
    (own / "mine.toml").write_text("name = 'ours'\n", encoding="utf-8")
    with_another = found(str(own.parent))
    body = installed / "harbours/bodies/libraries.toml"
    body.write_text(f"# a remark\n{body.read_text(encoding='utf-8')}", encoding="utf-8")
    second = found()
    metadata = installed / "harbours-1.0.dist-info/METADATA"
    metadata.write_text("Metadata-Version: 2.1\nName: harbours\nVersion: 1.1\n", encoding="utf-8")
    assert len({first, with_own, with_another, second, found()}) == 5
    assert outside_fingerprint() == "", "nothing from outside"


def test_a_symbol_in_mixed_case_without_a_slash_is_found_in_running_text(tmp_path: Path) -> None:
    own = tmp_path / "own/bodies"
    own.mkdir(parents=True)
    (own / "quays.toml").write_text(
        """name = "quays"
[organ]
actor = "quays"
eid = "quays"
label = "Assembly of Quays"
[organ.names]
eng = "Assembly of Quays"
[[kinds]]
name = "resolution"
cover = ["symbol"]
preface = ["number", "title"]
[sessions]
first_year = 1948
opens = 5
closes = 12
[[symbols]]
kind = "resolution"
full = "Qua{session}.{number}"
bare = "Qua{session}.{number}"
iri = "Qua{session}.{number}"
[[examples]]
text = "Qua66.5"
printed = "Qua66.5"
""",
        encoding="utf-8",
    )
    code = """from akn.bodies.symbols import find_symbols, parse_symbol
print([s.printed for _, _, s in find_symbols("report of Qua73.1 final")], parse_symbol("qua73.1").printed)"""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "AKN_DATA": str(own.parent)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['Qua73.1'] Qua73.1"


def test_a_format_of_another_package_writes(told: dict[str, str]) -> None:
    assert "THE GENERAL ASSEMBLY," in told["format"]


def test_a_format_of_another_package_may_write_the_document_itself(installed: Path) -> None:
    page = (ROOT / "docs/adding-a-format.md").read_text(encoding="utf-8")
    code = next(part for part in page.split("```python\n") if part.startswith('"""BibTeX')).split("```")[0]
    (installed / "harbours/bibtex.py").write_text(code, encoding="utf-8")
    path = installed / "harbours-1.0.dist-info/entry_points.txt"
    path.write_text("[akn.formats]\nbibtex = harbours.bibtex\n", encoding="utf-8")
    source = str(SOURCE)
    folder = installed / "papers"
    folder.mkdir()
    (folder / "a.txt").write_bytes(SOURCE.read_bytes())
    (folder / "b.bibtex").write_text("@techreport{lamps}\n", encoding="utf-8")
    text = installed / "c.bibtex"
    text.write_bytes(SOURCE.read_bytes())
    done, named, many, refused, unread, read = _akn_in_turn(
        installed,
        ("convert", source, "--to", "bibtex"),
        ("convert", source, "-o", str(installed / "a.bibtex")),
        ("convert", str(folder), "--output-dir", str(installed / "out")),
        ("convert", source, "--from", "bibtex"),
        ("convert", str(folder / "b.bibtex")),
        ("convert", str(text), "--from", "text", "--quiet"),
    )
    assert done.returncode == 0
    assert done.stdout.startswith("@techreport{")
    assert "  year = {20" in done.stdout
    assert named.returncode == 0
    assert (installed / "a.bibtex").read_text(encoding="utf-8") == done.stdout
    assert many.returncode == 0
    assert "B108: 1 file of another kind" in many.stderr
    assert refused.returncode == 2
    assert "the format 'bibtex' can only be written" in refused.stderr
    assert unread.returncode == 1
    told = "error B101: the format 'bibtex' can only be written (if the file is of another format, name it with --from)"
    assert unread.stderr == f"{folder / 'b.bibtex'}: {told}\n"
    assert read.returncode == 0


def test_a_rule_of_another_package_is_checked(told: dict[str, str]) -> None:
    assert "X-001" in told["rule"]


def test_a_recogniser_of_another_package_marks(told: dict[str, str]) -> None:
    assert 'href="https://doi.org/10.5555/tides.2044">doi:10.5555/tides.2044</a>' in told["recogniser"]


@pytest.mark.parametrize("given", ["links of a text", "links of XML"])
def test_a_finding_of_a_recogniser_of_another_package_is_a_row_of_the_links(told: dict[str, str], given: str) -> None:
    rows = [json.loads(line) for line in told[given].splitlines() if line.startswith("{")]
    (row,) = (row for row in rows if row["kind"] == "link")
    assert row["text"] == "doi:10.5555/tides.2044"
    assert (row["target"], row["how"]) == ("https://doi.org/10.5555/tides.2044", "marked")
    assert row["place"] == "preambular paragraph 1"
    assert len(rows) > 5


@pytest.mark.parametrize(
    ("name", "text", "group", "told"),
    [
        (
            "doi",
            "def find(seen, context):\n    yield seen.lighthouse\n",
            "recognisers",
            "has no attribute 'lighthouse'",
        ),
        ("doi", "import lighthouse\n", "recognisers", "ModuleNotFoundError: No module named 'lighthouse'"),
        ("shout", "LOSES = frozenset()\ndef write(blocks):\n    return 1 // 0\n", "formats", "ZeroDivisionError"),
    ],
    ids=["it raises", "it cannot be loaded", "a format"],
)
def test_a_plug_in_that_fails_is_named(
    installed: Path, tmp_path: Path, name: str, text: str, group: str, told: str
) -> None:
    (installed / f"harbours/{name}.py").write_text(text, encoding="utf-8")
    source = str(SOURCE)
    ways = ((), ("--output-dir", str(tmp_path / "out")))
    to = ("--to", "shout") if name == "shout" else ()
    for done in _akn_in_turn(installed, *(("convert", source, *more, *to) for more in some_of(ways, 2))):
        assert done.returncode == 1
        assert f"the plug-in {name} (akn.{group}: harbours.{name}" in done.stderr
        assert "of the package harbours failed: " in done.stderr
        assert told in done.stderr
        assert "internal error" not in done.stderr


def test_a_plug_in_whose_function_another_module_holds_is_named(installed: Path, tmp_path: Path) -> None:
    (installed / "harbours/__init__.py").write_text("from harbours.inner import find\n", encoding="utf-8")
    (installed / "harbours/inner.py").write_text("def find(seen, context):\n    yield 1 // 0\n", encoding="utf-8")
    path = installed / "harbours-1.0.dist-info/entry_points.txt"
    path.write_text("[akn.recognisers]\nlamp = harbours:find\n", encoding="utf-8")
    source = str(SOURCE)
    told = "the plug-in lamp (akn.recognisers: harbours:find) of the package harbours failed: ZeroDivisionError"
    ways = ((), ("--output-dir", str(tmp_path / "out")))
    for done in _akn_in_turn(installed, *(("convert", source, "--format", "json", *more) for more in ways)):
        assert done.returncode == 1
        found = [json.loads(line) for line in done.stderr.splitlines()]
        assert [one["code"] for one in found if one.get("severity") == "error"] == ["B116"]
        assert told in next(one["message"] for one in found if one.get("code") == "B116")


def test_of_several_plug_ins_of_a_package_the_one_concerned_is_named(installed: Path) -> None:
    (installed / "harbours/doi.py").write_text("def find(seen, context):\n    yield 1 // 0\n", encoding="utf-8")
    done = _akn(installed, "convert", str(SOURCE))
    assert "error B116: the plug-in doi (akn.recognisers: harbours.doi:find)" in done.stderr


def test_a_fault_of_ours_is_no_plug_ins(installed: Path) -> None:
    code = (
        "from akn.extensions import plug_in_fault\n"
        "try:\n    1 // 0\nexcept ZeroDivisionError as error:\n    print(plug_in_fault(error) is error)\n"
    )
    environment = os.environ | {"PYTHONPATH": f"{installed}{os.pathsep}{ROOT}"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "True\n"


def test_a_plug_in_of_data_files_that_is_no_package_is_named(installed: Path) -> None:
    path = installed / "harbours-1.0.dist-info/entry_points.txt"
    path.write_text("[akn.data]\nharbours = harbours.doi\n", encoding="utf-8")
    done = _akn(installed, "bodies")
    assert done.returncode == 1
    assert (
        "the plug-in harbours (akn.data: harbours.doi) of the package harbours failed: DataError: harb" in done.stderr
    )


def test_a_rule_that_raises_is_named(installed: Path, tmp_path: Path) -> None:
    target = str(_converted(tmp_path))
    path = installed / "harbours/rules.py"
    path.write_text(path.read_text(encoding="utf-8").replace("    for node", "    index.tides\n    for node"), "utf-8")
    shutil.copy(target, tmp_path / "second.xml")
    command = ("validate", target, str(tmp_path / "second.xml"), "--format", "json", "--jobs")
    for done in _akn_in_turn(installed, (*command, "1"), (*command, "2")):
        assert done.returncode == 1
        assert done.stderr == ""
        found = [json.loads(line) for line in done.stdout.splitlines()]
        assert [one["code"] for one in found].count("B116") == 2
        assert "the plug-in harbours (akn.rules: harbours.rules)" in found[0]["message"]


@pytest.mark.parametrize(
    "fault",
    some_of(
        [
            pytest.param("    index.tides\n", id="it raises"),
            pytest.param("    yield index\n", id="no finding"),
            pytest.param("import lighthouse\n", id="it cannot be loaded"),
            pytest.param("    yield None, 'a', 'b'\n", id="no element"),
        ],
        2,
    ),
)
def test_a_rule_that_fails_costs_only_itself(installed: Path, tmp_path: Path, fault: str) -> None:
    target = _converted(tmp_path)
    target.write_bytes(target.read_bytes().replace(b'name="resolution"', b'name="lamp"'))
    path = installed / "harbours/rules.py"
    path.write_text(path.read_text(encoding="utf-8") + fault, encoding="utf-8")
    commands = ("convert", str(SOURCE)), ("validate", str(target), "--format", "json")
    converted, validated = _akn_in_turn(installed, *commands)
    assert "B116: the plug-in harbours (akn.rules: harbours.rules) of the package harbours failed" in converted.stderr
    assert "</akomaNtoso>" in converted.stdout
    codes = [json.loads(line)["code"] for line in validated.stdout.splitlines()]
    assert codes.count("B116") == 1
    assert "V301" in codes


def test_rules_that_cannot_be_loaded_are_named_by_the_command_that_lists_rules(installed: Path) -> None:
    (installed / "harbours/rules.py").write_text("import lighthouse\n", encoding="utf-8")
    told = "B116: the plug-in harbours (akn.rules: harbours.rules) of the package harbours failed: ModuleNotFoundError"
    lines = {("rule",): 1, ("rule", "R-003"): 1, ("rule", "X-001"): 2}
    for code, done in zip(lines.values(), _akn_in_turn(installed, *lines), strict=True):
        assert done.returncode == code
        assert done.stderr.count(told) == 1
        assert ("R-003" in done.stdout) == (code == 1)


def test_a_rule_across_files_that_raises_is_named(installed: Path, tmp_path: Path) -> None:
    target = _converted(tmp_path)
    path = installed / "harbours/rules.py"
    across = "import akn.rules\ndef compare(facts):\n    return facts[0].tides\nakn.rules.compare = compare\n"
    path.write_text(path.read_text(encoding="utf-8") + across, encoding="utf-8")
    (tmp_path / "second.xml").write_bytes(target.read_bytes().replace(b'name="resolution"', b'name="lamp"'))
    done = _akn(installed, "validate", str(target), str(tmp_path / "second.xml"), "--format", "json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.stderr == ""
    assert {"V301", "B116"} <= {one["code"] for one in found}
    assert "the plug-in harbours (akn.rules: harbours.rules)" in found[-1]["message"]


def test_a_folder_that_is_not_there_is_named(installed: Path) -> None:
    done = _akn(installed, "languages", data=str(installed / "nowhere"))
    assert done.returncode != 0
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_data_files_is_named_and_the_one_above_if_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "mine/languages").mkdir(parents=True)
    done = _akn(tmp_path, "--data", str(tmp_path / "mine"), "languages")
    assert done.returncode == 1
    places = "languages/*.toml, bodies/*.toml, clauses/*.toml, recognition/*.toml"
    assert f"mine' holds no {places} (see --data or AKN_DATA)" in done.stderr
    (tmp_path / "mine/languages/por.toml").write_text("code = 'por'\nname = 'Portuguese'\n", encoding="utf-8")
    done = _akn(tmp_path, "--data", str(tmp_path / "mine/languages"), "languages")
    assert f"did you mean {tmp_path / 'mine'}?" in done.stderr
