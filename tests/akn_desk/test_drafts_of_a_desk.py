"""Drafts at the desk: none takes the place of the text that was adopted, and all pages say which they are."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

from akn_desk.folder import key_of
from tests.akn_desk.running import Running, desk_of

TEXT = """\
General Assembly

A/RES/{session}/{number}

Resolution adopted by the General Assembly on 9 December {year}

{session}/{number}. Keeping of lighthouses

The General Assembly,

Recalling its resolution {before} of 9 December {last},

1. Urges all States to keep their lighthouses lit by night and their keepers fed;

2. Requests the Secretary-General to submit a report by 1 March {due};

3. Decides to remain seized of the matter.

61st plenary meeting
9 December {year}
"""
OLD = TEXT.format(session=98, number=7, year=2043, before="97/6", last=2042, due=2045)
NEW = TEXT.format(session=99, number=12, year=2044, before="98/7", last=2043, due=2046)
LAST_YEARS = NEW.replace("1 March 2046", "1 June 2047").replace("Urges all", "Calls upon all")
ISSUED = (
    TEXT.format(session=99, number=12, year=2044, before="99/12", last=2044, due=2048)
    .replace("A/RES/99/12", "A/C.2/100/L.5\n\nDistr.: Limited\n14 October 2045\n\nOriginal: English")
    .replace("Resolution adopted by the General Assembly on 9 December 2044", "Arendal: draft resolution")
    .replace("99/12. Keeping", "Keeping")
    .partition("61st plenary")[0]
)
FILES = {"old.txt": OLD, "n2044.txt": NEW, "l5.txt": ISSUED}
pytestmark = pytest.mark.timeout(600)
A, B, MINE, L5 = (key_of(f"{name}.txt") for name in ("old", "n2044", "draft", "l5"))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with desk_of(tmp_path_factory.mktemp("drafts"), FILES) as found:
        found.drop(("draft.txt", LAST_YEARS.encode()), ("copy.txt", NEW.replace("  ", " ").encode() + b"\n"))
        found.wait()
        yield found


def _row(running: Running, name: str) -> str:
    (row,) = [r for r in running.ask("/")[2].decode().split("<tr ")[1:] if f'href="/d/{key_of(name)}"' in r]
    return row


def test_a_draft_with_the_old_symbol_takes_nobodys_place_and_both_say_so(running: Running) -> None:
    for name in ("n2044.txt", "draft.txt"):
        row = _row(running, name)
        assert "2 files say they are \u2068A/RES/99/12\u2069, and their words differ" in row
        assert "same symbol, other words" in row
        page = running.ask(f"/d/{key_of(name)}")[2].decode()
        assert "Other words in 2 files" in page
        assert "\u2068n2044.txt\u2069 counts" in page
    tags = [re.findall('class="tag draft">(.*?)<', _row(running, f"{name}.txt")) for name in ("draft", "n2044", "l5")]
    assert tags == [["same symbol, other words"], [], ["draft"]], (
        "it says that it was adopted, so it is called no draft"
    )
    assert "The same document as n2044.txt" in _row(running, "copy.txt"), "other words are no copy"
    assert "2 files" not in _row(running, "old.txt")
    calendar = running.ask("/calendar")[2].decode()
    assert "2046-03-01" in calendar
    assert "2047-06-01" not in calendar
    marks = [r.count("same symbol, other words") for r in calendar.split("<tr ")[1:] if "2046-03-01" in r]
    assert marks == [1], "the other one says another day"
    rows = [r for r in running.ask("/mandates")[2].decode().split("<tr ")[1:] if 'data-force="' in r]
    assert {"same symbol, other words" in r for r in rows if "A/RES/99/12" in r} == {True}
    assert not any("same symbol, other words" in r for r in rows if "A/RES/99/12" not in r)


def test_a_draft_is_a_column_of_the_years_and_its_mandates_are_followed(running: Running) -> None:
    years = running.ask(f"/y/{B}")[2].decode()
    heads = re.findall(r'<th scope="col" class="ui year">.*?</th>', years, re.S)
    names = re.findall(r'<th scope="col" class="ui year">.*?<bdi>(.*?)</bdi>', years, re.S)
    assert names == ["A/C.2/100/L.5", "draft.txt", "A/RES/99/12", "A/RES/98/7"]
    assert ['tag draft">draft' in head for head in heads] == [True, False, False, False]
    assert ["same symbol, other words" in head for head in heads] == [False, True, False, False]
    mine = running.ask(f"/y/{MINE}")[2].decode()
    assert re.findall(r'year">.*?<bdi>(.*?)</bdi>', mine, re.S) == ["draft.txt", "A/RES/99/12", "A/RES/98/7"]
    assert f'href="/y/{L5}"' in running.ask(f"/d/{L5}")[2].decode()
    followed = running.ask(f"/follow?d={L5}")[2].decode()
    assert "A/C.2/100/L.5" in followed
    assert "1 March 2048" in followed
    of_all = running.ask("/follow")[2].decode()
    assert "1 March 2048" not in of_all
    assert f'href="/follow?d={L5}"' in of_all, "that drafts are left out is said, with the way to each"


def _steps(page: str) -> list[str]:
    """The heads of the steps of a page of what became of mandates, without their counts."""
    found = re.findall(r'(?s)<h2 class="ui">(.*?)</h2>|<summary class="ui">(.*?)</summary>', page)
    return [" ".join(re.sub(r"<[^>]+>", "", "".join(one)).split()) for one in found]


def test_a_draft_that_is_ticked_is_the_last_text_of_what_became_of_mandates(running: Running) -> None:
    page = running.ask(f"/follow?d={A}&d={B}&d={L5}")[2].decode()
    heads = [re.sub(r" \d.*| No later.*", "", head) for head in _steps(page)]
    assert heads == ["A/RES/99/12 → A/C.2/100/L.5 draft", "A/RES/98/7 → A/RES/99/12", "A/C.2/100/L.5 draft"]
    assert "1 March 2048" in page
    assert not [head for head in _steps(page) if "A/RES/99/12 No later text" in head]
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    made = running.ask(f"/follow?to=xlsx&d={A}&d={B}&d={L5}")[2]
    rows = [*openpyxl.load_workbook(io.BytesIO(made)).worksheets[0].iter_rows(values_only=True)]
    assert any({"A/RES/99/12", "A/C.2/100/L.5"} <= set(row) for row in rows), "the workbook has it, too"
    (first, *_) = _steps(running.ask(f"/follow?d={L5}")[2].decode())
    assert first.startswith("A/RES/99/12 → A/C.2/100/L.5 draft"), "so does the page of the draft alone"
    mine = _steps(running.ask(f"/follow?d={A}&d={MINE}")[2].decode())
    assert any(head.startswith("A/RES/99/12 → draft.txt same symbol, other words") for head in mine)


def test_what_is_ticked_and_follows_nothing_is_named(running: Running, tmp_path: Path) -> None:
    adopted = TEXT.format(session=100, number=20, year=2045, before="99/12", last=2044, due=2047)
    tides = re.sub("Keeping of lighthouses|lighthouses lit", "tides high", OLD).replace("98/7", "98/8")
    with desk_of(tmp_path, {**FILES, "adopted.txt": adopted, "tides.txt": tides}) as found:
        page = found.ask(f"/follow?d={A}&d={L5}&d={key_of('tides.txt')}")[2].decode()
        assert "no other year of \u2068tides.txt\u2069 is here" in page
        heads = [re.sub(r" \d.*| No later.*", "", head) for head in _steps(page)]
        steps = ["A/C.2/100/L.5 draft → A/RES/100/20", "A/RES/99/12 → A/C.2/100/L.5 draft", "A/RES/98/7 → A/RES/99/12"]
        assert heads == [*steps, "A/RES/100/20"], "a draft stands between last year's text and what was adopted, once"
        own = _steps(found.ask(f"/follow?d={L5}")[2].decode())
        of_draft = [re.sub(r" \d.*| No later.*", "", head) for head in own]
        assert of_draft == heads, "the page of the draft alone says what became of it"
        openpyxl = pytest.importorskip("openpyxl")
        pytest.importorskip("xlsxwriter")
        made = found.ask(f"/follow?to=xlsx&d={A}&d={L5}")[2]
        _, *rows = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0].iter_rows(values_only=True)
        assert len(rows) == len({row[:3] for row in rows}) == 12, (
            "three mandates of each of four texts, each in one row"
        )
        assert b"no other year of tides.txt is here" in found.ask(f"/follow?d={key_of('tides.txt')}")[2]


def test_calendars_and_mandates_say_what_is_a_draft(running: Running) -> None:
    calendar = running.ask("/calendar")[2].decode()
    (row,) = [r for r in calendar.split("<tr ")[1:] if "2048-03-01" in r]
    assert 'data-status="draft"' in row
    events = running.ask("/calendar?to=ics")[2].decode().split("BEGIN:VEVENT")[1:]
    assert ["STATUS:TENTATIVE" in one for one in events] == ["A/RES/98/7" not in one for one in events]
    mandates = running.ask("/mandates")[2].decode()
    rows = [r for r in mandates.split("<tr ")[1:] if 'data-force="' in r]
    assert {"A/C.2" in r for r in rows if 'data-status="draft"' in r} == {True}
    assert not any("Calls upon" in r for r in rows), "what stands for no text has no rows unless it is asked for"
    assert "Left out: \u2068draft.txt\u2069" in mandates
    assert "Left out: \u2068draft.txt\u2069" in calendar
    assert ['data-status="draft"' in r for r in rows] == sorted('data-status="draft"' in r for r in rows), "drafts last"
    assert "Calls upon" in running.ask(f"/mandates?d={MINE}")[2].decode()
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    book = openpyxl.load_workbook(io.BytesIO(running.ask("/mandates?to=xlsx&status=draft")[2]))
    head, *cells = book.worksheets[0].iter_rows(values_only=True)
    assert head[:4] == ("Symbol", "Title", "Adopted", "Status")
    assert {(cell[0], *cell[2:4]) for cell in cells} == {("A/C.2/100/L.5", None, "draft")}
    sheet = openpyxl.load_workbook(io.BytesIO(running.ask("/calendar?to=xlsx")[2])).worksheets[0]
    assert not any(str(value).startswith("/") for row in sheet.iter_rows(values_only=True) for value in row), "no paths"


def test_the_calendar_says_up_to_which_draft_was_read(running: Running) -> None:
    rows = running.ask("/calendar?as_of=2050-01-01")[2].decode().split("<tr ")[1:]
    (row,) = [r for r in rows if "2046-03-01" in r]
    assert 'data-known="overdue"' in row
    assert "not answered in texts up to A/C.2/100/L.5" in row
    (row,) = [r for r in rows if "2048-03-01" in r]
    assert 'data-known=""' in row, "nothing of a draft is overdue"


def test_a_person_says_which_one_counts(running: Running) -> None:
    assert running.ask(f"/d/{MINE}/stand", "POST")[0] == 200
    try:
        assert "\u2068draft.txt\u2069 counts" in running.ask(f"/d/{B}")[2].decode()
        assert "2047-06-01" in running.ask("/calendar")[2].decode()
    finally:
        assert running.ask(f"/d/{B}/stand", "POST")[0] == 200
    assert "\u2068n2044.txt\u2069 counts" in running.ask(f"/d/{MINE}")[2].decode()


def test_signs_count_and_years_in_names_are_no_numbers_of_copies(tmp_path: Path) -> None:
    said = NEW.replace("and their keepers fed", "and to give 1.5 million, of which -5 per cent is for oil")
    assert said != NEW
    files = {
        "a.txt": said,
        "b.txt": said.replace("1.5", "15").replace("-5", "5"),
        "r.txt": OLD,
        "r (2043).txt": OLD.replace("Urges all", "Calls upon all"),
        "scan.txt": OLD.replace("keepers fed", "keepers fcd"),
    }
    with desk_of(tmp_path, files) as running:
        assert "The same document as" not in _row(running, "b.txt")
        assert "2 files say they are" in _row(running, "b.txt")
        index = running.ask("/")[2].decode()
        rows = [row.partition(">")[0] for row in index.split("<tr ")[1:] if 'href="/d/' in row]
        counted = [row for row in rows if "data-again" not in row]
        assert len(rows) > len(counted), "an earlier version is listed, and is no further document"
        assert f">Documents: {len(counted)}<" in index
        page = running.ask(f"/d/{key_of('r.txt')}")[2].decode()
        assert "earlier version" not in page
        assert "Other words in 3 files" in page
        for name in ("r.txt", "r (2043).txt", "scan.txt"):
            assert ">draft<" not in _row(running, name)


def test_what_does_not_say_when_it_was_adopted_is_asked_about_and_called_no_draft(tmp_path: Path) -> None:
    scan = "General Assembly\n\nTides\n\nThe General Assembly,\n\n1. Decides to wait;\n\n2. Requests a report.\n"
    with desk_of(tmp_path, {"scan.txt": scan}) as found:
        assert re.findall('class="tag draft">(.*?)<', _row(found, "scan.txt")) == ["no day of adoption: a draft?"]
        assert "no day of adoption: a draft?" in found.ask(f"/d/{key_of('scan.txt')}")[2].decode()


def test_what_says_neither_is_called_no_draft_on_any_page(tmp_path: Path) -> None:
    silent = re.sub(r"A/RES/99/12\n\n|Resolution adopted .*\n\n|99/12\. |\n61st plenary meeting\n.*\n", "", NEW)
    with desk_of(tmp_path / "papers", {"old.txt": OLD, "silent.txt": silent}) as running:
        key = key_of("silent.txt")
        for address in (f"/y/{key}", f"/mandates?d={key}", f"/calendar?d={key}"):
            page = running.ask(address)[2].decode()
            tags = set(re.findall('class="tag draft">(.*?)<', page))
            assert tags == {"no day of adoption: a draft?"}, address


def test_what_a_draft_asked_for_is_overtaken_where_the_text_was_adopted(running: Running, tmp_path: Path) -> None:
    assert "tag overtaken" not in running.ask("/calendar")[2].decode(), "nothing was adopted yet"
    adopted = TEXT.format(session=100, number=20, year=2045, before="99/12", last=2044, due=2047)
    with desk_of(tmp_path, {**FILES, "adopted.txt": adopted}) as found:
        page = found.ask("/calendar?as_of=2060-01-01")[2].decode()
        row = next(part for part in page.split("<tr") if part.startswith(" data-who") and 'data-at="2048-03"' in part)
        assert 'class="tag overtaken"' in row
        assert "A/RES/100/20" in row
        assert page.count('class="tag overtaken"') == 1, "the adopted texts are not"
        pytest.importorskip("icalendar")
        assert found.ask("/calendar?to=ics")[2].count(b"STATUS:CANCELLED") == 1
