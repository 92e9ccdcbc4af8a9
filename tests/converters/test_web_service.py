"""The example of a web service: what it answers to what strangers send."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("starlette", reason="the extra web is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from starlette.testclient import TestClient

from converters import convert
from examples import web_service
from tests.converters.command import RESOLUTION


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(web_service, "SIZE", 1 << 20)
    monkeypatch.setattr(web_service, "JOBS", 1)
    with TestClient(web_service.app) as client:
        yield client


def test_answers_say_what_became_of_an_input(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    good = client.post("/convert?name=a.txt", content=RESOLUTION)
    assert (good.status_code, good.headers["akn-status"]) == (200, "converted")
    assert good.content == convert(RESOLUTION.encode(), name="a.txt").output
    assert client.post("/convert?name=a.txt&to=exe", content=RESOLUTION).status_code == 400
    assert client.post("/convert?name=a.txt&language=xx", content=RESOLUTION).status_code == 400
    assert client.post("/convert?name=a.txt", content=b"x" * ((1 << 20) + 1)).status_code == 413
    unread = client.post("/convert?name=a.docx", content=b"PK\3\4")
    assert (unread.status_code, unread.json()["diagnostics"][0]["code"]) == (422, "B101")
    monkeypatch.setattr(web_service, "WAITING", 0)
    assert client.post("/convert?name=a.txt", content=RESOLUTION).status_code == 503


def test_uploads_that_are_still_coming_in_count_as_waiting(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_service, "WAITING", 1)
    web_service.app.state.reading = 1  # one is on its way
    assert client.post("/convert?name=a.txt", content=RESOLUTION).status_code == 503
    web_service.app.state.reading = 0
    assert client.post("/convert?name=a.txt", content=RESOLUTION).status_code == 200
    assert web_service.app.state.reading == 0
    too_large = client.post("/convert?name=a.txt", content=b"x" * ((1 << 20) + 1))
    assert (too_large.status_code, web_service.app.state.reading) == (413, 0)


def test_an_input_that_takes_too_long_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_service, "SECONDS", 0.05)  # no machine reads so many paragraphs in that time
    monkeypatch.setattr(web_service, "JOBS", 1)
    with TestClient(web_service.app) as client:
        for _ in range(2):  # the second is for a new process
            slow = client.post("/convert?name=a.html", content=b"<p>1. Requests A/RES/98/7;</p>" * 34_000)
            assert (slow.status_code, slow.json()["diagnostics"][0]["code"]) == (504, "B103")
