"""Who is let in, what may come in, and that bad files cost themselves only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from akn_desk.folder import key_of
from tests.akn_desk.running import RESOLUTION, Running, desk, desk_alone
from tests.shared import SHARED, needs_shared


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "one.txt").write_text(RESOLUTION)
    with desk(folder) as found:
        found.wait()
        yield found


def test_a_desk_as_a_user_starts_it_reads_what_is_in_its_folder_and_ends(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(RESOLUTION)
    with desk_alone(tmp_path) as running:
        running.wait()
        assert b"Lighthouses" in running.ask("/")[2]


def test_the_token_becomes_a_cookie_that_no_script_and_no_other_site_has(running: Running) -> None:
    status, headers, body = running.ask(f"/?token={running.token}", trusted=False)
    assert (status, headers["location"], body) == (303, "/", b"")
    assert headers["set-cookie"] == f"akn-desk-{running.port}={running.token}; Path=/; HttpOnly; SameSite=Strict"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path", ["/", "/d/0123456789abcdef", "/-/desk.js", "/progress", "/search?q=light", "/?token=x"]
)
def test_without_the_token_nothing_is_shown(running: Running, path: str) -> None:
    status, _, body = running.ask(path, trusted=False)
    assert status == 403
    assert b"open the address" in body
    cookie = f"akn-desk-{running.port}=wrong"
    assert running.ask(path, trusted=False, Cookie=cookie)[0] == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1:1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
def test_foreign_names_and_foreign_pages_are_refused(running: Running, headers: dict[str, str]) -> None:
    for method, path in (("GET", "/"), ("POST", "/drop")):
        status, _, body = running.ask(path, method, **headers)
        assert status == 403
        assert b"foreign" in body


def test_a_change_needs_to_say_which_page_asks_for_it(running: Running) -> None:
    cookie = f"akn-desk-{running.port}={running.token}"
    assert running.ask("/seen", "POST", b"{}", trusted=False, Cookie=cookie)[0] == 403
    assert running.ask("/seen", "POST", b"{}")[0] == 400


def test_pages_run_no_script_but_ours(running: Running) -> None:
    _, headers, body = running.ask("/")
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    (scripts,) = re.findall(r"script-src ([^;]*);", policy)
    assert "unsafe" not in scripts
    assert b"http-equiv" not in body
    assert headers["x-content-type-options"] == "nosniff"


def test_names_of_files_never_lead_out_of_the_folder(running: Running) -> None:
    taken = running.drop(("../../evil.txt", b"a"), ("C:\\x\\nul.txt", b"b"), (".hidden.txt", b"c"), ("run.exe", b"d"))
    assert [one["name"] for one in taken["taken"]] == ["evil.txt", "_nul.txt", "hidden.txt", "run.exe"]
    assert [bool(one["why"]) for one in taken["taken"]] == [False, False, False, True]
    assert not (running.folder.parent / "evil.txt").exists()
    names = {path.name for path in running.folder.iterdir()}
    assert {"evil.txt", "_nul.txt", "hidden.txt"} <= names
    assert "run.exe" not in names
    for path in ("/d/../../etc/passwd", "/d/..%2f..%2fetc%2fpasswd", "/-/../app.py", "/-/app.py"):
        assert running.ask(path)[0] in (404, 400)


def test_a_name_that_is_taken_by_other_bytes_gets_a_number(running: Running) -> None:
    (again,) = running.drop(("one.txt", RESOLUTION.encode()))["taken"]
    (other,) = running.drop(("one.txt", b"Other words."))["taken"]
    assert (again["name"], other["name"]) == ("one.txt", "one (2).txt")
    assert (running.folder / "one.txt").read_text() == RESOLUTION


def test_more_than_may_come_in_is_refused(running: Running) -> None:
    status, _, body = running.ask("/drop", "POST", b"", Content_Length=str(1 << 40))
    assert (status, b"take fewer files" in body) == (413, True)


def test_what_the_folder_contradicts_is_a_remark_on_the_page(running: Running) -> None:
    import time

    citing = RESOLUTION.replace("99/12. Lighthouses", "99/77. Piers").replace(
        "resolution 98/7 of 3 December 2043", "resolution 97/1 of 8 December 2042"
    )
    cited = RESOLUTION.replace("99/12. Lighthouses", "97/1. Rocks").replace("9 December 2044", "9 December 2042")
    running.drop(("piers.txt", citing.encode()), ("rocks.txt", cited.encode()))
    running.wait()
    until = time.monotonic() + 200
    while not running.json("/progress")["index"] and time.monotonic() < until:
        time.sleep(0.2)
    page = running.ask(f"/d/{key_of('piers.txt')}")[2].decode()
    assert "C113" in page
    assert 'data-verdict="contradicted"' in page
    (told,) = re.findall('<a href="#view-doubts">[^<]*<span class="tag">([0-9]+)', page)
    while time.monotonic() < until:  # what lists count is learnt a little later
        listed = running.ask("/")[2].decode()
        row = next(row for row in listed.split("<tr ") if "A/RES/99/77" in row)
        if (counted := re.findall('<td class="remarks" data-sort="([0-9]*)"', row)) == [told]:
            break
        time.sleep(0.2)
    assert counted == [told], "the list counts what the page says"


def test_an_error_is_a_page(running: Running) -> None:
    status, headers, body = running.ask("/d/ffffffffffffffff")
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert b"not in the folder" in body
    assert b"Traceback" not in body


def test_an_attack_in_the_words_of_a_document_stays_words(running: Running) -> None:
    bad = RESOLUTION.replace("Lighthouses", "<script>document.title='bad'</script><img src=x onerror=alert(1)>")
    running.drop(("bad.txt", bad.encode()))
    running.wait()
    _, _, listed = running.ask("/")
    assert b"<script>document" not in listed
    key = re.findall(rb'href="/d/([0-9a-f]+)"', listed)
    assert all(b"<script>document.title" not in running.ask(f"/d/{k.decode()}")[2] for k in key)


@needs_shared
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", ["hostile", "pdf-hard"])
def test_hostile_and_hard_files_are_each_a_page_or_a_message(
    tmp_path_factory: pytest.TempPathFactory, part: str
) -> None:
    assert SHARED
    files = sorted(path for path in (SHARED / part).rglob("*") if path.is_file())
    with desk_alone(tmp_path_factory.mktemp(part)) as running:
        taken = [running.drop((path.name, path.read_bytes()))["taken"] for path in files]
        assert all(taken), "of each something is said"
        running.wait()
        text = running.ask("/")[2].decode()
        became = Counter(_became(running, text, one) for found in taken for one in found)
    print(part, len(files), dict(became))
    assert set(became) <= {"page", "message", "refused"}


def _became(running: Running, listed: str, taken: dict[str, str]) -> str:
    """What became of a file that was dropped: a page that the list leads to, a message in the list, or a refusal."""
    if taken["why"]:
        return "refused"
    key = key_of(taken["name"])
    status, _, body = running.ask(f"/d/{key}")
    page = body.decode()
    assert status == 200, taken
    if f'href="/d/{key}"' in listed:
        return "page" if f'data-desk="document" data-key="{key}"' in page else "a link without a page"
    names = re.findall("<li><bdi>(.*?)</bdi><br>", listed.partition('id="view-not-read"')[2])
    said = re.search("</h1>\\s*<p><bdi>(.+?)</bdi></p>", page)
    return "message" if escape(taken["name"]) in names and said else "nothing"
