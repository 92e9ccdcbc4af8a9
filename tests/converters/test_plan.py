"""What a user names becomes tasks, in one order, and no two with one output."""

from __future__ import annotations

import io
import os
import pickle
import random
import sys
import tarfile
import tempfile
import tracemalloc
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from akn.errors import UnreadableInput
from converters.batch import convert_many, run
from converters.batch.plan import Plan, read_list
from converters.batch.task import read_held
from converters.commands.streams import paths, read_input
from converters.files import fingerprint, part_prefix
from converters.options import Options
from tests.converters.command import RESOLUTION


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with files of several kinds, and the working directory above it."""
    for name in ("in/b.txt", "in/a.txt", "in/deep/c.md", "in/deep/photo.jpg", "in/.hidden.txt", "in/.git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    os.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def _stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(".")  # whatever a test changes to, it comes back from


def _pairs(plan: Plan) -> list[tuple[str, str]]:
    return [(t.source, t.output) for t in plan]


def _codes(plan: Plan) -> dict[str, str]:
    return {t.source: t.refused.code.code for t in plan if t.refused}


def test_a_folder_is_mirrored_in_alphabetical_order_without_hidden_files(tree: Path) -> None:
    plan = Plan(["in"], "out", Options())
    assert _pairs(plan) == [
        ("in/a.txt", "out/a.xml"),
        ("in/b.txt", "out/b.xml"),
        ("in/deep/c.md", "out/deep/c.xml"),
    ]
    assert plan.left_alone == 1, "the picture is counted"
    assert plan.count() == 3


@pytest.mark.parametrize(
    ("options", "made"),
    [(Options(), "xml"), (Options(from_="xml"), "xml"), (Options(stop_after="document"), "json")],
    ids=["of another kind", "of the kind that is read", "as JSON"],
)
def test_outputs_below_the_folder_of_the_inputs_are_neither_inputs_nor_of_another_kind(
    tree: Path, options: Options, made: str
) -> None:
    Path("in/a.xml").write_text("a")
    before = Plan(["in"], "in/made", options)
    first = _pairs(before)
    Path("in/made/deep").mkdir(parents=True)
    Path(f"in/made/a.{made}").write_text("a")
    Path(f"in/made/deep/c.{made}").write_text("c")
    after = Plan(["in"], "in/made", options)
    assert _pairs(after) == first
    assert after.left_alone == before.left_alone
    assert after.count() == len(first)


@pytest.mark.parametrize("outputs", ["in", "."])
def test_a_folder_that_is_its_own_output_folder_or_below_it_is_read(tree: Path, outputs: str) -> None:
    Path("in/a.xml").write_text("a")
    assert _pairs(Plan(["in"], outputs, Options(from_="xml"), replace=True)) == [("in/a.xml", f"{outputs}/a.xml")]


def test_inputs_are_counted_where_that_can_be_known(tree: Path) -> None:
    assert Plan(["in", "in/a.txt"], "out", Options(), keep=lambda source: source != "in/b.txt").count() == 2
    with zipfile.ZipFile("in/z.zip", "w") as archive:
        archive.writestr("m.txt", "m")
    plan = Plan(["in"], "out", Options())
    assert plan.count() is None
    assert plan.left_alone == 0, "counting leaves no trace"


def test_what_is_named_twice_is_one_input(tree: Path) -> None:
    named = ["in/deep/c.md", "in", "./in/a.txt", str(tree / "in/b.txt"), "in/*.txt", "none.txt", "none.txt"]
    plan = Plan(named, "out", Options())
    assert _pairs(plan) == [
        ("in/deep/c.md", "out/c.xml"),
        ("in/a.txt", "out/a.xml"),
        ("in/b.txt", "out/b.xml"),
        ("none.txt", "out/none.xml"),
    ]
    assert _codes(plan) == {}


def test_links_to_folders_are_followed_but_not_in_circles(tree: Path) -> None:
    (tree / "other/far").mkdir(parents=True)
    (tree / "other/far/d.txt").write_text("d")
    (tree / "in/deep/link").symlink_to(tree / "other")
    (tree / "other/far/back").symlink_to(tree / "in")
    (tree / "in/deep/up").symlink_to("..")
    (tree / "in/self").symlink_to(".")
    (tree / "in/nothing").symlink_to("nothing")
    assert _pairs(Plan(["in"], "out", Options())) == [
        ("in/a.txt", "out/a.xml"),
        ("in/b.txt", "out/b.xml"),
        ("in/deep/c.md", "out/deep/c.xml"),
        ("in/deep/link/far/d.txt", "out/deep/link/far/d.xml"),
    ]


def test_a_folder_with_nothing_but_the_format_that_comes_out_says_how_it_is_converted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Oars")
    told = next(task.refused for task in Plan([str(tmp_path)], "out", Options(to="text")))
    assert told is not None
    assert (told.code.code, told.hint) == ("B109", "use the option `--from text` to convert it all the same")
    assert "nothing to convert but text" in told.message
    assert [task.refused for task in Plan([str(tmp_path)], "out", Options(to="text", from_="text"))] == [None]


def test_a_folder_that_cannot_be_listed_is_told(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("deep"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    plan = Plan(["in"], "out", Options())
    assert [source for source, _ in _pairs(plan)] == ["in/a.txt", "in/b.txt", "in/deep"]
    assert [str(task.refused) for task in plan if task.refused] == [
        "in/deep: error B101: permission denied (ask whoever it belongs to for the right to read it)"
    ]
    assert list(paths(["in"], lambda name: name.endswith("a.txt"))) == ["in/a.txt", "in/deep"]
    with pytest.raises(UnreadableInput, match="in/deep: permission denied"):
        read_input("in/deep")


def test_files_go_straight_into_the_output_folder(tree: Path) -> None:
    assert _pairs(Plan(["in/deep/c.md", "in/a.txt"], "out/", Options(to="text"))) == [
        ("in/deep/c.md", "out/c.txt"),
        ("in/a.txt", "out/a.txt"),
    ]


def test_a_pattern_keeps_the_folders_below_its_fixed_part(tree: Path) -> None:
    assert _pairs(Plan(["in/**/*.[mt]*"], "out", Options())) == [
        ("in/a.txt", "out/a.xml"),
        ("in/b.txt", "out/b.xml"),
        ("in/deep/c.md", "out/deep/c.xml"),
    ]
    assert _codes(Plan(["in/*.doc"], "out", Options())) == {"in/*.doc": "B101"}


def test_only_the_dotted_language_code_stays_in_a_name(tree: Path) -> None:
    assert [o for _, o in _pairs(Plan(["A_RES_67_195.ar.txt", "A_RES_61.2"], "out", Options()))] == [
        "out/A_RES_67_195.ar.xml",
        "out/A_RES_61.2.xml",
    ]


def test_two_inputs_with_one_output_are_told_and_the_first_one_wins(tree: Path) -> None:
    (tree / "other").mkdir()
    (tree / "other/a.txt").write_text("also a")
    plan = Plan(["in/a.txt", "other/a.txt"], "out", Options())
    assert _codes(plan) == {"other/a.txt": "B104"}
    assert ("in/a.txt", "out/a.xml") in _pairs(plan)


def test_inputs_of_one_name_in_several_formats_share_a_place_and_have_another_each(tree: Path) -> None:
    (tree / "in/a.md").write_text("also a")
    found = {task.source: task for task in Plan(["in"], "out", Options())}
    assert [(found[name].output, found[name].rivals) for name in ("in/a.txt", "in/a.md")] == [("out/a.xml", 2)] * 2
    assert [found[name].other for name in ("in/a.txt", "in/a.md")] == ["out/a.txt.xml", "out/a.md.xml"]
    assert {task.rivals for name, task in found.items() if not name.startswith("in/a.")} == {1}


def test_an_output_never_replaces_its_input_unless_that_is_wished(tree: Path) -> None:
    (tree / "x.xml").write_text("<x/>")
    assert _codes(Plan(["x.xml"], ".", Options())) == {"x.xml": "B105"}
    assert _codes(Plan(["x.xml"], ".", Options(), replace=True)) == {}
    assert _codes(Plan(["x.xml"], "out", Options())) == {}


def test_a_folder_with_outputs_among_the_inputs_gives_only_the_inputs(tree: Path) -> None:
    (tree / "in/done.xml").write_text("<x/>")
    assert "in/done.xml" not in dict(_pairs(Plan(["in"], "out", Options())))
    assert dict(_pairs(Plan(["in"], "out", Options(to="text")))) == {
        "in/deep/c.md": "out/deep/c.txt",
        "in/done.xml": "out/done.txt",
    }
    assert dict(_pairs(Plan(["in"], "out", Options(from_="xml")))) == {"in/done.xml": "out/done.xml"}


def test_outputs_of_a_stage_are_named_as_json(tree: Path) -> None:
    assert _pairs(Plan(["in/a.txt"], "out", Options(stop_after="blocks"))) == [("in/a.txt", "out/a.json")]


def test_without_an_output_folder_the_outputs_come_back(tree: Path) -> None:
    assert _pairs(Plan(["in/a.txt"], "", Options())) == [("in/a.txt", "")]


def test_a_zip_is_read_in_place_and_its_folders_are_kept(tree: Path) -> None:
    with zipfile.ZipFile("session.zip", "w") as archive:
        archive.writestr("en/one.txt", "one")
        archive.writestr("two.md", "two")
        archive.writestr("cover.jpg", "no")
    plan = Plan(["session.zip"], "out", Options())
    assert [(t.source, t.output, t.data) for t in plan] == [
        ("session.zip!/en/one.txt", "out/session/en/one.xml", b"one"),
        ("session.zip!/two.md", "out/session/two.xml", b"two"),
    ]
    assert plan.left_alone == 1


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_is_read_in_place_however_it_is_compressed(tree: Path, mode: str) -> None:
    name = "in/deep/session.tar" + (f".{mode[2:]}" if mode != "w" else "")
    with tarfile.open(name, mode) as archive:  # type: ignore[call-overload]
        archive.add("in/a.txt", "x/a.txt")
        link = tarfile.TarInfo("x/link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    found = {t.source: (t.output, t.data) for t in Plan(["in"], "out", Options())}
    assert found[f"{name}!/x/a.txt"] == ("out/deep/session/x/a.xml", b"in/a.txt")
    refused = {t.source: str(t.refused) for t in Plan(["in"], "out", Options()) if t.refused}
    assert list(refused) == [f"{name}!/x/link.txt"]
    assert "it is a link" in refused[f"{name}!/x/link.txt"]


def test_a_member_that_would_leave_the_folder_is_refused_by_name(tree: Path) -> None:
    with tarfile.open("evil.tar", "w") as archive:
        for name in ("../../up.txt", "/etc/root.txt", "fine.txt"):
            info = tarfile.TarInfo(name)
            info.size = 2
            archive.addfile(info, io.BytesIO(b"ab"))
    plan = Plan(["evil.tar"], "out", Options())
    assert _codes(plan) == {"evil.tar!/../../up.txt": "B107", "evil.tar!//etc/root.txt": "B107"}
    assert [t.output for t in plan] == ["", "", "out/evil/fine.xml"]


def test_a_member_that_unpacks_to_too_much_is_refused(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converters.batch.plan.MAX_MEMBER", 1000)
    with zipfile.ZipFile("bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.txt", "0" * 1_000_000)
        archive.writestr("small.txt", "0")
    plan = Plan(["bomb.zip"], "out", Options())
    assert _codes(plan) == {"bomb.zip!/big.txt": "B107"}
    assert [t.data for t in plan] == [None, b"0"]


@pytest.mark.parametrize("name", ["large.zip", "large.tar", "large.tar.gz"])
def test_large_members_are_unpacked_and_travel_by_name(tree: Path, name: str) -> None:
    size, members = 10 << 20, ("0.txt", "1.txt", "2.txt")
    with open("large.txt", "wb") as file:
        file.write(random.Random(26).randbytes(size))  # nothing makes it smaller, so nothing tries
    if name.endswith(".zip"):
        with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED, compresslevel=0) as archive:
            for member in members:
                archive.write("large.txt", member)
    else:
        with tarfile.open(name, "w:gz", compresslevel=0) if name.endswith("gz") else tarfile.open(name, "w") as tar:
            for member in members:
                tar.add("large.txt", member)
    plan = Plan([name], "out", Options())
    tracemalloc.start()
    try:
        tasks = list(plan)
        assert tracemalloc.get_traced_memory()[1] < size / 2, "what is unpacked stands in no memory"
    finally:
        tracemalloc.stop()
    assert [(t.source, t.data) for t in tasks] == [(f"{name}!/{member}", None) for member in members]
    assert sum(len(pickle.dumps(t)) for t in tasks) < 10_000
    assert [len(read_held(t)) for t in tasks] == [size] * 3
    folder = Path(tasks[0].unpacked).parent
    assert len(list(folder.iterdir())) == 3
    del plan
    assert not folder.exists()


def test_what_was_unpacked_goes_when_it_is_done_and_after_a_killed_run(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("converters.batch.plan.LARGE", 10)
    unpacked = Path(tempfile.gettempdir())
    left = unpacked / f"{part_prefix(1 << 30)}x"
    left.mkdir(exist_ok=True)
    (left / "member").write_bytes(b"of a killed run")
    with zipfile.ZipFile("large.zip", "w") as archive:
        for n in range(3):
            archive.writestr(f"{n}.txt", RESOLUTION.replace("99/12", f"99/{n}"))
    plan = Plan(["large.zip"], "out", Options())
    ours = f"{part_prefix(os.getpid())}*/*"
    there = [(outcome.status.value, len(list(unpacked.glob(ours)))) for outcome in run(plan, Options(), jobs=1)]
    assert [status for status, _ in there] == ["converted"] * 3
    assert max(count for _, count in there) <= 1
    assert not left.exists()
    with ThreadPoolExecutor(1) as executor:
        outcomes = list(convert_many(["large.zip"], executor=executor, output_dir="other"))
    assert [o.output_sha256 for o in outcomes] == [
        fingerprint(Path(f"out/large/{n}.xml").read_bytes()) for n in range(3)
    ]


def test_a_broken_archive_is_one_input_that_failed(tree: Path) -> None:
    (tree / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    (tree / "broken.tar.gz").write_bytes(b"\x1f\x8b\x08 and no more")
    assert _codes(Plan(["broken.zip", "broken.tar.gz"], "out", Options())) == {
        "broken.zip": "B101",
        "broken.tar.gz": "B101",
    }


def test_a_word_file_is_no_archive(tree: Path) -> None:
    with zipfile.ZipFile("a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert _pairs(Plan(["a.docx"], "out", Options())) == [("a.docx", "out/a.xml")]


def test_addresses_are_listed_and_mirrored(tree: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe({"/plan/in/a.txt": b"a", "/plan/in/deep/b.txt": b"b", "/plan/in/c.jpg": b"c"})
    plan = Plan(["memory://plan/in"], "memory://out", Options())
    assert [(s.removeprefix("memory://").lstrip("/"), o) for s, o in _pairs(plan)] == [
        ("plan/in/a.txt", "memory://out/a.xml"),
        ("plan/in/deep/b.txt", "memory://out/deep/b.xml"),
    ]
    assert plan.left_alone == 1


def test_the_list_of_inputs_may_end_names_by_lines_or_nulls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list").write_bytes("a b.txt\n\nقرار.txt\n".encode())
    assert read_list(str(tmp_path / "list")) == ["a b.txt", "قرار.txt"]
    (tmp_path / "list").write_bytes(b"line\nbreak.txt\0c.txt\0")
    assert read_list(str(tmp_path / "list")) == ["line\nbreak.txt", "c.txt"]
    (tmp_path / "list").write_bytes(b"\xef\xbb\xbfa.txt\r\nb.txt\r\n")
    assert read_list(str(tmp_path / "list")) == ["a.txt", "b.txt"], "a list made on Windows"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"from stdin.txt\n")))
    assert read_list("-") == ["from stdin.txt"]


def test_a_zip_that_lies_about_a_size_is_not_unpacked(tree: Path) -> None:
    size = 17_000_003
    with zipfile.ZipFile("bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.txt", bytes(size))
    data = Path("bomb.zip").read_bytes()
    assert data.count(size.to_bytes(4, "little")) == 2, "in the local and in the central header"
    Path("bomb.zip").write_bytes(data.replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little")))
    tracemalloc.start()
    try:
        assert _codes(Plan(["bomb.zip"], "out", Options())) == {"bomb.zip": "B101"}
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()


def test_links_in_archives_are_refused_where_they_look_like_inputs(tree: Path) -> None:
    with zipfile.ZipFile("z.zip", "w") as archive, tarfile.open("t.tar", "w") as tar:
        for name in ("link.txt", "libfoo.so"):
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o120777 << 16
            archive.writestr(info, "/etc/passwd")
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, "libfoo.so.1"
            tar.addfile(link)
    assert _codes(Plan(["z.zip", "t.tar"], "out", Options())) == {"z.zip!/link.txt": "B107", "t.tar!/link.txt": "B107"}
