"""What a person handles at the desk: undo after closing, keys, hints without a terminal, pages that go, forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from akn.diagnostics import Code
from akn_desk.corrections import UNDO, Choice, Corrected, Moved
from akn_desk.folder import key_of
from akn_desk.pages import _hints
from akn_desk.publishing import SiteOrder, make_site
from converters.batch.plan import Found
from converters.options import Options
from converters.view.published import pages_to_go
from converters.view.site import see
from tests.akn_desk.running import RESOLUTION, desk
from tests.akn_desk.test_publishing_from_a_desk import FRENCH, LATER, _until_made
from tests.browser import browser, needs_browser

pytestmark = pytest.mark.timeout(600)

TWO = '# by hand\ndate = "2044-12-10"\n\n[[line]]\nstarts = "Strengthening"\nrole = "preambular"\n'


def test_what_was_written_by_hand_is_never_taken_back(tmp_path: Path) -> None:
    document, beside = tmp_path / "a.txt", tmp_path / "a.txt.akn.toml"
    beside.write_text('symbol = "A/RES/99/9"\n\n' + TWO)
    by_hand = beside.read_bytes()
    corrected = Corrected(str(tmp_path))
    corrected.apply(str(document), Choice(lines=('starts = "Strengthening"',), role="heading"))
    corrected.apply(str(document), Choice(fact="date", value="2044-12-11"))
    again = Corrected(str(tmp_path))  # closed and opened
    assert again.can_undo(str(document))
    again.undo(str(document))
    assert b"2044-12-10" in beside.read_bytes(), "the last choice goes first"
    again.undo(str(document))
    assert beside.read_bytes() == by_hand
    assert not again.can_undo(str(document))
    with pytest.raises(Moved, match="nothing was changed"):
        again.undo(str(document))
    assert beside.read_bytes() == by_hand


def test_a_change_that_somebody_else_made_since_stays(tmp_path: Path) -> None:
    document, beside = tmp_path / "a.txt", tmp_path / "a.txt.akn.toml"
    Corrected(str(tmp_path)).apply(str(document), Choice(fact="date", value="2044-12-11"))
    beside.write_text(TWO)
    again = Corrected(str(tmp_path))
    assert not again.can_undo(str(document))
    with pytest.raises(Moved, match="somebody else"):
        again.undo(str(document))
    assert beside.read_text() == TWO


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b'{"a.txt": [[1]]}', b"\xff"])
def test_a_damaged_memory_of_changes_undoes_nothing(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / UNDO).write_bytes(damaged)
    (tmp_path / "a.txt.akn.toml").write_text(TWO)
    assert not Corrected(str(tmp_path)).can_undo(str(tmp_path / "a.txt"))


def test_what_was_corrected_before_the_desk_was_closed_can_be_taken_back(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text(RESOLUTION)
    beside = folder / "a.txt.akn.toml"
    with desk(folder) as running:
        running.wait()
        page = running.ask(f"/d/{key_of('a.txt')}")[2].decode()
        assert 'id="desk-undo" disabled' in page
        choice = {"lines": ['starts = "Strengthening"'], "role": "preambular"}
        assert running.json(f"/d/{key_of('a.txt')}/correct", choice)["status"] == 200
        assert beside.is_file()
    with desk(folder) as running:
        running.wait()
        page = running.ask(f"/d/{key_of('a.txt')}")[2].decode()
        assert 'id="desk-undo" title' in page, "undo outlives closing"
        assert running.json(f"/d/{key_of('a.txt')}/undo", {})["status"] == 200
        assert not beside.exists()
        assert 'id="desk-undo" disabled' in running.ask(f"/d/{key_of('a.txt')}")[2].decode()


def test_a_fact_with_which_nothing_could_be_read_is_refused_and_says_why(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text(RESOLUTION)
    beside = folder / "a.txt.akn.toml"
    with desk(folder) as running:
        running.wait()
        address = f"/d/{key_of('a.txt')}/correct"
        (why,) = running.json(address, {"fact": "language", "value": "xx"})["refused"]
        assert why.startswith("no language 'xx'; known are ")
        assert not beside.exists()
        (why,) = running.json(address, {"fact": "date", "value": "10 Dec"})["refused"]
        assert "10 Dec" in why
        assert ".akn.toml" not in why, "no advice for a broken file"
        assert not beside.exists()
        beside.write_text('language = "xx"\n')
        (why,) = running.json(address, {"lines": ['starts = "Recalling"'], "role": "preambular"})["refused"]
        assert why.startswith("no language 'xx'; known are "), "nothing was read, so nothing is read so already"
        assert beside.read_text() == 'language = "xx"\n'
        assert running.json(address, {"fact": "language", "value": "eng"})["there"]


def test_no_hint_of_the_desk_speaks_of_the_terminal() -> None:
    at_desk = _hints("eng")
    known = {code.code: code for code in Code}
    assert at_desk.keys() <= known.keys()
    terminal = re.compile(r"(?<!\w)--\w|\bakn [a-z]|<\w|FRBR|`")
    assert [code for code, hint in at_desk.items() if terminal.search(hint)] == []
    # what the reading of a document may say; X is about files of XML, B about runs of the program
    of_pages = {code: one.page_hint for code, one in known.items() if code[0] in "RSLMNC"}
    assert [code for code, hint in of_pages.items() if terminal.search(hint)] == []


def test_hints_lead_to_the_buttons_of_the_page(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "report.txt").write_text("A/99/310\n\nReport of the keepers\n\nThe lamps were lit.\n")
    with desk(folder) as running:
        running.wait()
        page, french = (
            running.ask(f"/d/{key_of('report.txt')}", Accept_Language=code)[2].decode() for code in ("en", "fr")
        )
    assert "--body" not in page
    assert "choose the body under \u2068Whole document\u2069" in page
    assert "vérifier que la ligne qui nomme l’organe est là" in french


def test_a_form_without_text_is_no_newer_version_of_a_report(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    cover = "United Nations\n\nA/99/604\n\nGeneral Assembly\n\nDistr.: General\n7 April 2045\n\nOriginal: English\n"
    (folder / "report.txt").write_text(
        f"{cover}\nNinety-ninth session\n\nReport of the keepers\n\n1. The lamps were lit.\n"
    )
    with desk(folder) as running:
        running.drop(("form.txt", cover.encode()))
        running.wait()
        (told,) = [row for row in running.ask("/")[2].decode().split("<tr ")[1:] if "The same document as" in row]
        assert "report.txt</span>" in told, "the form is the double, though it is the newer file"


def test_languages_side_by_side_are_in_the_language_of_the_browser(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "e.txt").write_text(RESOLUTION)
    (folder / "f.txt").write_text(FRENCH)
    with desk(folder) as running:
        running.wait()
        page = running.ask(f"/w/{key_of('e.txt')}", Accept_Language="ar")[2].decode()
        assert '<html lang="ar" dir="rtl">' in page
        assert "جميع الوثائق" in page
        french = running.ask(f"/w/{key_of('e.txt')}", Accept_Language="fr")[2].decode()
        assert "<bdi>A/RES/99/12</bdi>" in french
        assert "Phares</title>" in french
        assert ">Phares<" in running.ask("/", Accept_Language="fr")[2].decode(), "the list has the title in French"
        assert ">Lighthouses<" in running.ask("/", Accept_Language="ar")[2].decode()


def test_pages_that_go_are_named_before_and_after(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text(RESOLUTION)
    (folder / "b.txt").write_text(LATER)
    body = b'--edge\r\nContent-Disposition: form-data; name="name"\r\n\r\nsite\r\n--edge--\r\n'
    with desk(folder) as running:
        running.wait()

        def make() -> str:
            kind = "multipart/form-data; boundary=edge"
            assert running.ask("/publish", "POST", body, Content_Type=kind)[0] == 200
            return _until_made(running)

        assert "desk-going" not in make()
        (folder / "b.txt").unlink()
        running.ask("/")
        (going,) = re.findall(r'id="desk-going">.*', running.ask("/publish")[2].decode())
        assert re.findall(r"<bdi>(.*?)</bdi>", going) == ["b.html"]
        assert (tmp_path / "site/b.html").is_file(), "nothing goes before somebody says so"
        made = make()
        assert "desk-going" not in made
        gone = made.partition("Files gone with their texts")[2].partition("</tr>")[0]
        assert "<bdi>b.html</bdi>" in gone
        assert not (tmp_path / "site/b.html").exists()


def test_of_pages_that_go_all_are_named_but_those_changed_by_hand(tmp_path: Path) -> None:
    site = str(tmp_path / "site")
    texts = {"a": RESOLUTION, "b": LATER, "a.b": RESOLUTION, "c": RESOLUTION, "d": RESOLUTION}

    def publish(*stems: str) -> tuple[list[str], list[str]]:
        read = []
        for stem in stems:
            (tmp_path / f"{stem}.txt").write_text(texts[stem])
            read.append(see(Found(str(tmp_path / f"{stem}.txt"), stem), Options(to="html", validate=False)))
        named = pages_to_go(site, read)
        made = make_site(SiteOrder(tuple(read), site))
        assert not made.fault
        return named, sorted(name for name in made.gone if f"{name.removesuffix('html')}xml" in made.gone)

    assert publish("a", "b", "a.b", "c", "d") == ([], [])
    (tmp_path / "site/d.html").write_text("by hand")
    assert publish("a", "b", "a.b", "c", "d") == ([], [])
    assert publish("a") == (["a.b.html", "b.html", "c.html"],) * 2
    assert (tmp_path / "site/d.html").read_text() == "by hand"


@needs_browser
def test_by_keyboard_the_tools_are_near_and_the_focus_stays_at_the_line(tmp_path: Path) -> None:
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import Select

    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text(RESOLUTION)
    with desk(folder) as running, browser(tmp_path / "profile") as shown:
        running.wait()
        shown.resize(1280)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/d/{key_of('a.txt')}")
        press = shown.driver.switch_to
        press.active_element.send_keys(Keys.TAB)
        press.active_element.send_keys(Keys.TAB)
        assert press.active_element.text == "Skip to the tools"
        press.active_element.send_keys(Keys.ENTER)
        shown.until("return document.activeElement.id === 'desk'")
        button = shown.driver.find_element("id", "desk-correct")
        assert button.get_attribute("accesskey") == "c"
        button.send_keys(Keys.ENTER)
        assert shown.run("return document.activeElement.matches('main [data-key]')"), "lines begin where one reads"
        for _ in range(20):
            press.active_element.send_keys(Keys.ARROW_UP)
        for _ in range(20):
            if press.active_element.text.startswith("Strengthening"):
                break
            press.active_element.send_keys(Keys.ARROW_DOWN)
        press.active_element.send_keys(Keys.ENTER)
        Select(press.active_element).select_by_value("preambular")
        press.active_element.send_keys(Keys.ENTER)
        shown.driver.find_element("id", "desk-save").send_keys(Keys.ENTER)
        shown.until("return document.querySelector('main .desk-corrected') !== null")
        shown.until("return document.activeElement.textContent.includes('Strengthening')")
        # a value that is read already, and of which nothing is noticed, asks for nothing
        shown.driver.find_element("css selector", "#desk-facts summary").click()
        Select(shown.driver.find_element("id", "desk-fact")).select_by_value("date")
        shown.driver.find_element("css selector", "#desk-facts button").click()
        shown.until("return document.getElementById('desk-told').textContent.startsWith('Nothing was changed')")


@needs_browser
def test_the_title_is_said_of_the_whole_document(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text(
        RESOLUTION.replace("99/12. Lighthouses", "Keepers of the lamps\n\n99/12. Lighthouses")
    )
    with desk(folder) as running, browser(tmp_path / "profile") as shown:
        running.wait()
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/d/{key_of('a.txt')}")

        def say(title: str) -> None:
            shown.run(
                "document.getElementById('desk-facts').open = true;"
                "const [fact, value] = ['desk-fact', 'desk-fact-value'].map((id) => document.getElementById(id));"
                "fact.value = 'title'; fact.dispatchEvent(new Event('change')); value.value = arguments[0]",
                title,
            )
            shown.driver.find_element("css selector", "#desk-facts form button").click()

        say("Words that stand nowhere")
        shown.until("return document.querySelector('.desk-told.error') !== null")
        assert "No line begins with these words" in shown.run("return document.querySelector('.desk-told').textContent")
        say("keepers of the lamps")
        shown.until("return document.querySelector('.desk-told')?.textContent.startsWith('Saved')")
        assert 'role = "title"' in (folder / "a.txt.akn.toml").read_text()
