"""What other packages offer by entry points is found: data files, formats, rules."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from converters import convert
from tests.forked import forked
from tests.thorough import some_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder with an installed package that offers a body, a format, a rule and a recogniser."""
    package = tmp_path / "harbours"
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
    info = tmp_path / "harbours-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: harbours\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[akn.data]\nharbours = harbours\n\n[akn.formats]\nshout = harbours.shout\n\n"
        "[akn.rules]\nharbours = harbours.rules\n\n[akn.recognisers]\ndoi = harbours.doi:find\n",
        encoding="utf-8",
    )
    return tmp_path


def _akn(installed: Path, *arguments: str, data: str = "") -> subprocess.CompletedProcess[str]:
    return forked(*arguments, path=installed, AKN_DATA=data)


def _converted(folder: Path) -> Path:
    """A valid file, made without any package but ours."""
    path = folder / "out.xml"
    path.write_bytes(convert(ROOT / "examples/tidal-libraries.en.txt").output)
    return path


def test_a_body_of_another_package_is_listed_beside_ours(installed: Path) -> None:
    listed = _akn(installed, "bodies").stdout
    assert "libraries" in listed
    assert "ga" in listed


def test_what_is_kept_of_runs_is_told_apart_by_data_and_plug_ins_from_outside(installed: Path, tmp_path: Path) -> None:
    def found(path: Path, data: str = "") -> str:
        environment = os.environ | {"PYTHONPATH": f"{path}{os.pathsep}{ROOT}", "AKN_DATA": data}
        command = [sys.executable, "-c", "from akn.data import outside_fingerprint as f; print(f())"]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()

    first = found(installed)
    own = tmp_path / "own/bodies"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text("name = 'mine'\n", encoding="utf-8")
    with_own = found(installed, str(own.parent))
    (own / "mine.toml").write_text("name = 'ours'\n", encoding="utf-8")
    with_another = found(installed, str(own.parent))
    body = installed / "harbours/bodies/libraries.toml"
    body.write_text(f"# a remark\n{body.read_text(encoding='utf-8')}", encoding="utf-8")
    second = found(installed)
    metadata = installed / "harbours-1.0.dist-info/METADATA"
    metadata.write_text("Metadata-Version: 2.1\nName: harbours\nVersion: 1.1\n", encoding="utf-8")
    assert len({first, with_own, with_another, second, found(installed)}) == 5
    assert found(own) == "", "nothing from outside"


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


def test_a_format_of_another_package_writes(installed: Path) -> None:
    done = _akn(installed, "convert", str(ROOT / "examples/tidal-libraries.en.txt"), "--to", "shout", "--quiet")
    assert "THE GENERAL ASSEMBLY," in done.stdout


def test_a_format_of_another_package_may_write_the_document_itself(installed: Path) -> None:
    page = (ROOT / "docs/adding-a-format.md").read_text(encoding="utf-8")
    code = next(part for part in page.split("```python\n") if part.startswith('"""BibTeX')).split("```")[0]
    (installed / "harbours/bibtex.py").write_text(code, encoding="utf-8")
    path = installed / "harbours-1.0.dist-info/entry_points.txt"
    path.write_text("[akn.formats]\nbibtex = harbours.bibtex\n", encoding="utf-8")
    source = str(ROOT / "examples/tidal-libraries.en.txt")
    done = _akn(installed, "convert", source, "--to", "bibtex")
    assert done.returncode == 0
    assert done.stdout.startswith("@techreport{")
    assert "  year = {20" in done.stdout
    assert _akn(installed, "convert", source, "-o", str(installed / "a.bibtex")).returncode == 0
    assert (installed / "a.bibtex").read_text(encoding="utf-8") == done.stdout
    folder = installed / "papers"
    folder.mkdir()
    (folder / "a.txt").write_bytes((ROOT / "examples/tidal-libraries.en.txt").read_bytes())
    (folder / "b.bibtex").write_text(done.stdout, encoding="utf-8")
    many = _akn(installed, "convert", str(folder), "--output-dir", str(installed / "out"))
    assert many.returncode == 0
    assert "B108: 1 file of another kind" in many.stderr
    refused = _akn(installed, "convert", source, "--from", "bibtex")
    assert refused.returncode == 2
    assert "the format 'bibtex' can be written, not read" in refused.stderr
    named = folder / "b.bibtex"
    refused = _akn(installed, "convert", str(named))
    assert refused.returncode == 1
    told = f"{named}: error B101: the format 'bibtex' can be written, not read (if it is of another format, say which"
    assert refused.stderr == f"{told} with --from)\n"
    named.write_bytes((folder / "a.txt").read_bytes())
    assert _akn(installed, "convert", str(named), "--from", "text", "--quiet").returncode == 0


def test_a_rule_of_another_package_is_checked(installed: Path, tmp_path: Path) -> None:
    done = _akn(installed, "validate", str(_converted(tmp_path)))
    assert "X-001" in done.stderr + done.stdout


def test_a_recogniser_of_another_package_marks(installed: Path, tmp_path: Path) -> None:
    text = (ROOT / "examples/tidal-libraries.en.txt").read_text(encoding="utf-8")
    source = tmp_path / "tides.txt"
    source.write_text(text.replace("Recalling ", "Recalling doi:10.5555/tides.2044 and ", 1), encoding="utf-8")
    done = _akn(installed, "convert", str(source), "--quiet")
    assert 'href="https://doi.org/10.5555/tides.2044">doi:10.5555/tides.2044</a>' in done.stdout


def test_a_finding_of_a_recogniser_of_another_package_is_a_row_of_the_links(installed: Path, tmp_path: Path) -> None:
    text = (ROOT / "examples/tidal-libraries.en.txt").read_text(encoding="utf-8")
    source = tmp_path / "tides.txt"
    words = "Recalling doi:10.5555/tides.2044 and https://tides.example/ and "
    source.write_text(text.replace("Recalling ", words, 1), encoding="utf-8")
    xml = tmp_path / "tides.xml"
    xml.write_text(_akn(installed, "convert", str(source), "--quiet").stdout, encoding="utf-8")
    for given in (source, xml):
        rows = [json.loads(line) for line in _akn(installed, "links", str(given), "--to", "jsonl").stdout.splitlines()]
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
    source = str(ROOT / "examples/tidal-libraries.en.txt")
    ways = ((), ("--output-dir", str(tmp_path / "out")))
    for more in some_of(ways, 2, name == "shout"):
        done = _akn(installed, "convert", source, *more, *(("--to", "shout") if name == "shout" else ()))
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
    source = str(ROOT / "examples/tidal-libraries.en.txt")
    told = "the plug-in lamp (akn.recognisers: harbours:find) of the package harbours failed: ZeroDivisionError"
    for more in ((), ("--output-dir", str(tmp_path / "out"))):
        done = _akn(installed, "convert", source, "--format", "json", *more)
        assert done.returncode == 1
        found = [json.loads(line) for line in done.stderr.splitlines()]
        assert [one["code"] for one in found if one.get("severity") == "error"] == ["B116"]
        assert told in next(one["message"] for one in found if one.get("code") == "B116")


def test_of_several_plug_ins_of_a_package_the_one_concerned_is_named(installed: Path) -> None:
    (installed / "harbours/doi.py").write_text("def find(seen, context):\n    yield 1 // 0\n", encoding="utf-8")
    done = _akn(installed, "convert", str(ROOT / "examples/tidal-libraries.en.txt"))
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
    for more in (("--jobs", "1"), ("--jobs", "2")):
        done = _akn(installed, "validate", target, str(tmp_path / "second.xml"), *more, "--format", "json")
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
    target = tmp_path / "out.xml"
    source = str(ROOT / "examples/tidal-libraries.en.txt")
    path = installed / "harbours/rules.py"
    path.write_text(path.read_text(encoding="utf-8") + fault, encoding="utf-8")
    done = _akn(installed, "convert", source, "-o", str(target))
    assert "B116: the plug-in harbours (akn.rules: harbours.rules) of the package harbours failed" in done.stderr
    target.write_bytes(target.read_bytes().replace(b'name="resolution"', b'name="lamp"'))
    done = _akn(installed, "validate", str(target), "--format", "json")
    codes = [json.loads(line)["code"] for line in done.stdout.splitlines()]
    assert codes.count("B116") == 1
    assert "V301" in codes


def test_rules_that_cannot_be_loaded_are_named_by_the_command_that_lists_rules(installed: Path) -> None:
    (installed / "harbours/rules.py").write_text("import lighthouse\n", encoding="utf-8")
    told = "B116: the plug-in harbours (akn.rules: harbours.rules) of the package harbours failed: ModuleNotFoundError"
    for numbers, code in (((), 1), (("R-003",), 1), (("X-001",), 2)):
        done = _akn(installed, "rule", *numbers)
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
