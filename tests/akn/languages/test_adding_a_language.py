"""The page on adding a language holds a whole language file; it fits the shape, and its own examples hold."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from akn.data import checked
from akn.languages.shape import Example, Language
from tests.akn.languages.test_examples import TESTS
from tests.forked import forked

_PAGE = Path(__file__).resolve().parents[3] / "docs" / "adding-a-language.md"


def _written(*, of_mandates: bool = False) -> str:
    parts = _PAGE.read_text(encoding="utf-8").split("## Mandates in the language")
    return "\n".join(re.findall(r"^```toml\n(.*?)^```", parts[of_mandates], re.MULTILINE | re.DOTALL))


TABLE = tomllib.loads(_written())
EXAMPLES = [checked(Example, row, "adding-a-language.md") for row in TABLE.pop("examples")]
PORTUGUESE = checked(Language, TABLE, "adding-a-language.md")


# a text can only be detected as a language whose file is in the folder
@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.test != "detect"], ids=lambda e: e.text)
def test_the_examples_of_the_page_hold(example: Example) -> None:
    TESTS[example.test](PORTUGUESE, example)


def test_the_blocks_of_the_page_are_a_language_file_that_passes_the_tests_of_all(tmp_path: Path) -> None:
    root = _PAGE.parents[1]
    shutil.copytree(root / "akn", tmp_path / "akn")
    (tmp_path / "akn/languages/por.toml").write_text(_written(), encoding="utf-8")
    shutil.copy(root / "tests/akn/languages/test_examples.py", tmp_path / "test_new.py")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_new.py"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


_RESOLUTION = """\
Nações Unidas

A/RES/99/7

Assembleia Geral

Distr.: geral

20 de dezembro de 2044

Nonagésima nona sessão

Ponto 18 da ordem do dia

Resolução aprovada pela Assembleia Geral em 9 de dezembro de 2044

[com base no relatório da Segunda Comissão (A/99/310, par. 9)]

99/7. Bibliotecas das marés

A Assembleia Geral,

Recordando também a sua resolução 98/12, de 1 de dezembro de 2043,

Tomando nota do relatório do Secretário-Geral (A/99/210),

1. Decide proclamar o ano de 2046 Ano Internacional das Bibliotecas das Marés;

2. Solicita aos Estados que:

a) Abram os seus arquivos costeiros;

b) Troquem catálogos.

Vigésima primeira sessão plenária

9 de dezembro de 2044
"""


def test_a_resolution_in_the_language_of_the_page_converts_validates_and_is_linked(tmp_path: Path) -> None:
    (tmp_path / "mine/languages").mkdir(parents=True)
    (tmp_path / "mine/languages/por.toml").write_text(_written(), encoding="utf-8")
    source, target = tmp_path / "marés.txt", tmp_path / "marés.xml"
    source.write_text(_RESOLUTION, encoding="utf-8")
    done = forked("--data", str(tmp_path / "mine"), "convert", str(source), "-o", str(target))
    assert done.returncode == 0, done.stderr
    assert " error " not in done.stderr
    xml = target.read_text(encoding="utf-8")
    assert '<FRBRlanguage language="por"/>' in xml
    assert 'authoritative="false"' in xml  # not an official language: a translation
    assert '<concept refersTo="#action_recalling">Recordando também</concept>' in xml
    assert 'href="/akn/un/statement/deliberation/unga/2043-12-01/98-12"' in xml
    assert "/A-99-210" in xml


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "recalling = ",
            "recaling = ",
            "actions.preamble.recaling: no language has an action 'recaling'; did you mean rec",
        ),
        (
            "requests = ",
            "requestz = ",
            "actions.operative.requestz: no language has an action 'requestz'; did you mean req",
        ),
        (
            "requests = 'Solicita'",
            "lighthouseKeeping = 'Solicita'",
            "action 'lighthouseKeeping' (docs/actions.md lists",
        ),
        (
            "[actions.preamble]",
            "late = { 'em silêncio' = 'tkaesNote' }\n[actions.preamble]",
            "actions.late.em silêncio: no",
        ),
    ],
)
def test_a_key_that_no_language_has_is_told_with_the_nearest(tmp_path: Path, old: str, new: str, told: str) -> None:
    (tmp_path / "mine/languages").mkdir(parents=True)
    (tmp_path / "mine/languages/por.toml").write_text(_written().replace(old, new, 1), encoding="utf-8")
    source = tmp_path / "marés.txt"
    source.write_text(_RESOLUTION, encoding="utf-8")
    done = _mandates(tmp_path / "mine", source)
    assert done.returncode == 1
    assert "por.toml: actions." in done.stderr
    assert told in done.stderr


def test_a_key_made_of_a_verb_and_a_feeling_is_known(tmp_path: Path) -> None:
    (tmp_path / "mine/languages").mkdir(parents=True)
    more = "degrees = { Deep = 'profundo' }\nattitudes = { Regret = 'pesar' }\nmanners = ['com {degrees} {attitude}']\n"
    text = _written().replace("[actions]\n", f"[actions]\n{more}", 1)
    text = text.replace(
        "[actions.preamble]", "[actions.preamble]\nrecallingWithDeepRegret = 'Recordando com profundo pesar'"
    )
    (tmp_path / "mine/languages/por.toml").write_text(text, encoding="utf-8")
    source = tmp_path / "marés.txt"
    source.write_text(_RESOLUTION, encoding="utf-8")
    assert _mandates(tmp_path / "mine", source).returncode == 0


def _mandates(mine: Path, source: Path) -> subprocess.CompletedProcess[str]:
    return forked("--data", str(mine), "mandates", str(source), "--to", "jsonl")


def test_the_words_of_mandates_on_the_page_say_who_is_asked(tmp_path: Path) -> None:
    (tmp_path / "mine/languages").mkdir(parents=True)
    (tmp_path / "mine/languages/por.toml").write_text(_written(), encoding="utf-8")
    words = _written(of_mandates=True)
    source = tmp_path / "marés.txt"
    asks = "2. Solicita ao Secretário-Geral e aos Estados-Membros que abram os arquivos, com os Estados;"
    source.write_text(_RESOLUTION.replace("2. Solicita aos Estados que:\n", asks), encoding="utf-8")
    without = [json.loads(line) for line in _mandates(tmp_path / "mine", source).stdout.splitlines()]
    assert [row["addressees"] for row in without if row["number"] == "2"] == [[]]
    (tmp_path / "mine/clauses").mkdir()
    (tmp_path / "mine/clauses/por.toml").write_text(words, encoding="utf-8")
    done = _mandates(tmp_path / "mine", source)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[who["key"] for who in row["addressees"]] for row in found if row["number"] == "2"] == [
        ["secretaryGeneral", "memberStates"]
    ], done.stderr
    asks = (
        "2. Solicita ao Secretário-Geral que apresente todos os anos um relatório, o primeiro até 30 de junho de 2045;"
    )
    source.write_text(_RESOLUTION.replace("2. Solicita aos Estados que:\n", asks), encoding="utf-8")
    (row,) = (
        row for row in map(json.loads, _mandates(tmp_path / "mine", source).stdout.splitlines()) if row["number"] == "2"
    )
    assert [made["kind"] for made in row["deliverables"]] == ["report"]
    assert (row["due"]["value"], row["frequency"]) == ("2045-06-30", "P1Y")
    words = words.replace("[names]", "[names]\nlighthouse = 'Farol'")
    (tmp_path / "mine/clauses/por.toml").write_text(words, encoding="utf-8")
    assert "clauses/por.toml: names.lighthouse is no key" in _mandates(tmp_path / "mine", source).stderr
