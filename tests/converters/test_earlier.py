"""`--resume` of `akn view` and `akn mandates`: nothing is made again, and nothing else is different."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from converters.batch.earlier import FOLDER
from converters.files import LEDGER
from tests.converters.command import RESOLUTION, ROOT, akn, start
from tests.forked import forked_in_turn
from tests.thorough import some_of

COMMANDS = {
    "view": ("view", "in", "--output-dir", "out", "--links", "relative"),
    "csv": ("mandates", "in", "-o", "out/table.csv"),
    "xlsx": ("mandates", "in", "-o", "out/table.xlsx"),
    "jsonl": ("mandates", "in", "-o", "out/table.jsonl", "--explode"),
    "html": ("mandates", "in", "-o", "out/table.html"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six texts, of which one is no resolution, one cannot be read and two are one document in two formats."""
    (tmp_path / "in").mkdir()
    for number in (12, 13, 14):
        (tmp_path / "in" / f"{number}.txt").write_text(RESOLUTION.replace("99/12", f"99/{number}"))
    (tmp_path / "in" / "13.md").write_text(RESOLUTION.replace("99/12", "99/13"))
    (tmp_path / "in" / "list.txt").write_text("Boat list\n\n- oars\n- rope\n")
    (tmp_path / "in" / "broken.docx").write_bytes(b"PK\x03\x04 no more of it")
    return tmp_path


def _outputs(folder: Path) -> dict[str, bytes]:
    """What a user finds in an output folder."""
    files = [path for path in folder.rglob("*") if path.is_file() and FOLDER not in path.parts and path.name != LEDGER]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def _kept(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{FOLDER}/*/*.kept"))


def _unchanged(told: bytes) -> int:
    """How many inputs a run says that it took from an earlier one."""
    (line,) = [line for line in told.decode().splitlines() if line.endswith("unchanged since an earlier run")]
    return int(line.split()[1])


def _words(told: bytes) -> list[str]:
    """What a run says but for the seconds that it took, and what it took from an earlier one."""
    return [line for line in told.decode().splitlines() if not line.startswith("akn: ")]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_second_run_makes_nothing_again_and_has_the_same_bytes_and_words(folder: Path, name: str) -> None:
    command = COMMANDS[name]
    plain = akn(*command, cwd=folder)
    wanted = _outputs(folder / "out")
    (folder / "out").rename(folder / "plain")
    first = akn(*command, "--resume", cwd=folder)
    assert (_outputs(folder / "out"), _words(first.stderr)) == (wanted, _words(plain.stderr))
    assert _unchanged(first.stderr) == 0
    second = akn(*command, "--resume", cwd=folder)
    assert (_outputs(folder / "out"), _words(second.stderr)) == (wanted, _words(plain.stderr))
    assert _unchanged(second.stderr) == len(_kept(folder / "out")) == 5  # what cannot be read is tried again
    assert first.returncode == second.returncode == plain.returncode == 1


@pytest.mark.parametrize("name", ["view", "csv"])
def test_what_is_new_or_changed_is_made_and_what_went_is_kept_no_longer(folder: Path, name: str) -> None:
    command = (*COMMANDS[name], "--resume")
    akn(*command, cwd=folder)
    (folder / "in" / "12.txt").unlink()
    (folder / "in" / "14.txt").write_text(RESOLUTION.replace("99/12", "99/14").replace("burning", "lit"))
    (folder / "in" / "15.txt").write_text(RESOLUTION.replace("99/12", "99/15"))
    done = akn(*command, cwd=folder)
    assert _unchanged(done.stderr) == 3
    assert len(_kept(folder / "out")) == 5
    found = _outputs(folder / "out")
    (folder / "out").rename(folder / "before")
    akn(*command, cwd=folder)
    wanted = _outputs(folder / "out")
    assert {path: found[path] for path in wanted} == wanted


def test_corrections_an_option_and_a_catalogue_of_other_contents_make_inputs_again(folder: Path) -> None:
    (folder / "dates.tsv").write_text("A/RES/98/7\t2043-12-03\n")
    command = (*COMMANDS["view"], "--resume", "--catalogue", "dates.tsv")
    akn(*command, cwd=folder)
    assert _unchanged(akn(*command, cwd=folder).stderr) == 5
    (folder / "in" / "12.txt.akn.toml").write_text('symbol = "A/RES/99/16"\n')
    assert _unchanged(akn(*command, cwd=folder).stderr) == 4
    assert "99/16" in (folder / "out" / "12.html").read_text()
    (folder / "dates.tsv").write_text("A/RES/98/7\t2043-12-04\n")
    assert _unchanged(akn(*command, cwd=folder).stderr) == 0
    assert _unchanged(akn(*command, "--source", "none", cwd=folder).stderr) == 0
    assert _unchanged(akn(*command, "--source", "none", "--force", cwd=folder).stderr) == 0


def _own(folder: Path, words: str) -> None:
    """English of one's own, in which other words than "Calls upon" are a deed."""
    text = (ROOT / "akn/languages/eng.toml").read_text(encoding="utf-8")
    assert "callsUpon = 'Calls upon | Calls on'" in text
    text = text.replace("callsUpon = 'Calls upon | Calls on'", f"callsUpon = '{words}'")
    (folder / "own/languages").mkdir(parents=True, exist_ok=True)
    (folder / "own/languages/eng.toml").write_text(text, encoding="utf-8")


OF_DATA = {
    "csv": ("mandates", "in", "-o", "csv/table.csv", "--resume"),
    "publish": ("publish", "in", "--output-dir", "publish"),
    "convert": ("convert", "in", "--output-dir", "convert", "--report", "r.jsonl", "--resume"),
}


def test_data_files_of_ones_own_that_changed_make_inputs_again(folder: Path) -> None:
    commands = [("--data", "own", *command) for command in OF_DATA.values()]

    def made() -> dict[str, dict[str, bytes]]:
        forked_in_turn(*commands, cwd=folder)
        found = {name: _outputs(folder / name) for name in OF_DATA}
        return {
            name: {path: data for path, data in files.items() if not path.startswith(".akn-published")}
            for name, files in found.items()
        }

    _own(folder, "Calls upon")
    before = made()
    _own(folder, "Summons")
    found = made()
    for name in OF_DATA:
        (folder / name).rename(folder / f"{name} before")
    (folder / "r.jsonl").unlink()
    assert found == made()
    assert all(found[name] != before[name] for name in OF_DATA)


def test_a_library_with_another_text_makes_inputs_again(folder: Path) -> None:
    (folder / "old.txt").write_text(RESOLUTION.replace("99/12", "98/7").replace("2044", "2043"))
    akn("library", "add", "old.txt", "--library", "l.db", cwd=folder)
    command = (*COMMANDS["view"], "--resume", "--library", "l.db")
    akn(*command, cwd=folder)
    assert _unchanged(akn(*command, cwd=folder).stderr) == 5
    (folder / "older.txt").write_text(RESOLUTION.replace("99/12", "97/7").replace("2044", "2042"))
    akn("library", "add", "older.txt", "--library", "l.db", cwd=folder)
    assert _unchanged(akn(*command, cwd=folder).stderr) == 0


@pytest.mark.parametrize("damage", [b"", b"x\x9c", None, b"\x00" * 64])
def test_what_was_kept_and_is_damaged_is_made_again(folder: Path, damage: bytes | None) -> None:
    command = (*COMMANDS["csv"], "--resume")
    akn(*command, cwd=folder)
    wanted = _outputs(folder / "out")
    for path in _kept(folder / "out"):
        path.write_bytes(path.read_bytes()[:-9] if damage is None else damage)
    done = akn(*command, cwd=folder)
    assert (_outputs(folder / "out"), _unchanged(done.stderr)) == (wanted, 0)
    assert _unchanged(akn(*command, cwd=folder).stderr) == 5


def test_nothing_of_anybody_else_is_removed_from_what_is_kept(folder: Path) -> None:
    command = (*COMMANDS["csv"], "--resume")
    akn(*command, cwd=folder)
    mine = folder / "out" / FOLDER / "table.csv" / "notes.txt"
    mine.write_text("mine")
    akn("mandates", "in", "-o", "out/other.csv", "--resume", cwd=folder)
    (folder / "in" / "12.txt").unlink()
    akn(*command, cwd=folder)
    assert mine.read_text() == "mine"
    assert len(list((folder / "out" / FOLDER / "other.csv").iterdir())) == 5


def test_without_resume_nothing_is_kept(folder: Path) -> None:
    akn(*COMMANDS["view"], cwd=folder)
    akn(*COMMANDS["csv"], cwd=folder)
    assert not (folder / "out" / FOLDER).exists()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("view", "in", "--resume"), "--resume needs --output-dir DIR"),
        (("view", "in/12.txt", "-o", "a.html", "--resume"), "--resume needs --output-dir DIR"),
        (("mandates", "in", "--resume"), "--resume needs -o FILE"),
        (("mandates", "in", "-o", "-", "--resume"), "--resume needs -o FILE"),
        (("mandates", "in", "-o", "s3://bucket/a.csv", "--resume"), "--resume needs a file here"),
    ],
)
def test_where_nothing_can_be_kept_resume_is_refused(folder: Path, command: tuple[str, ...], told: str) -> None:
    done = akn(*command, cwd=folder)
    assert done.returncode == 2
    assert told in done.stderr.decode()


def _are_there(group: int) -> bool:
    """Whether any process of a group is there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("name", some_of(["view", "csv"], 2))
def test_a_run_that_is_killed_is_resumed(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    for number in range(10, 34):
        (tmp_path / "in" / f"{number}.txt").write_text(RESOLUTION.replace("99/12", f"99/{number}"))
    command = COMMANDS[name]
    akn(*command, cwd=tmp_path)
    wanted = _outputs(tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / "undisturbed")
    run = start(*command, "--jobs", "2", "--resume", cwd=tmp_path, start_new_session=True)
    deadline = time.monotonic() + 200
    while len(_kept(tmp_path / "out")) < 4 and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait(200)
    while _are_there(run.pid) and time.monotonic() < deadline:  # what one that is not gone yet has begun stays
        time.sleep(0.005)
    assert not _outputs(tmp_path / "out").keys() & {"index.html", "table.csv"}  # it was in the middle
    kept = len(_kept(tmp_path / "out"))
    done = akn(*command, "--resume", cwd=tmp_path)
    assert _outputs(tmp_path / "out") == wanted
    assert 4 <= kept <= _unchanged(done.stderr) < 24
    assert not list((tmp_path / "out").rglob("*.part"))
