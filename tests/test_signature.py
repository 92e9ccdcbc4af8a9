"""One writer's signature: the same input gives the same bytes, whatever the machine is set to."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from tests.converters.command import ENVIRONMENT, ROOT
from tests.thorough import is_full, of_full

_HERE = ROOT / "examples"
_SETTINGS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "20441209", "LC_ALL": "ar_EG.UTF-8", "TZ": "America/Lima"},
)
_FORMATS = ("xml", "html", "docx")
_CODE = """
import sys
from contextlib import nullcontext
from converters.cli import main
from tests.converters.command import without_processes

out, formats, by_two, *sources = sys.argv[1:]
for to in formats.split():
    with nullcontext() if to in by_two.split() else without_processes():
        main(["convert", *sources, "--output-dir", f"{out}/{to}", "--to", to, "--jobs", "2", "--quiet"])
"""


def _hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("[!.]*"))
        if path.is_file()
    }


@pytest.mark.timeout(300)
def test_hash_seed_locale_time_zone_and_processes_change_no_byte(tmp_path: Path) -> None:
    found: list[dict[str, str]] = []
    sources = [str(_HERE)] if is_full() else sorted(map(str, _HERE.glob("*.[ae][rn].txt")))
    by_two = " ".join(_FORMATS[: of_full(3, 1)])
    for i, settings in enumerate(_SETTINGS[: of_full(3, 2)]):
        out = tmp_path / str(i)
        done = subprocess.run(
            [sys.executable, "-c", _CODE, str(out), " ".join(_FORMATS), by_two if i % 2 else "", *sources],
            cwd=ROOT,
            env={**ENVIRONMENT, **settings},
            capture_output=True,
            check=False,
            timeout=250,
        )
        assert done.stderr == b""
        found.append(_hashes(out))
    assert {name.partition("/")[0] for name in found[0]} == {*_FORMATS}
    assert len(found[0]) > 3 * len(_FORMATS)
    assert all(hashes == found[0] for hashes in found)
    assert len(found) >= 2


@pytest.mark.parametrize("part", ["akn", "converters", "akn_library"])
def test_a_wheel_holds_all_data_files(part: str, tmp_path: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        there = set(archive.namelist())
    kept = subprocess.run(["git", "ls-files", part], cwd=ROOT, capture_output=True, text=True, check=False)
    if kept.returncode:
        pytest.skip("not a checkout of git, so nobody knows which files belong to the project")
    assert set(kept.stdout.splitlines()) <= there


def test_a_wheel_built_twice_has_the_same_bytes(tmp_path: Path, wheel: Path) -> None:
    assert _built(tmp_path).read_bytes() == wheel.read_bytes()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return _built(tmp_path_factory.mktemp("wheel"))


def _built(folder: Path) -> Path:
    hatchling = pytest.importorskip("hatchling.build", reason="hatchling, which builds the wheel, is not installed")
    code = f"import hatchling.build; print(hatchling.build.build_wheel({str(folder)!r}))"
    environment = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert hatchling
    return folder / done.stdout.decode().split()[-1]


def test_each_package_is_named_with_its_licence_and_locked_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(r for many in project["optional-dependencies"].values() for r in many)]
    names = {re.match(r"[\w-]+", one)[0] for one in wanted} - {"akn-un"}  # type: ignore[index]
    rows = re.findall(r"^\| ([\w-]+(?:, [\w-]+)*) \| ([^|]+) \|", (ROOT / "SECURITY.md").read_text(), re.M)
    told = {name: licence for row, licence in rows for name in row.split(", ")}
    assert names <= told.keys()
    for name in sorted(names):
        with suppress(metadata.PackageNotFoundError):  # an extra that is not installed
            found = metadata.metadata(name)
            said = " ".join(
                [found.get("License-Expression") or found.get("License") or "", *(found.get_all("Classifier") or [])]
            )
            assert told[name].partition("-")[0] in said, name
    locked = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    unsure = [p["name"] for p in locked if "registry" in p["source"] and not all(w.get("hash") for w in _files(p))]
    assert unsure == []
    assert {name.lower() for name in names} <= {p["name"] for p in locked}  # as PEP 503 has them


def _files(package: dict[str, Any]) -> list[dict[str, str]]:
    return [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
