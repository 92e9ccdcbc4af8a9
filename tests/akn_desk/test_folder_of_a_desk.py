"""What a desk keeps in its folder, and that it destroys nothing there: without a server."""

from __future__ import annotations

import argparse
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar, cast

import pytest

from akn.errors import AknError, UnreadableInput, UsageError
from akn_desk.commands import add_arguments
from akn_desk.corrections import Choice, Corrected, applied
from akn_desk.folder import NOTES, Folder, key_of, plain_name
from akn_desk.indexing import LIBRARY, Index
from akn_library import Library
from converters.batch.bounded import Readers
from converters.batch.pool import Death
from converters.reading import Status
from converters.view.site import SiteInput
from tests.akn_desk.running import RESOLUTION

T = TypeVar("T")
ROOT = Path(__file__).parent.parent.parent
HEADING = Choice(lines=('starts = "Working"',), role="heading")
NOTHING = Choice(lines=('starts = "Working"',))
WRITTEN = """\
symbol = "A/RES/99/12"

# agreed with the secretariat
[[line]]  # a title
starts = "Working"
role = "operative"

# of the second annex
[[line]]
number = 12
role = "heading"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    with Readers(1) as idle:
        yield Folder(str(tmp_path), idle, idle)


def test_a_library_that_a_person_made_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("akn_desk.indexing._PATIENCE", 0.01)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/one.txt").write_text(RESOLUTION)
    (tmp_path / "elsewhere.txt").write_text(RESOLUTION.replace("99/12", "99/13"))
    own = tmp_path / "in/akn-library.db"
    with Library(own, writing=True, create=True) as library:
        assert len(list(library.add([tmp_path / "elsewhere.txt"]))) == 1
    (tmp_path / "elsewhere.txt").unlink()
    before = own.read_bytes()
    index = Index(str(tmp_path / "in"), lambda: [str(tmp_path / "in/one.txt")])
    index.wake()
    until = time.monotonic() + 200
    while not index.state().ready and time.monotonic() < until:
        time.sleep(0.05)
    index.end()
    assert index.state().ready
    assert own.read_bytes() == before
    with Library(tmp_path / "in" / LIBRARY) as library:
        assert [held.symbol for held in library.held()] == ["A/RES/99/12"]


class Slow(Readers):
    """Readers whose files wait for a sign; how many were begun.  They read in no process of their own, so nothing is
    read: the limits of a reader would be those of the tests, and of the browsers that they start.
    """

    def __init__(self) -> None:
        self._one = ThreadPoolExecutor(1)
        self.go = threading.Event()
        self.begun: list[str] = []

    def ask(self, function: Callable[[str], T], path: str) -> Future[T | Death]:
        def read() -> T | Death:
            self.begun.append(path)
            assert self.go.wait(200)
            return cast(T, SiteInput(path, path, status=Status.CONVERTED))

        return self._one.submit(read)


def test_a_page_that_is_opened_twice_while_another_is_read_is_there_twice(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(RESOLUTION)
    idle, urgent = Slow(), Slow()
    folder = Folder(str(tmp_path), idle, urgent)
    folder.look()
    with ThreadPoolExecutor(5) as visitors:
        opened = []
        for name in ("a.txt", "b.txt", "c.txt", "c.txt", "c.txt"):
            opened.append(visitors.submit(folder.whole, key_of(name)))
            time.sleep(0.1)  # each after the one before, but for a machine that is very slow
        idle.go.set()
        urgent.go.set()
        read = [one.result(200) for one in opened]
    assert [one is not None and one.status.there for one in read] == [True] * 5
    begun = sorted(os.path.basename(path) for path in idle.begun + urgent.begun)
    assert begun == ["a.txt", "b.txt", "c.txt"], "nobody's second look is a second reading"


@pytest.mark.parametrize("kept", [b'{"a": ["x"],}', b'["a"]', b'{"a": "x"}', b"\xff\xfe{", b"[" * 100_000, b""])
def test_notes_that_cannot_be_read_are_an_error_and_stay(folder: Folder, kept: bytes) -> None:
    notes = Path(folder.root, NOTES)
    notes.write_bytes(kept)
    with pytest.raises(UnreadableInput, match=NOTES):
        folder.tick("b", "y", off=False)
    with pytest.raises(UnreadableInput, match=NOTES):
        folder.seen("a")
    assert notes.read_bytes() == kept


def test_notes_that_are_not_there_are_empty(folder: Folder) -> None:
    assert folder.seen("a") == frozenset()
    folder.tick("a", "x", off=False)
    folder.tick("b", "y", off=False)
    assert (folder.seen("a"), folder.seen("b")) == ({"x"}, {"y"})


def test_comments_stay_with_the_table_below_them() -> None:
    changed = applied(WRITTEN, HEADING, "x.toml")
    assert changed.count("[[line]]") == 2
    assert "operative" not in changed
    assert '# of the second annex\n[[line]]\nnumber = 12\nrole = "heading"\n' in changed
    assert "# agreed with the secretariat\n" in changed
    gone = applied(changed, NOTHING, "x.toml")
    assert [line for line in gone.split("\n") if line[:1] == "#"] == [
        "# agreed with the secretariat",
        "# of the second annex",
    ]
    assert applied(WRITTEN, Choice(lines=("number = 99",)), "x.toml") == WRITTEN


def test_ends_of_lines_are_those_of_the_file() -> None:
    changed = applied(WRITTEN.replace("\n", "\r\n"), HEADING, "x.toml")
    assert changed == applied(WRITTEN, HEADING, "x.toml").replace("\n", "\r\n")
    assert changed.count("[[line]]") == 2


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf" + WRITTEN.replace("\n", "\r\n").encode(), b"\n \n", None], ids=str)
def test_undo_gives_the_very_bytes_back(tmp_path: Path, before: bytes | None) -> None:
    document, file = tmp_path / "a.txt", tmp_path / "a.txt.akn.toml"
    if before is not None:
        file.write_bytes(before)
    corrected = Corrected()
    corrected.apply(str(document), HEADING)
    assert not file.read_bytes().startswith(b"\xef\xbb\xbf"), "TOML has none"
    corrected.apply(str(document), NOTHING)
    corrected.undo(str(document))
    corrected.undo(str(document))
    assert (file.read_bytes() if file.exists() else None) == before


def test_corrections_that_are_not_utf_8_are_an_error_and_stay(tmp_path: Path) -> None:
    file = tmp_path / "a.txt.akn.toml"
    file.write_bytes(b"# caf\xe9\n")
    with pytest.raises(AknError, match="UTF-8"):
        Corrected().apply(str(tmp_path / "a.txt"), HEADING)
    assert file.read_bytes() == b"# caf\xe9\n"


def test_a_line_that_is_named_by_a_deep_nest_is_refused() -> None:
    deep = "number = " + "[" * 100_000
    with pytest.raises(UsageError, match="by its number"):
        applied("", Choice(lines=(deep,), role="heading"), "x.toml")


@pytest.mark.parametrize("letter", ["a", "é", "決", "\U0001f5fc"])
def test_names_leave_room_in_bytes(folder: Folder, letter: str) -> None:
    name = plain_name(f"{letter * 250}.txt")
    assert 190 < len(name.encode()) <= 200
    assert name.endswith(f"{letter}.txt")
    for data in (b"one", b"two"):
        ((taken, why),) = folder.take(f"{letter * 250}.txt", data)
        assert not why
        Path(folder.root, f"{taken}.akn.toml").write_bytes(b"")


def test_a_file_that_cannot_be_written_says_why(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: str, data: bytes) -> None:
        raise AknError(f"{path}: cannot be written: no space")

    with monkeypatch.context() as patched:
        patched.setattr("akn_desk.folder.write_atomically", full)
        ((name, why),) = folder.take("a.txt", b"x")
    assert (name, "no space" in why) == ("a.txt", True)
    assert folder.take("b.txt", b"x") == [("b.txt", "")]


@pytest.mark.parametrize("jobs", ["-3", "0", "x"])
def test_a_number_of_processes_that_cannot_be_is_a_wrong_call(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    with pytest.raises(SystemExit) as ended:
        parser.parse_args(["--jobs", jobs])
    assert ended.value.code == 2
    assert "--jobs" in capsys.readouterr().err
    assert parser.parse_args([]).jobs is None


def test_the_image_has_every_package_that_is_installed() -> None:
    import tomllib

    made = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    image = (ROOT / "Dockerfile").read_text().splitlines()
    assert [name for name in made["packages"] if f"COPY {name} {name}" not in image] == []


VOLUME = """\
Resolution 900 (2044)

The Security Council,

1. Decides to keep the light burning.

Resolution 901 (2044)

The Security Council,

1. Decides to meet again.
"""


def test_a_volume_is_taken_apart_when_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "volume.txt").write_text(VOLUME)
    with Readers(1) as readers:
        folder = Folder(str(tmp_path), readers, readers)
        folder.look()
        key = key_of("volume.txt")
        folder.whole(key)
        assert folder.volumes() == {key: ("volume.txt", 2)}
        assert folder.part(key_of("other.txt")) == []
        names = [name for name, why in folder.part(key) if not why]
        assert names == ["S_RES_900(2044).xml", "S_RES_901(2044).xml"]
        folder.look()
        symbols = [folder.whole(p.key).document.metadata.symbols for p in folder.papers() if p.key != key]  # type: ignore[union-attr]
        assert symbols == [("S/RES/900 (2044)",), ("S/RES/901 (2044)",)]
        assert folder.volumes() == {}, "once is enough"
    assert (tmp_path / "volume.txt").read_text() == VOLUME


def test_what_was_taken_out_before_is_not_overwritten(tmp_path: Path) -> None:
    with Readers(1) as readers:
        folder = Folder(str(tmp_path), readers, readers)
        for content in ("first", "second"):
            (tmp_path / "text.txt").write_text(RESOLUTION)
            (tmp_path / "text.txt.akn.toml").write_text(f"# {content}\n")
            folder.look()
            (paper,) = folder.papers()
            held = folder.remove(paper)
            (tmp_path / held).unlink()  # somebody puts the file back, and leaves the corrections
    kept = {path.read_text() for path in (tmp_path / ".akn-desk-removed").glob("*.akn.toml")}
    assert kept == {"# first\n", "# second\n"}


class Counting(Readers):
    """Readers that say what was read."""

    def __init__(self) -> None:
        super().__init__(1)
        self.read: list[str] = []

    def ask(self, function: Callable[[str], T], path: str) -> Future[T | Death]:
        self.read.append(os.path.basename(path))
        return super().ask(function, path)


def test_a_choice_that_is_taken_back_is_read_once_and_what_was_read_before_stands(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(RESOLUTION)
    with Counting() as readers:
        folder = Folder(str(tmp_path), readers, readers)
        folder.look()
        key = key_of("text.txt")
        before = folder.whole(key)
        (paper,) = folder.papers()
        folder.corrected.apply(paper.path, Choice(fact="language", value="xx"))
        assert folder.known(key) != before
        folder.take_back(key, before)
        assert folder.known(key) is folder.whole(key) is before
        assert readers.read == ["text.txt"] * 2, "once as it is, once with the choice"
        assert not folder.look(), "the folder is as it was"
        (tmp_path / "text.txt").write_text(RESOLUTION.replace("Lighthouses", "Lanterns"))
        assert folder.whole(key) != before, "what is changed is read"
