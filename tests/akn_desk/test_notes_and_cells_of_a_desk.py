"""Notes and cells of tables that are corrected at the desk: what they are, what they say, what is told of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from akn_desk.folder import key_of
from converters import Options, convert
from tests.akn_desk.running import RESOLUTION, Running, desk
from tests.browser import Browser, needs_browser

pytestmark = [needs_browser, pytest.mark.timeout(600)]

WITH_NOTE = RESOLUTION.replace("keep the light burning;", "keep the light[^1] burning, as follows:\n\n"
    "| Keeper | Lamps |\n|---|---|\n| Ana | 3 9 |\n| Ben | 4 |\n| Cal | 2 |\n| Away: Dov | |\n").replace(
    "2. Decides", "2. Decides") + "\n[^1]: Excludes the lamps of keeprs ashore.\n"  # fmt: skip


@pytest.fixture
def running(shown: Browser, tmp_path: Path) -> Iterator[Running]:
    shown.resize(1400)
    folder = tmp_path / "papers"
    folder.mkdir()
    made = convert(WITH_NOTE.encode(), name="a.md", options=Options(to="docx"))
    (folder / "a.docx").write_bytes(made.output)
    with desk(folder) as one:
        one.wait()
        shown.driver.get(one.address)
        shown.driver.get(f"{one.base}/d/{key_of('a.docx')}")
        yield one


def _choose(shown: Browser, starts: str) -> list[str]:
    """Choose the line with these first words by a click; what it is offered to be."""
    shown.run(
        "if (!document.documentElement.classList.contains('desk-correcting'))"
        " document.getElementById('desk-correct').click();"
        "[...document.querySelectorAll('main [data-key]')]"
        ".findLast((e) => e.textContent.trim().startsWith(arguments[0]))"
        ".click()",
        starts,
    )
    shown.until("return !document.getElementById('desk-words-field').hidden")
    return list(shown.run("return [...document.getElementById('desk-role').options].map((o) => o.value)"))


def _save(shown: Browser, *, role: str = "", words: str = "", under: str = "") -> str:
    shown.run(
        "const set = (id, value) => { const e = document.getElementById(id); e.value = value;"
        " e.dispatchEvent(new Event('change')); };"
        "set('desk-role', arguments[0]);"
        "if (arguments[1]) set('desk-its-words', arguments[1]);"
        "if (arguments[2]) set('desk-under', arguments[2]);"
        "document.getElementById('desk-save').click()",
        role, words, under,
    )  # fmt: skip
    told = "(document.getElementById('desk-told')?.textContent ?? '')"
    shown.until(f"return {told} !== '' && !{told}.startsWith('Reading')")
    return str(shown.run(f"return {told}"))


def _kept(running: Running) -> Any:
    return tomllib.loads((running.folder / "a.docx.akn.toml").read_text())["line"]


def _notes(shown: Browser) -> list[str]:
    script = "return [...document.querySelectorAll('.akn-authorialNote')].map((e) => e.textContent.trim())"
    return [" ".join(note.split()) for note in shown.run(script)]


def test_the_words_of_a_note_are_put_right(shown: Browser, running: Running) -> None:
    offered = _choose(shown, "Excludes")
    assert offered[:4] == ["", "note", "furniture", "continues"]
    assert "table" not in offered
    assert shown.run("return document.getElementById('desk-its-words').value") == "Excludes the lamps of keeprs ashore."
    assert shown.run("return document.getElementById('desk-label').closest('label').hidden"), "a note is not parted"
    shown.shoot("desk-note-correct")
    assert _save(shown, words="Excludes the lamps of keepers ashore.") == "Saved."
    assert _notes(shown) == ["1 Excludes the lamps of keepers ashore."]
    assert _kept(running) == [
        {"starts": "Excludes the lamps of keeprs", "words": "Excludes the lamps of keepers ashore."}
    ]
    _choose(shown, "Excludes")
    assert _save(shown, role="note", under="a") == "Saved.", "the words stay as they were put right"
    assert _notes(shown) == ["a Excludes the lamps of keepers ashore."]


def test_a_note_becomes_a_line_of_the_text_and_one_again(shown: Browser, running: Running) -> None:
    _choose(shown, "Excludes")
    assert _save(shown, role="operative").startswith("Saved.")
    assert _notes(shown) == []
    text = shown.run("return document.querySelector('main').textContent")
    assert "1 Excludes the lamps of keeprs ashore." in " ".join(text.split())
    shown.run("document.getElementById('desk-undo').click()")
    shown.until("return document.getElementById('desk-told')?.textContent === 'Undone.'")
    assert _notes(shown) == ["1 Excludes the lamps of keeprs ashore."]
    _choose(shown, "Excludes")
    told = _save(shown, role="continues")
    assert told == "Nothing was changed. Nothing stands before this line that it could continue."
    told = _save(shown, role="title")
    assert told.startswith("Nothing was changed. “the title” cannot stand at this place"), "nobody's words are blamed"


def test_the_words_of_a_cell_are_put_right_and_it_becomes_a_head(shown: Browser, running: Running) -> None:
    assert _choose(shown, "3 9") == ["", "head", "cell", "earlier", "later", "furniture", "continues"]
    shown.shoot("desk-cell-correct")
    assert _save(shown, words="39") == "Saved."
    beside = (
        "return [...document.querySelectorAll('#desk-panel .desk-told')].map((e) => [e.innerText, e.checkVisibility()])"
    )
    assert shown.run(beside) == [["Saved.", True]], "where it was pressed"
    shown.shoot("desk-saved")
    cells = "return [...document.querySelectorAll('main td, main th')].map((e) => `${e.tagName} ${e.textContent}`)"
    assert "TD 39" in shown.run(cells)
    _choose(shown, "Ben")
    assert _save(shown, role="head") == "Saved."
    assert "TH Ben" in shown.run(cells)
    assert "TD 39" in shown.run(cells)
    _choose(shown, "Ben")
    assert _save(shown, role="cell") == "Saved."
    assert "TD Ben" in shown.run(cells)
    assert _choose(shown, "2. Decides").count("head") == 0, "a line of the text is no cell"


def test_the_form_of_a_cell_is_no_wider_than_a_narrow_screen(shown: Browser, running: Running) -> None:
    shown.resize(390)
    _choose(shown, "3 9")
    ends = shown.run("return document.getElementById('desk-role').getBoundingClientRect().right")
    shown.shoot("desk-cell-390")
    shown.resize(1400)
    assert ends <= 390


def test_a_cell_is_offered_no_role_that_breaks_its_table(shown: Browser, running: Running) -> None:
    _choose(shown, "Ben")
    assert shown.run("return document.querySelector('#desk-role optgroup')") is None
    label = "return document.querySelector('#desk-role optgroup')?.label ?? ''"
    assert "heading" in _choose(shown, "Away: Dov"), "a line of its own at the end of the table leaves it whole"
    assert shown.run(label).startswith("No table:")
    one_of_each = (
        "for (const row of [...document.querySelectorAll('main table tr')].slice(0, arguments[0]))"
        " row.querySelector('[data-key]').dispatchEvent(new MouseEvent('click', {bubbles: true, ctrlKey: true}))"
    )
    _choose(shown, "2. Decides")
    shown.run("document.getElementById('desk-clear').click()")
    shown.run(one_of_each, 3)
    assert shown.run(label) == ""
    shown.run("document.getElementById('desk-clear').click()")
    shown.run(one_of_each, 9)
    assert shown.run(label).startswith("No table:"), "a table that is none has all of its rows chosen"


def test_a_cell_that_was_corrected_leaves_lines_that_begin_alike_alone(shown: Browser, running: Running) -> None:
    corrected = "return [...document.querySelectorAll('main .desk-corrected')].map((e) => e.textContent.trim())"
    shown.run(
        "document.getElementById('desk-correct').click();"
        "[...document.querySelectorAll('main td [data-key], main td[data-key]')]"
        ".find((e) => e.textContent.trim() === '2')"
        ".click()"
    )
    shown.until("return !document.getElementById('desk-words-field').hidden")
    assert _save(shown, words="5") == "Saved."
    assert shown.run(corrected) == ["5"], "2. Decides is as it was"
    _choose(shown, "2. Decides")
    assert shown.run("return document.getElementById('desk-its-words').value").startswith("2. Decides")
    assert _save(shown, role="heading").startswith("Saved.")
    assert shown.run("return [...document.querySelectorAll('main td')].map((e) => e.textContent)")[-3] == "5"
    said = tomllib.loads((running.folder / "a.docx.akn.toml").read_text())["line"]
    assert [(one.get("role", ""), one.get("words", "")) for one in said] == [("", "5"), ("heading", "")]


def test_a_head_that_was_read_one_column_too_far_on_is_moved_from_its_remark(shown: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    docx = pytest.importorskip("docx")
    paper = docx.Document()
    for line in RESOLUTION.split("\n\n"):
        paper.add_paragraph(" ".join(line.split()))
    table = paper.add_table(4, 3)
    rows = (("Keeper", "", "Lamps"), ("Ana", "3"), ("Ben", "4"), ("Cal", "2"))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, said in zip(row.cells, words, strict=False):
            cell.text = said
        for cell in row.cells[len(words) :]:
            cell._tc.getparent().remove(cell._tc)
    paper.save(str(folder / "a.docx"))
    with desk(folder) as one:
        one.wait()
        shown.driver.get(one.address)
        shown.driver.get(f"{one.base}/d/{key_of('a.docx')}")
        remark = "[...document.querySelectorAll('.doubts > li')].find((e) => e.textContent.includes('S317'))"
        shown.run(f"{remark}.querySelector('.desk-choose-line').click()")
        assert shown.until("return document.getElementById('desk-lines').textContent === 'Lamps'"), "its very cell"
        assert _save(shown, role="earlier") == "Saved."
        head = "return [...document.querySelector('main table').rows[0].cells].map((e) => e.textContent.trim())"
        assert shown.run(head) == ["Keeper", "Lamps"]
        assert shown.run(f"return {remark} === undefined"), "there is nothing left to remark"
        low = shown.run("return document.getElementById('desk-panel').offsetHeight")
        assert low < 70, "while nothing is chosen the text has the room"


def test_numbers_that_begin_anew_are_said_to_be_right_all_at_once(shown: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    again = "".join(
        f"## III. Coast {n}\n\n{n}. Requests the keepers of coast {n} to light lamps;\n\n" for n in (2, 3, 4)
    )
    text = RESOLUTION.replace("2. Decides to remain", f"{again}5. Decides to remain")
    (folder / "a.md").write_text(text)
    with desk(folder) as one:
        one.wait()
        shown.driver.get(one.address)
        shown.driver.get(f"{one.base}/d/{key_of('a.md')}")
        anew = "[...document.querySelectorAll('.doubts > li')].filter((e) => /S304|S323/.test(e.textContent))"
        assert shown.run(f"return {anew}.length") == 2, "said of the numbers and of the headings"
        told = shown.run("return document.getElementById('desk-all-right-of').textContent")
        places = shown.run(
            f"return {anew}.flatMap((e) => [...e.querySelectorAll('a')].map((a) => a.textContent.trim()))"
        )
        assert places, "the places that are ticked off"
        assert all(place in told for place in places)
        shown.run("document.getElementById('desk-all-right').click()")
        assert shown.until(f"return {anew}.every((e) => e.classList.contains('desk-seen'))")
        shown.driver.refresh()
        assert shown.until(f"return {anew}.every((e) => e.classList.contains('desk-seen'))"), "it is kept"


def test_the_lines_of_a_remark_are_corrected_at_once_and_one_by_one_from_the_list(
    shown: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    lamps = ""
    for n in range(2, 19):
        points = " and asks:\n\n(a) To wait;\n\n(b) To see;\n\n" if n == 4 else ";\n\n"
        alone = f"Observes the ways of money number {n}\n\n" if n in (4, 6, 8, 10) else ""
        lamps += f"{n}. Notes the lamps of coast {n}{points}{alone}"
    (folder / "a.txt").write_text(RESOLUTION.replace("2. Decides", f"{lamps}19. Decides"))
    with desk(folder) as one:
        one.wait()
        shown.driver.get(one.address)
        shown.driver.get(f"{one.base}/d/{key_of('a.txt')}")
        remark = "[...document.querySelectorAll('.doubts > li')].find((e) => e.textContent.includes('S321'))"
        open_ = f"[...{remark}.querySelectorAll('details li')].map((e) => e.querySelector('a').textContent.trim())"
        assert shown.run(f"return {open_}") == [
            f"paragraph without a number after {n}" for n in ("4 (b)", "6", "8", "10")
        ]
        shown.run(f"{remark}.querySelector('.desk-choose-line').click()")
        assert _save(shown, role="heading") == "Saved."
        top = f"{remark}.querySelector('details li').getBoundingClientRect().top"
        assert shown.run(f"return {open_}.length") == 3
        assert shown.until(f"return {top} > 0 && {top} < innerHeight"), "the list, not the text"
        assert shown.run(f"return {remark}.contains(document.activeElement)")
        every = f"{remark}.querySelector('.desk-choose-all')"
        assert shown.run(f"return {every}.textContent") == "Correct all 3"
        shown.shoot("desk-correct-all")
        shown.run(f"{every}.click()")
        assert _save(shown, role="heading") == "Saved."
        assert shown.run(f"return {remark} === undefined")
        assert shown.run("return document.querySelectorAll('main :is(h2, h3, h4)').length") >= 4
        assert shown.messages() == []
