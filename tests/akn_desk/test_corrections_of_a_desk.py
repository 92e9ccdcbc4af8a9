"""What a person corrects at the desk: notes of stars, links, and what cannot be done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from akn_desk.folder import key_of
from tests.akn_desk.running import RESOLUTION, Running, desk
from tests.browser import Browser, needs_axe, needs_browser

pytestmark = pytest.mark.timeout(600)

MEMBERS = RESOLUTION.replace("99/12. Lighthouses", "99/12. Keepers").replace(
    "1. Calls upon all keepers to keep the light burning;",
    "1. Appoints as keepers Ana (Fiji),* Ben (Kenya),** and Cleo (Malta);*\n\n"
    "2. Recalls decision 98/407 and resolution 98/7;",
)
MEMBERS = (
    MEMBERS.replace("Strengthening international cooperation for\n\n", "")
    .replace("2. Decides to remain", "3. Decides, as in resolution 98/7, to remain")
    .replace("61st plenary", "* Term of office expires in 2046.\n\n** Term of office expires in 2047.\n\n61st plenary")
)


@pytest.fixture
def running(shown: Browser, tmp_path: Path) -> Iterator[Running]:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text(MEMBERS)
    with desk(folder) as one:
        one.wait()
        shown.driver.get(one.address)
        shown.driver.get(f"{one.base}/d/{key_of('a.txt')}")
        yield one


def _choose(shown: Browser, starts: str) -> None:
    """Choose the line of the text that begins with some words, as a click does."""
    shown.run(
        "if (!document.documentElement.classList.contains('desk-correcting'))"
        " document.getElementById('desk-correct').click();"
        "[...document.querySelectorAll('main [data-key]')].find((e) => e.textContent.trim().startsWith(arguments[0]))"
        ".click()",
        starts,
    )


def _save(shown: Browser, role: str) -> str:
    """Say what the chosen line is; what is said of it then."""
    shown.run(
        "const role = document.getElementById('desk-role'); role.value = arguments[0];"
        "role.dispatchEvent(new Event('change')); document.getElementById('desk-save').click()",
        role,
    )
    return _told(shown)


def _told(shown: Browser) -> str:
    told = "(document.getElementById('desk-told')?.textContent ?? '')"
    shown.until(f"return {told} !== '' && !{told}.startsWith('Reading')")
    return str(shown.run(f"return {told}"))


def _links(shown: Browser) -> list[tuple[str, str]]:
    script = "return [...document.querySelectorAll('main .akn-ref')].map((e) => [e.textContent, e.dataset.cite])"
    return [(text, cite.partition(" ")[0]) for text, cite in shown.run(script)]


@needs_browser
def test_the_notes_of_stars_stand_at_their_stars(shown: Browser, running: Running) -> None:
    for starts in ("* Term", "** Term"):
        _choose(shown, starts)
        assert _save(shown, "note").startswith("Saved.")
        assert not shown.run("return document.querySelector('.desk-told.error')"), "what was done is told calmly"
    notes = shown.run("return [...document.querySelectorAll('.akn-authorialNote')].map((e) => e.textContent.trim())")
    assert [" ".join(note.split()) for note in notes] == [
        "* Term of office expires in 2046.",
        "** Term of office expires in 2047.",
    ]
    calls = shown.run("return [...document.querySelectorAll('#para_1 .akn-noteRef')].map((e) => e.textContent)")
    assert calls == ["*", "**", "*"]
    contents = shown.run("return document.querySelector('aside .contents')?.textContent ?? ''")
    assert "Term of office" not in contents
    shown.shoot("desk-star-notes")


@needs_browser
def test_what_cannot_be_done_is_said_and_changes_nothing(shown: Browser, running: Running) -> None:
    said = running.folder / "a.txt.akn.toml"
    shown.run("window.here = true")
    _choose(shown, "3. Decides")
    assert "operative paragraph" in shown.run("return document.getElementById('desk-role').options[0].textContent")
    assert "¶" not in shown.run("return document.getElementById('desk-lines').textContent")
    told = _save(shown, "note")
    assert told.startswith("Nothing was changed. ")
    assert "say by which sign it is called" in told
    assert shown.run("return document.querySelector('.desk-told.error') !== null")
    assert shown.run("return window.here && !document.getElementById('desk-save').disabled"), "the choice still stands"
    assert not said.exists()
    told = _save(shown, "operative")
    assert told == "Nothing was changed. The document is the same with it."
    assert not said.exists()
    assert shown.run("return document.getElementById('desk-undo').disabled")


@needs_axe
def test_a_link_is_corrected_and_nothing_else(shown: Browser, running: Running) -> None:
    before = _links(shown)
    assert ("98/407", "A/DEC/98/407") in before, "the word before it says that it is a decision"
    assert [symbol for text, symbol in before if text == "98/7"] == ["A/RES/98/7"] * 3

    def correct(place: str, to: str, *, here: bool) -> None:
        shown.run(
            "if (!document.documentElement.classList.contains('desk-correcting'))"
            " document.getElementById('desk-correct').click();"
            "[...document.querySelectorAll(`${arguments[0]} .akn-ref`)].find((e) => e.textContent === '98/7').click()",
            place,
        )
        assert shown.run("return document.getElementById('desk-link-to').value").startswith("A/RES/98/7")
        assert shown.faults() == []
        shown.run(
            "document.getElementById('desk-link-to').value = arguments[0];"
            "document.getElementById('desk-link-here').checked = arguments[1];"
            "document.getElementById('desk-link-save').click()",
            to,
            here,
        )
        assert _told(shown).startswith("Saved.")

    correct("#para_3", "A/RES/97/3", here=True)
    changed = [(text, "A/RES/97/3") if i == len(before) - 1 else (text, to) for i, (text, to) in enumerate(before)]
    assert _links(shown) == changed
    correct("#para_2", "A/RES/98/70", here=False)
    assert [symbol for text, symbol in _links(shown) if text == "98/7"] == ["A/RES/98/70"] * 3, "all places are meant"
    assert [one for one in _links(shown) if one[0] != "98/7"] == [one for one in before if one[0] != "98/7"]


@needs_browser
def test_what_was_said_of_one_line_goes_with_the_next(shown: Browser, running: Running) -> None:
    _choose(shown, "3. Decides")
    assert _save(shown, "operative").startswith("Nothing was changed.")
    _choose(shown, "2. Recalls")
    assert shown.run("return [...document.querySelectorAll('.desk-told')].map((e) => e.textContent).join('')") == ""
    assert shown.run("return document.getElementById('desk-undo').title.length") > 0


def test_a_wrong_day_or_symbol_is_said_in_the_language_of_its_reader(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text(MEMBERS)
    with desk(folder) as one:
        one.wait()
        for choice, told in (
            (
                {"fact": "date", "value": "hier"},
                "« \u2068hier\u2069 » n’est pas une date : écrivez-la sous la forme 2044-12-31.",
            ),
            (
                {"fact": "symbol", "value": "bla"},
                "« \u2068bla\u2069 » n’est pas une cote : écrivez-la sous la forme A/RES/79/10.",
            ),
            (
                {"text": "98/7", "to": "bla"},
                "« \u2068bla\u2069 » n’est pas une cote : écrivez-la sous la forme A/RES/79/10.",
            ),
        ):
            body = json.dumps(choice).encode()
            path = f"/d/{key_of('a.txt')}/correct"
            status, _, answer = one.ask(path, "POST", body, Accept="application/json", Accept_Language="fr")
            assert (status, json.loads(answer)) == (200, {"refused": [told]})
        assert not (folder / "a.txt.akn.toml").exists()
        page = one.ask(f"/d/{key_of('a.txt')}", Accept_Language="fr")[2].decode()
        bodies = page.partition('id="desk-fact-body"')[2].partition("</select>")[0]
        assert "Assemblée mondiale de la Santé" in bodies
        assert "World Health Assembly" not in bodies


@needs_axe
def test_headings_stand_higher_several_at_once_by_keyboard_and_go_back(shown: Browser, tmp_path: Path) -> None:
    lines = ("I. Harbours", "1. Each State keeps harbours.", "Lamps", "2. Each harbour keeps lamps.")
    lines += ("Oil", "3. Each harbour keeps oil.", "II. Ships", "4. Each State keeps ships.")
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text("\n\n".join((RESOLUTION, "Annex", "Programme", *lines)))
    headings = (
        "return [...document.querySelectorAll('.akn-attachment .akn-mainBody :is(h3, h4, h5)')]"
        ".map((e) => `${e.tagName} ${/Harbours|Lamps|Oil|Ships/.exec(e.textContent)}`)"
    )
    with desk(folder) as one:
        one.wait()
        shown.driver.get(one.address)
        shown.driver.get(f"{one.base}/d/{key_of('a.txt')}")
        before = shown.run(headings)
        assert before == ["H3 Harbours", "H4 Lamps", "H4 Oil", "H3 Ships"]
        _choose(shown, "1. Each State")
        assert shown.run("return document.querySelector('#desk-level-field').hidden"), "a paragraph has no level"
        lines = "[...document.querySelectorAll('main [data-key]')]"
        focus = f"{lines}.find((e) => e.textContent.includes(arguments[0])).focus()"
        for words, keys in (("Lamps", "\ue007"), ("Oil", "\ue009\ue007")):  # Enter, Ctrl and Enter
            shown.run(focus, words)
            shown.driver.switch_to.active_element.send_keys(keys)
        assert shown.run("return document.querySelector('#desk-role').matches(':focus')")
        shown.driver.switch_to.active_element.send_keys("\ue004")  # Tab
        assert shown.run("return document.querySelector('#desk-level').matches(':focus')")
        shown.driver.switch_to.active_element.send_keys("one h")
        assert shown.faults() == []
        shown.shoot("desk-level")
        shown.driver.find_element("css selector", "#desk-save").send_keys("\ue007")
        assert _told(shown).startswith("Saved.")
        assert shown.run(headings) == ["H3 Harbours", "H3 Lamps", "H3 Oil", "H3 Ships"]
        said = (folder / "a.txt.akn.toml").read_text()
        assert said.count('role = "heading"\nlevel = 1') == 2
        _choose(shown, "Oil")
        assert shown.run("return document.querySelector('#desk-level').value") == "1", "what was said of it"
        shown.run("const level = document.querySelector('#desk-level'); level.value = '6'")
        shown.run("document.querySelector('#desk-save').click()")
        assert _told(shown).endswith("A heading stands at most one level below the heading before it.")
        assert (folder / "a.txt.akn.toml").read_text() == said
        shown.driver.find_element("css selector", "#desk-undo").click()
        assert shown.until("return document.querySelector('#desk-told').textContent === 'Undone.'")
        assert shown.run(headings) == before


@needs_browser
def test_headings_of_a_draft_within_a_text_have_the_levels_of_the_draft(shown: Browser, tmp_path: Path) -> None:
    lines = ("Economic and Social Council", "E/2044/12", "Report of the Committee on Lamps", "Chapter I\nAction")
    lines += ("1. The Committee recommends to the Economic and Social Council the following draft resolution:",)
    lines += ("Lamps of the harbour", "The Economic and Social Council,", "Recalling its resolution 2043/7,")
    lines += (
        "1. Requests the Secretary-General to report on wicks;",
        "I. Wicks",
        "2. Requests all to keep glass;",
    )
    lines += ("A. Cotton", "3. Requests all to report on cotton;", "B. Wool", "4. Requests all to report on wool.")
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text("\n\n".join(lines))
    with desk(folder) as one:
        one.wait()
        shown.driver.get(one.address)
        shown.driver.get(f"{one.base}/d/{key_of('a.txt')}")
        _choose(shown, "B.")
        assert shown.run("return document.querySelector('#desk-level').options[0].textContent").endswith("(2)")
        shown.run("document.querySelector('#desk-level').value = '-1'")
        shown.run("document.querySelector('#desk-save').click()")
        assert _told(shown).startswith("Saved.")
        assert "level = 1" in (folder / "a.txt.akn.toml").read_text()
