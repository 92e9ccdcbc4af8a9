"""Tables of chosen documents, each text in one language; what is cited and not here; words of the reader's language."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from akn_desk.folder import key_of
from tests.akn_desk.running import RESOLUTION, Running, desk_of
from tests.browser import browser, needs_axe

pytestmark = pytest.mark.timeout(600)

ASKING = RESOLUTION.replace(
    "2. Decides", "2. Requests the Secretary-General to report to it at its one hundredth session;\n\n3. Decides"
)
FRENCH = """\
Assemblée générale

Résolution adoptée par l’Assemblée générale le 9 décembre 2044

99/12. Phares

L’Assemblée générale,

Rappelant sa résolution 98/7 du 3 décembre 2043,

1. Demande à tous les gardiens de garder la lumière allumée ;

2. Prie le Secrétaire général de lui faire rapport à sa centième session ;

3. Décide de rester saisie de la question.

61e séance plénière
9 décembre 2044
"""
OTHER = ASKING.replace("99/12. Lighthouses", "99/13. Tides").replace("resolution 98/7", "resolutions 98/7 and 99/12")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    files = {"a.en.txt": ASKING, "a.fr.txt": FRENCH, "b.txt": OTHER}
    with desk_of(tmp_path_factory.mktemp("papers"), files) as one:
        until = time.monotonic() + 120
        while not one.json("/progress")["counted"] and time.monotonic() < until:
            time.sleep(0.2)
        yield one


def _sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def _page(running: Running, path: str, language: str = "en") -> str:
    status, _, body = running.ask(path, Accept_Language=language)
    assert status == 200, body
    return body.decode()


def test_each_text_stands_in_one_language_that_of_who_reads(running: Running) -> None:
    english, french = _page(running, "/mandates"), _page(running, "/mandates", "fr")
    assert english.count('<td class="symbol"') == 6, "two texts of three clauses, not three texts"
    assert "Prie" not in english
    assert "<em>Prie</em>" in french
    assert "tous les gardiens" in french
    assert "<em>Requests</em>" in french, "a text that is not there in French stands in the language that it has"
    assert ">Mandats<" in french
    assert ">Secrétaire général<" in french or ">le Secrétaire général<" in french
    assert "Prie" in _page(running, "/mandates?lang=all")
    assert _page(running, "/mandates?lang=fra").count('<td class="symbol"') == 3


def test_the_calendar_and_what_became_of_mandates_speak_to_who_reads(running: Running) -> None:
    french = _page(running, "/calendar", "fr")
    assert "Calendrier" in french
    assert "<em>Prie</em>" in french
    assert "Who is asked" not in french
    sheets = _sheets(running.ask("/calendar?to=xlsx", Accept_Language="fr")[2])
    assert next(iter(sheets)) == "calendrier"
    assert {row[1] for row in sheets["calendrier"][1:]} == {"A/RES/99/12", "A/RES/99/13"}


def test_the_mandates_of_chosen_documents_are_theirs_alone(running: Running) -> None:
    chosen = f"d={key_of('a.fr.txt')}&d={key_of('b.txt')}"
    page = _page(running, f"/mandates?{chosen}")
    assert "of the 2 chosen documents" in page
    assert page.count('<td class="symbol"') == 6
    one = _page(running, f"/mandates?d={key_of('a.fr.txt')}")
    assert "A/RES/99/13" not in one
    assert "<em>Requests</em>" in one, "the text, in the language of who reads"
    sheets = _sheets(running.ask(f"/mandates?to=xlsx&{chosen}&document=A/RES/99/13")[2])
    assert {row[0] for row in sheets["mandates"][1:]} == {"A/RES/99/13"}
    sheets = _sheets(running.ask(f"/mandates?to=xlsx&{chosen}", Accept_Language="fr")[2])
    assert list(sheets) == ["mandats", "toutes les colonnes", "échéances par destinataire"]


def test_what_is_cited_and_not_here_is_listed_with_how_often_and_from_where(running: Running) -> None:
    page = _page(running, "/gaps")
    listed = page[page.index('id="cited"') :]
    assert "A/RES/98/7" in listed
    assert ">A/RES/99/12</bdi></a></th>" not in listed, "what is here is not missing"
    sheets = _sheets(running.ask("/gaps?to=cited")[2])
    assert sheets["cited, not here"][1][:3] == ("A/RES/98/7", 2, 2), "once a text, not once a language"
    assert [row[2] for row in sheets["places"][1:]] == ["A/RES/99/12", "A/RES/99/13"]
    of_one = _page(running, f"/gaps?d={key_of('b.txt')}&lang=eng")
    assert f"/d/{key_of('b.txt')}#" in of_one
    assert f"/d/{key_of('a.en.txt')}#" not in of_one


@needs_axe
def test_chosen_texts_and_what_is_not_here_by_clicks(running: Running, tmp_path: Path) -> None:
    with browser(tmp_path / "profile") as shown:
        shown.resize(1400)
        shown.driver.get(running.address)
        assert shown.run("return document.getElementById('desk-mandates').disabled")
        shown.run("document.querySelector('input[name=d]').click(); document.getElementById('desk-mandates').click()")
        shown.until("return document.querySelector('#desk[data-desk=mandates]') !== null")
        rows = "return [...document.querySelectorAll('.mandates tbody tr')].filter((e) => e.offsetParent).length"
        assert shown.run(rows) == 2, "what asks somebody; that it remains seized is among all"
        shown.run(
            "const s = document.getElementById('desk-language'); s.value = 'all'; s.dispatchEvent(new Event('change'))"
        )
        shown.until("return location.search.includes('lang=all') && document.readyState === 'complete'")
        assert shown.run(rows) == 4
        shown.driver.get(f"{running.base}/mandates")
        shown.run(
            "const s = document.getElementById('view-document'); s.value = 'A/RES/99/13';"
            "s.dispatchEvent(new Event('input', {bubbles: true}))"
        )
        assert shown.run(rows) == 2
        assert "document=A%2FRES%2F99%2F13" in shown.run("return document.getElementById('desk-workbook').href")
        shown.shoot("desk-mandates-of-chosen")
        assert shown.faults() == []
        shown.driver.get(f"{running.base}/d/{key_of('b.txt')}")
        away = "return [...document.querySelectorAll('main a.desk-away')].map((a) => [a.textContent, a.target])"
        assert shown.run(away) == [["98/7", "_blank"]], "what is here leads to its page, what is not is marked"
        shown.driver.get(f"{running.base}/gaps")
        shown.shoot("desk-cited-not-here")
        assert shown.faults() == []
