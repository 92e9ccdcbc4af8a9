"""What holds of every page of the desk: where citations lead, and that no page shows program text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from akn_desk.folder import key_of
from tests.akn_desk.running import RESOLUTION, Running, desk

LATER = (
    RESOLUTION.replace("99/12", "100/3")
    .replace("98/7 of 3 December 2043", "99/12 of 9 December 2044")
    .replace("resolution adopted by the General Assembly on 9 December", "adopted on 7 December")
    .replace("9 December 2044\n", "7 December 2045\n")
    .replace("2. Decides", "2. Requests the Secretary-General to submit a report by 1 March 2047;\n\n3. Decides")
)
LAST = LATER.replace("100/3", "101/9").replace("7 December 2045", "8 December 2046").replace("all keepers", "keepers")
FRENCH = """\
Assemblée générale

Résolution adoptée par l'Assemblée générale le 7 décembre 2045

100/3. Phares

L'Assemblée générale,

Rappelant sa résolution 99/12 du 9 décembre 2044,

1. Demande aux gardiens de garder la lumière allumée ;

2. Décide de rester saisie de la question.

61e séance plénière
7 décembre 2045
"""
FILES = {"a.txt": RESOLUTION, "b.txt": LATER, "c.txt": LAST, "f.txt": FRENCH}
A, B, C, _F = map(key_of, FILES)
PATHS = [
    *("/", f"/d/{B}", f"/w/{B}", f"/y/{B}", f"/compare?d={A}&d={B}", f"/compare?d={A}&d={B}&d={C}", "/mandates"),
    *(
        "/follow",
        "/calendar?as_of=2050-01-01",
        "/gaps",
        "/search?q=keepers",
        "/cited?of=A/RES/98/7",
        "/publish",
        "/d/-",
    ),
]
INSIDES = re.compile(r"built-in|object at|0x[0-9a-f]{8}|Undefined")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages") / "papers"
    made.mkdir()
    for name, text in FILES.items():
        (made / name).write_text(text)
    return made


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Running]:
    with desk(folder) as found:
        found.wait()
        yield found


@pytest.mark.parametrize("path", PATHS)
def test_no_page_of_the_desk_shows_program_text(running: Running, path: str) -> None:
    page = running.ask(path)[2].decode()
    assert "</html>" in page
    assert INSIDES.findall(page) == []


@pytest.mark.parametrize("path", PATHS[2:6])
def test_a_citation_of_a_text_of_the_folder_leads_to_its_page(running: Running, path: str) -> None:
    page = running.ask(path)[2].decode()
    cited = re.findall(r'<a class="akn-ref[^>]*href="([^"]*)"[^>]*>[^<]*99/12', page)
    assert cited
    assert {address.partition("#")[0] for address in cited} == {f"/d/{A}"}


@pytest.mark.parametrize("path", PATHS[4:6])
def test_a_citation_of_what_is_not_there_leads_to_the_site_of_its_body(running: Running, path: str) -> None:
    assert 'href="https://docs.un.org/en/A/RES/98/7"' in running.ask(path)[2].decode()
