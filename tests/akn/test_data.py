"""Data files are checked strictly, and their frozen form says what they say and never hides a change."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from akn import bodies, data, languages, vocabulary
from akn.bodies.shape import Body
from akn.data import checked
from akn.errors import DataError
from akn.inline import entities
from akn.languages.heads import heads
from akn.languages.shape import Language, Ordinals
from akn.vocabulary import Entities

ROOMS = ((languages, languages), (bodies, bodies), (vocabulary, vocabulary), (entities, vocabulary))
"""Who freezes, and in which folder the files are."""


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"simple": {}, "tens": {}, "join": [], "extra": 1}, "x.toml: ordinals.extra is not a known key"),
        ({"simple": {}, "tens": {}}, "x.toml: ordinals.join is missing"),
        ({"simple": {"0": "a", "1": 2}, "tens": {}, "join": []}, "x.toml: ordinals.simple.1 must be str, not int"),
        ({"simple": {}, "tens": {}, "join": "x"}, "x.toml: ordinals.join must be an array, not str"),
        ({"simple": {}, "tens": {}, "join": ["x", 1]}, "x.toml: ordinals.join[1] must be str, not int"),
        ([], "x.toml: ordinals must be a table, not an array"),
    ],
)
def test_a_table_that_does_not_fit_names_file_key_and_what_is_wrong(table: object, message: str) -> None:
    with pytest.raises(DataError) as raised:
        checked(Ordinals, table, "x.toml", "ordinals")
    assert str(raised.value) == message


def test_keys_of_tables_in_tables_are_named_too() -> None:
    table = {"entities": [], "contractions": {"fra": {"de": "d"}, "spa": {"a el": "al", "de el": 1}}}
    with pytest.raises(DataError, match=r"^e.toml: contractions.spa.de el must be str, not int$"):
        checked(Entities, table, "e.toml")
    with pytest.raises(DataError, match=r"^e.toml: the file must be a table, not str$"):
        checked(Entities, "", "e.toml")


def test_a_table_that_is_refused_stays_as_it_was() -> None:
    table = {"simple": {"1": "one", "2": 2}, "tens": {"10": "ten"}, "join": []}
    with pytest.raises(DataError, match=r"ordinals\.simple\.2 must be"):
        checked(Ordinals, table, "x.toml", "ordinals")
    assert table == {"simple": {"1": "one", "2": 2}, "tens": {"10": "ten"}, "join": []}


def test_what_is_no_toml_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("a = ", encoding="utf-8")
    with pytest.raises(DataError, match=r"^x\.toml: Invalid value"):
        data.read_toml(str(tmp_path / "x.toml"))


@pytest.mark.parametrize(("room", "beside"), ROOMS, ids=lambda room: room.__name__)
def test_the_frozen_form_is_up_to_date_and_the_same_bytes_every_time(
    room: ModuleType, beside: ModuleType, tmp_path: Path
) -> None:
    folder = Path(beside.__file__ or "").parent
    written = [Path(path) for path in room.freeze_all(str(tmp_path))]
    assert written
    for path in written:
        assert path.read_bytes() == (folder / "frozen" / path.name).read_bytes(), "run python -m akn.languages"


def test_every_file_has_a_frozen_form(tmp_path: Path) -> None:
    written = {Path(path).stem for room, _ in ROOMS for path in room.freeze_all(str(tmp_path))}
    assert written >= {path.stem for _, room in ROOMS for path in Path(room.__file__ or "").parent.glob("*.toml")}


@pytest.mark.parametrize("code", languages.codes())
def test_a_language_is_the_same_value_frozen_or_not(code: str) -> None:
    table = data.read_toml(languages.path_of(code))
    table.pop("examples", None)
    assert repr(checked(Language, table, code)) == repr(languages.load(code))


@pytest.mark.parametrize("name", bodies.names())
def test_a_body_is_the_same_value_frozen_or_not(name: str) -> None:
    table = data.read_toml(f"{Path(bodies.__file__).parent}/{name}.toml")
    assert repr(checked(Body, table, name)) == repr(bodies.load(name))


def test_the_heads_name_every_language() -> None:
    assert [head.code for head in heads()] == list(languages.codes())
    assert all(head.stop_words for head in heads())


def test_a_changed_file_is_read_instead_of_its_frozen_form(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("simple = {}\ntens = {1 = 'one'}\njoin = []\n", encoding="utf-8")
    assert data.read_frozen(str(path), Ordinals) is None
    value = checked(Ordinals, data.read_toml(str(path)), "x.toml")
    assert data.freeze(str(path), value) == str(tmp_path / "frozen" / "x.json")
    assert repr(data.read_frozen(str(path), Ordinals)) == repr(value)
    path.write_text("simple = {}\ntens = {1 = 'two'}\njoin = []\n", encoding="utf-8")
    assert data.read_frozen(str(path), Ordinals) is None


def test_a_frozen_form_of_another_shape_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("simple = {}\n", encoding="utf-8")
    data.freeze(str(path), {"simple": 1})
    assert data.read_frozen(str(path), Ordinals) is None


def test_what_is_worked_out_of_a_table_is_frozen_with_it(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("simple = {1 = 'one'}\ntens = {}\njoin = []\n", encoding="utf-8")
    data.freeze(str(path), checked(Ordinals, data.read_toml(str(path)), "x.toml"), worked={"words": ["one"]})
    table = data.read_frozen(str(path), Ordinals)
    assert data.worked_out(table, "words", list[str], lambda: ["made now"]) == ["one"]
    assert data.worked_out(table, "others", list[str], lambda: ["made now"]) == ["made now"]


def test_what_was_worked_out_before_a_change_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("simple = {1 = 'one'}\ntens = {}\njoin = []\n", encoding="utf-8")
    data.freeze(str(path), checked(Ordinals, data.read_toml(str(path)), "x.toml"), worked={"words": ["one"]})
    path.write_text("simple = {1 = 'first'}\ntens = {}\njoin = []\n", encoding="utf-8")
    table = data.read_frozen(str(path), Ordinals) or checked(Ordinals, data.read_toml(str(path)), "x.toml")
    assert data.worked_out(table, "words", list[str], lambda: ["first"]) == ["first"]
