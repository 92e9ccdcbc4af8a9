"""The library: what goes in, what comes out, and that nothing else stays."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import zipfile
from dataclasses import fields
from pathlib import Path

import pytest

import akn_library
from akn.citing import CITED, COLUMNS, links
from akn.errors import UnreadableInput, UsageError
from akn.xml.uri import WorkUri
from akn_library import Library, Reference
from akn_library.adding import TOGETHER
from akn_library.citations import _address
from akn_library.entry import fragment_in
from akn_library.schema import APPLICATION, PAGE, VERSION, connect
from converters import Options, Status, convert
from converters.chunks import Chunk, CitedPlace
from converters.conversion import look
from tests.akn_library.dump import dump
from tests.akn_library.family import LIGHTHOUSES, write_family


def _added(library: Library, *inputs: Path, **options: object) -> dict[str, Status]:
    return {one.path: one.status for one in library.add(inputs, **options)}  # type: ignore[arg-type]


def test_a_text_is_one_work_whatever_its_languages(library: Library) -> None:
    held = [(row.symbol, row.language, row.adopted, row.year) for row in library.held()]
    assert held == [
        ("A/RES/97/31", "eng", "2042-12-04", 2042),
        ("A/RES/98/40", "eng", "2043-12-03", 2043),
        ("A/RES/98/40", "fra", "2043-12-03", 2043),
        ("A/RES/98/40", "zho", "2043-12-03", 2043),
        ("A/RES/99/52", "eng", "2044-12-09", 2044),
        ("S/RES/3010 (2040)", "eng", "2040-05-07", 2040),
    ]
    assert library.connection.execute("SELECT count(*) FROM work").fetchone() == (4,)


def test_a_unit_has_the_place_that_people_say(library: Library) -> None:
    rows = library.connection.execute(
        "SELECT place, part, number, action, text FROM passage WHERE symbol = 'A/RES/97/31' AND kind = 'point'"
    ).fetchall()
    assert rows == [
        ("operative paragraph 2 (a)", "operative", "2 (a)", "invites", "To keep their lamps burning;"),
        ("operative paragraph 2 (b)", "operative", "2 (b)", "invites", "To share the oil that remains;"),
    ]


def test_who_cites_a_text_is_told_by_paragraph(library: Library) -> None:
    found = [(row.symbol, row.language, row.place, row.text, row.fragment) for row in library.cited_by("A/RES/97/31")]
    assert found == [
        ("A/RES/98/40", "eng", "preambular paragraph 1", "97/31", ""),
        ("A/RES/98/40", "eng", "operative paragraph 1", "paragraph 2 (a)", "para_2__list_1__point_a"),
        ("A/RES/98/40", "eng", "operative paragraph 1", "97/31", ""),
        ("A/RES/98/40", "fra", "preambular paragraph 1", "97/31", ""),
        ("A/RES/98/40", "zho", "preambular paragraph 1", "97/31", ""),
        ("A/RES/99/52", "eng", "preambular paragraph 1", "97/31", ""),
    ]


@pytest.mark.parametrize(("paragraph", "count"), [("2", 1), ("2 (a)", 1), ("para_2", 1), ("2 (b)", 0), ("3", 0)])
def test_who_cites_a_paragraph_cites_it_or_a_point_of_it(library: Library, paragraph: str, count: int) -> None:
    assert len(list(library.cited_by("A/RES/97/31", paragraph))) == count


def test_a_citation_in_a_note_stands_in_the_paragraph_that_calls_it(library: Library) -> None:
    (row, passage) = [r for r in library.cited_by("A/RES/96/12") if r.symbol == "A/RES/98/40"]
    assert (row.place, row.paragraph) == ("operative paragraph 3, note 1", "para_3")
    assert row.eid == "authorialNote_1__ref_1"
    assert (row.text, row.action, passage.text, passage.fragment) == ("96/12", "callsUpon", "para. 7", "para_7")


def test_what_a_text_cites_is_told_with_the_date_that_is_printed(library: Library) -> None:
    found = [(row.text, row.cited, row.printed_date) for row in library.cites("A/RES/98/40", "en")]
    assert ("3010 (2040)", "S/RES/3010 (2040)", "2040-05-07") in found
    assert ("A/98/77", "A/98/77", "") in found
    assert ("Article 55", "") in [(row.text, row.cited) for row in library.cites("A/RES/99/52")]
    assert [row.symbol for row in library.cited_by("charter")] == ["A/RES/99/52"]


def test_what_is_no_symbol_is_a_wrong_call(library: Library) -> None:
    with pytest.raises(UsageError, match="no symbol"):
        library.cited_by("the Lighthouse Protocol")


def test_mandates_are_there_with_those_who_are_asked_and_by_when(library: Library) -> None:
    rows = library.connection.execute(
        """
        SELECT key, due.value, substr(text, ask_start + 1, ask_length) FROM mandate
          JOIN unit ON unit.id = mandate.unit JOIN version ON version.id = version JOIN work ON work.id = work
          JOIN addressee ON addressee.mandate = mandate.id JOIN due ON due.mandate = mandate.id
          WHERE symbol = 'A/RES/97/31'
        """
    ).fetchall()
    assert rows == [("secretaryGeneral", "2044-03-01", "report on the state of all lighthouses by 1 March 2044;")]


# ---- adding again, changing, removing


def test_what_is_there_is_left_alone_and_what_changed_is_read_again(tmp_path: Path) -> None:
    folder = write_family(tmp_path / "in")
    with Library(tmp_path / "a.db", create=True) as library:
        assert set(_added(library, folder).values()) == {Status.CONVERTED}
        assert set(_added(library, folder).values()) == {Status.UNCHANGED}
        (folder / "council.txt").write_text(LIGHTHOUSES["99"])
        changed = _added(library, folder)
        assert [path for path, status in changed.items() if status is Status.CONVERTED] == ["in/council.txt"]
        assert [row.symbol for row in library.held(body="sc")] == []
        (folder / "lighthouses-97.txt.akn.toml").write_text('symbol = "A/RES/97/32"\n')
        changed = _added(library, folder)
        assert [path for path, status in changed.items() if status is Status.CONVERTED] == ["in/lighthouses-97.txt"]
        assert "A/RES/97/32" in [row.symbol for row in library.held()]
        assert set(_added(library, folder, again=True).values()) == {Status.CONVERTED}
        assert set(_added(library, folder, options=Options(body="ga")).values()) == {Status.CONVERTED}


def test_the_content_does_not_depend_on_the_order_of_adding(tmp_path: Path) -> None:
    folder = write_family(tmp_path)
    files = sorted(folder.glob("*.txt"))
    dumps = []
    for seed in range(3):
        random.Random(seed).shuffle(files)
        with Library(tmp_path / f"{seed}.db", create=True) as library:
            for file in files:
                _added(library, file)
            dumps.append(dump(library))
    assert all(dumps[0][name] for name in dumps[0] if name != "register")
    assert dumps[1] == dumps[0]
    assert dumps[2] == dumps[0]


def test_what_is_removed_leaves_nothing(tmp_path: Path) -> None:
    folder = write_family(tmp_path / "in")
    with Library(tmp_path / "a.db", create=True) as library, Library(tmp_path / "b.db", create=True) as other:
        _added(library, folder)
        _added(other, *(f for f in sorted(folder.glob("*.txt")) if "98" not in f.name))
        removed = library.remove([folder / "lighthouses-98.txt", folder / "lighthouses-98-fr.txt"])
        assert removed == ("in/lighthouses-98-fr.txt", "in/lighthouses-98.txt")
        assert library.remove([folder / "lighthouses-98-zh.txt"])
        assert dump(library) == dump(other)
        assert library.remove([folder])
        assert not any(dump(library).values())


def test_files_that_are_gone_are_named_and_can_be_removed(tmp_path: Path) -> None:
    folder = write_family(tmp_path / "in")
    with Library(tmp_path / "a.db", create=True) as library:
        _added(library, folder)
        (folder / "council.txt").unlink()
        assert library.status().gone == ("in/council.txt",)
        assert library.remove(gone=True) == ("in/council.txt",)
        assert library.status().gone == ()


def test_paths_are_told_from_the_folder_of_the_library(tmp_path: Path) -> None:
    folder = write_family(tmp_path / "one" / "in")
    with Library(tmp_path / "one" / "a.db", create=True) as library:
        _added(library, folder)
    shutil.move(tmp_path / "one", tmp_path / "two")
    with Library(tmp_path / "two" / "a.db", writing=True) as library:
        assert library.status().gone == ()
        assert set(_added(library, tmp_path / "two" / "in").values()) == {Status.UNCHANGED}


def test_archives_and_published_markup_are_read_as_convert_reads_them(tmp_path: Path) -> None:
    folder = write_family(tmp_path / "in")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(folder / "lighthouses-97.txt", "deep/97.txt")
    (tmp_path / "98.xml").write_bytes(convert(folder / "lighthouses-98.txt").output)
    with Library(tmp_path / "a.db", create=True) as library:
        assert _added(library, tmp_path / "all.zip", tmp_path / "98.xml") == {
            "all.zip!/deep/97.txt": Status.CONVERTED,
            "98.xml": Status.CONVERTED,
        }
        assert [row.symbol for row in library.held()] == ["A/RES/97/31", "A/RES/98/40"]
        assert library.remove([tmp_path / "all.zip"]) == ("all.zip!/deep/97.txt",)


def test_an_input_that_cannot_be_read_costs_itself_and_is_remembered(tmp_path: Path) -> None:
    folder = write_family(tmp_path / "in")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    with Library(tmp_path / "a.db", create=True) as library:
        found = {one.path: one for one in library.add([folder])}
        assert found["in/broken.docx"].status is Status.FAILED
        assert found["in/broken.docx"].diagnostics
        assert sum(one.ok for one in found.values()) == 6
        ((path, cause),) = library.status().unread
        assert path == "in/broken.docx"
        assert cause
        (folder / "broken.docx").unlink()
        assert library.remove(gone=True) == ("in/broken.docx",)


def test_more_files_than_one_transaction_holds_are_all_written(tmp_path: Path) -> None:
    count = TOGETHER + 5
    for i in range(count):
        (tmp_path / f"{i}.txt").write_text(f"The General Assembly,\n\n1. Decides to light lamp {i}.\n")
    with Library(tmp_path / "a.db", create=True) as library:
        assert len(_added(library, tmp_path)) == count
        assert library.status().files == count
        assert len(list(library.find("lamp", limit=1000))) == count


# ---- columns


def test_citations_have_the_same_columns_with_the_same_values_wherever_they_are_listed(made: Path) -> None:
    with Library(made) as library:
        held = [row for row in library.cites("A/RES/98/40") if row.language == "eng"]
    path = made.parent / "lighthouses-98.txt"
    listed = links(look(path.read_bytes(), path.name, Options(validate=False)).document, file=path.name)
    assert [tuple(getattr(row, name) for name in COLUMNS) for row in held] == [
        tuple(getattr(row, name) for name in COLUMNS) for row in listed
    ]
    assert any(row.target.endswith("#para_2__list_1__point_a") for row in held)
    assert {field.name for field in fields(Reference)} == {*COLUMNS, "fragment", "fragment_to"}
    assert CitedPlace.__struct_fields__ == ("start", "end", *CITED)
    where = [name for name in COLUMNS if name not in (*CITED, "session", "adopted")]
    assert [name for name in Chunk.__struct_fields__ if name in where] == where


@pytest.mark.parametrize(
    ("fragment", "address"),
    [("", ""), ("para_4", "/!main#para_4"), ("att_2", "/!annex_2"), ("att_2__para_1", "/!annex_2#att_2__para_1")],
)
def test_a_fragment_and_an_address_lead_to_each_other(fragment: str, address: str) -> None:
    work = WorkUri("statement", "deliberation", "unga", "2043-12-03", "98-40")
    assert _address(work, fragment) == f"{work}{address}"
    assert fragment_in(f"{work}{address}") == fragment


# ---- the file itself


def test_the_file_says_what_it_is_and_keeps_its_promises(made: Path) -> None:
    db = connect(str(made))
    assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
    assert db.execute("PRAGMA page_size").fetchone() == (PAGE,)
    assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert db.execute("PRAGMA trusted_schema").fetchone() == (0,)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM file")
    db.close()


def test_every_child_column_of_a_foreign_key_has_an_index(library: Library) -> None:
    db = library.connection
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    checked = 0
    for table in tables:
        led = {
            db.execute(f"PRAGMA index_info({row[1]})").fetchone()[2]
            for row in db.execute(f"PRAGMA index_list({table})")
        }
        for key in db.execute(f"PRAGMA foreign_key_list({table})"):
            assert key[3] in led, (table, key[3])
            checked += 1
    assert checked >= 12


def test_all_tables_are_strict(library: Library) -> None:
    rows = library.connection.execute("PRAGMA table_list").fetchall()
    ours = [row for row in rows if row[2] == "table" and not row[1].startswith("sqlite_") and row[0] == "main"]
    assert len(ours) > 10
    assert [row[1] for row in ours if not row[5]] == []


def test_a_file_of_another_program_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE harbour (name)")
    other.close()
    before = path.read_bytes()
    for how in ({}, {"writing": True}, {"create": True}):
        with pytest.raises(UnreadableInput, match="another program"):
            Library(path, **how)  # type: ignore[arg-type]
    assert path.read_bytes() == before
    path.write_bytes(b"no database at all, but long enough to be taken for one" * 20)
    with pytest.raises(UnreadableInput, match="no library"):
        Library(path)


def test_a_library_of_a_later_version_is_refused(tmp_path: Path) -> None:
    Library(tmp_path / "a.db", create=True).close()
    db = sqlite3.connect(tmp_path / "a.db")
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    with pytest.raises(UnreadableInput, match="later version"):
        Library(tmp_path / "a.db")


_OLDER = """
DROP VIEW passage;
DROP VIEW reference;
DROP INDEX due_date;
ALTER TABLE unit DROP COLUMN page;
ALTER TABLE unit DROP COLUMN line;
ALTER TABLE due DROP COLUMN date;
ALTER TABLE due DROP COLUMN role;
ALTER TABLE mandate DROP COLUMN binding;
ALTER TABLE citation DROP COLUMN fragment_to;
CREATE VIEW passage AS SELECT id FROM unit;
CREATE VIEW reference AS SELECT id FROM citation;
UPDATE file SET read_as = 'a version before';
INSERT INTO unit_fts (unit_fts) VALUES ('delete-all');
PRAGMA user_version = 1;
"""


def test_a_library_of_the_first_version_is_brought_up_to_date_and_filled_by_the_next_run(tmp_path: Path) -> None:
    write_family(tmp_path / "in")
    with Library(tmp_path / "new.db", create=True) as library:
        _added(library, tmp_path / "in")
        columns = {
            t: library.connection.execute(f"PRAGMA table_xinfo({t})").fetchall()
            for t in ("unit", "due", "mandate", "citation")
        }
        views = library.connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'view'").fetchall()
        fresh = dump(library)
    shutil.copy(tmp_path / "new.db", tmp_path / "old.db")
    db = sqlite3.connect(tmp_path / "old.db")
    db.executescript(_OLDER)
    db.close()
    with Library(tmp_path / "old.db", writing=True) as library:
        db = library.connection
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert {t: db.execute(f"PRAGMA table_xinfo({t})").fetchall() for t in columns} == columns
        assert db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'view'").fetchall() == views
        assert db.execute("SELECT count(*) FROM passage WHERE line > 0").fetchone() == (0,)
        assert dump(library)["words"] == fresh["words"]
        db.execute("PRAGMA query_only = OFF")
        assert set(_added(library, tmp_path / "in").values()) == {Status.CONVERTED}
        assert dump(library) == fresh


def test_a_unit_knows_its_line_in_the_source_and_what_is_due_its_day(library: Library) -> None:
    row = library.connection.execute(
        "SELECT line, page, text FROM passage WHERE symbol = 'A/RES/97/31' AND place = 'operative paragraph 1'"
    ).fetchone()
    lines = LIGHTHOUSES["97"].splitlines()
    assert row[1] == 1
    assert lines[row[0] - 1] == f"1. {row[2]}"
    dues = [(row.due, row.due_date) for row in library.mandates(symbol="A/RES/97/31") if row.due]
    assert dues == [("by 1 March 2044", "2044-03-01"), ("its ninety-eighth session", "2043-09")]


def test_a_library_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="akn library add"):
        Library(tmp_path / "a.db")
    assert not (tmp_path / "a.db").exists()


def test_the_settings_for_datasette_name_what_there_is(library: Library) -> None:
    path = Path(akn_library.__file__).parent / "datasette.json"
    (settings,) = json.loads(path.read_text(encoding="utf-8"))["databases"].values()
    db = library.connection
    names = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")}
    for table, told in settings["tables"].items():
        assert table in names
        columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
        assert {*told.get("facets", ()), told.get("label_column", "id"), told.get("sort", "id")} - {"id"} <= columns
    for query in settings["queries"].values():
        assert db.execute(query["sql"], {"symbol": "A/RES/97/31", "year": 2044}).fetchall()
    rows = db.execute(
        "SELECT symbol FROM passage WHERE id IN (SELECT rowid FROM unit_fts WHERE unit_fts MATCH 'keepers')"
    ).fetchall()
    assert rows


def test_what_putting_the_index_in_order_frees_is_given_back(tmp_path: Path) -> None:
    with Library(tmp_path / "one.db", create=True) as library:
        list(library.add(["examples"]))
        assert library.connection.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_mandates_say_how_binding_they_are_and_what_their_days_are(library: Library, tmp_path: Path) -> None:
    bound = [(row.place, row.binding) for row in library.mandates(symbol="S/RES/3010 (2040)")]
    assert bound == [("operative paragraph 1", "must"), ("operative paragraph 2", "")]
    assert [row.symbol for row in library.mandates(binding="must")] == ["S/RES/3010 (2040)"]
    assert [row.place for row in library.find(binding="must")] == ["operative paragraph 1"]
    asked = {(row.symbol, row.place) for row in library.mandates(binding="asked", part="operative", language="en")}
    assert ("A/RES/98/40", "operative paragraph 2") in asked
    (tmp_path / "a.txt").write_text(
        "The General Assembly,\n\n1. Extends the mandate of the Mission until 15 December 2044 and requests the"
        " Secretary-General to report within six months.\n\n2 December 2043\n",
        encoding="utf-8",
    )
    with Library(tmp_path / "a.db", create=True) as made:
        assert all(one.ok for one in made.add([tmp_path / "a.txt"]))
        dues = made.connection.execute("SELECT role, kind, value, date FROM due ORDER BY mandate, nth").fetchall()
        assert ("term", "date", "2044-12-15", "2044-12-15") in dues
        (when,) = [row for row in dues if row[0] == "deadline"]
        assert when[1:3] == ("period", "P6M")
        assert [row.due for row in made.mandates()] == ["", "within six months"]


_WORK = """\
Resolution {number} (2044)

The Security Council,

Recalling its resolution 880 (2043),

1. Decides that {what} shall be lit by 1 March 2045;

Adopted at the 9900th meeting, on {day} May 2044.

"""


def test_each_work_of_a_volume_is_a_text_of_the_library(tmp_path: Path) -> None:
    volume = tmp_path / "volume.txt"
    works = ((900, "lighthouses", 3), (901, "harbours", 4), (902, "beacons", 5))
    volume.write_text("".join(_WORK.format(number=n, what=what, day=day) for n, what, day in works), encoding="utf-8")
    with Library(tmp_path / "a.db", create=True) as library:
        (one,) = library.add([volume])
        assert one.ok
        assert [row.symbol for row in library.held()] == [f"S/RES/{n} (2044)" for n, _, _ in works]
        assert {row.file for row in library.held()} == {"volume.txt"}
        assert [row.symbol for row in library.find("harbours")] == ["S/RES/901 (2044)"]
        assert [row.symbol for row in library.cited_by("S/RES/880 (2043)")] == [
            f"S/RES/{n} (2044)" for n, _, _ in works
        ]
        assert len(list(library.mandates())) == len(works)
        (again,) = library.add([volume])
        assert again.status is Status.UNCHANGED
        volume.write_text(_WORK.format(number=900, what="lamps", day=3), encoding="utf-8")
        assert all(one.ok for one in library.add([volume]))
        assert [row.symbol for row in library.held()] == ["S/RES/900 (2044)"]
        assert library.remove([volume]) == ("volume.txt",)
        assert not any(dump(library).values())
