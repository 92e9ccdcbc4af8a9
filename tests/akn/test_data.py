"""Data files are checked strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from akn import data, languages
from akn.data import checked
from akn.errors import DataError
from akn.languages import heads
from akn.languages.shape import Ordinals
from akn.vocabulary import Entities


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"simple": {}, "tens": {}, "join": [], "extra": 1}, "x.toml: ordinals.extra is not a known key"),
        ({"simple": {}, "tens": {}}, "x.toml: ordinals.join is missing"),
        ({"simple": {"0": "a", "1": 2}, "tens": {}, "join": []}, "x.toml: ordinals.simple.1 must be str, not int"),
        ({"simple": {}, "tens": {}, "join": "x"}, "x.toml: ordinals.join must be an array, not str"),
        ({"simple": {}, "tens": {}, "join": ["x", 1]}, "x.toml: entry 2 of ordinals.join must be str, not int"),
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
    with pytest.raises(DataError, match=r"^x\.toml: "):
        data.read_toml(str(tmp_path / "x.toml"))


def test_the_heads_name_every_language() -> None:
    assert [head.code for head in heads()] == list(languages.codes())
    assert all(head.stop_words for head in heads())


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("code = 'xyz'\nalso = [\n    'xy',\n]\n\n[dates]\nmonths = []\n", {"code": "xyz", "also": ["xy"]}),
        ("code = 'xyz'\npairs = [\n['a', 'b'],\n]\n[dates]\n", {"code": "xyz", "pairs": [["a", "b"]], "dates": {}}),
        ("code = 'xyz'\nnote = '''\n[dates]\n'''\n", {"code": "xyz", "note": "[dates]\n"}),
        ("code = 'xyz'\n", {"code": "xyz"}),
    ],
    ids=["table", "array", "string", "none"],
)
def test_the_head_of_a_file_ends_with_its_first_table(tmp_path: Path, text: str, head: dict[str, object]) -> None:
    path = tmp_path / "xyz.toml"
    path.write_text(text, encoding="utf-8")
    assert data.read_toml_head(str(path)) == head


def test_the_heads_say_what_the_files_say() -> None:
    for code in languages.codes():
        whole, head = languages.load(code), next(h for h in heads() if h.code == code)
        assert (whole.also, whole.script, whole.stop_words) == (head.also, head.script, head.stop_words)
