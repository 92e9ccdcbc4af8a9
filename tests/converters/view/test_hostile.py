"""Pages made of a hostile text run nothing: no script, no handler, no address of a script, and nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from akn.clauses import mandates
from akn.compare.comparison import compare
from akn.compare.concord import concord
from akn.document import Document
from converters import Options, convert
from converters.compare.pages import comparison_page
from converters.mandates import as_csv, as_page
from converters.view.page import write_page
from converters.view.site import concordance_page
from tests.browser import browser, needs_browser
from tests.converters.command import akn
from tests.documents import document_of

_ATTACKS = (
    "<script>window.owned=1</script>",
    "</script></style></title></textarea><script>window.owned=1</script>",
    "\"'><img src=x onerror=window.owned=1><svg onload=window.owned=1>",
    "<!--<script>--><iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
    "{{7*7}}${7*7}<% owned=1 %>\\u003cscript\\u003ewindow.owned=1",
    "&lt;script&gt;window.owned=1&lt;/script&gt; ]]><x xlink:href='javascript:owned=1'>",
)
_LINKS = (
    "[go](javascript:window.owned=1) [go](JaVaScRiPt:window.owned=1) <a href='java&#9;script:window.owned=1'>go</a> "
    "[go](data:text/html,<script>window.owned=1</script>) [go](vbscript:owned) <a href='&#1;javascript:owned=1'>go</a>"
)


def _document(form: str, more: str = "") -> Document:
    words = " ".join(_ATTACKS)
    if form == "html":
        words = words.replace("&", "&amp;").replace("<", "&lt;")
    source = f"""A/RES/99/7

99/7. Sea {words}

*The General Assembly*,

*Recalling* its resolution 98/12 of 1 December 2043 {words},[^1]

1. *Requests* the Secretary-General {words} to report by 2045{more};

{_LINKS}

| {_ATTACKS[1]} | b |
|---|---|
| {_ATTACKS[2]} | c |

Annex {_ATTACKS[1]}

(a) {words};

[^1]: See {words}.
"""
    found = convert(source.encode(), options=Options(from_="text" if form == "text" else "markdown")).document
    assert found is not None
    return found


def _pages(form: str) -> dict[str, bytes]:
    one, two = _document(form), _document(form, " and <b onclick=owned=1>again</b>")
    french = convert(
        ("L'Assemblée générale,\n\n1. Prie le Secrétaire général de faire rapport " + " ".join(_ATTACKS)).encode(),
        options=Options(language="fr"),
    ).document
    assert french is not None
    return {
        "view": write_page(one),
        "mandates": as_page(mandates(one)),
        "diff": comparison_page(compare(one, two), _ATTACKS[1], _ATTACKS[2], "en"),
        "concord": concordance_page([concord([one, french])]),
        "html": convert(
            convert(" ".join(_ATTACKS).encode(), options=Options(from_="text")).output, options=Options(to="html")
        ).output,
    }


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_hostile_text_brings_no_script_into_a_page(form: str) -> None:
    harmless = {name: len(html.fromstring(page).findall(".//script")) for name, page in _harmless().items()}
    for name, page in _pages(form).items():
        root = html.fromstring(page)
        assert len(root.findall(".//script")) == harmless[name], name
        assert not [e.tag for e in root.iter("iframe", "object", "embed", "svg") if "owned" in str(html.tostring(e))]
        for element in root.iter():
            for key, value in element.attrib.items():
                assert not str(key).lower().startswith("on"), name
                address = re.sub(r"[\x00-\x20]", "", str(value)).lower()
                assert key not in ("href", "src", "srcdoc", "action") or not address.startswith(
                    ("javascript:", "data:text", "vbscript:")
                ), name


def _harmless() -> dict[str, bytes]:
    document = convert(b"The General Assembly,\n\n1. Requests the Secretary-General to report;\n").document
    french = convert(
        "L'Assemblée générale,\n\n1. Prie le Secrétaire général;\n".encode(), options=Options(language="fr")
    ).document
    assert document is not None
    assert french is not None
    return {
        "view": write_page(document),
        "mandates": as_page(mandates(document)),
        "diff": comparison_page(compare(document, document), "a", "b", "en"),
        "concord": concordance_page([concord([document, french])]),
        "html": convert(convert(b"plain", options=Options(from_="text")).output, options=Options(to="html")).output,
    }


@needs_browser
def test_a_browser_runs_nothing_of_a_hostile_text(tmp_path: Path) -> None:
    with browser(tmp_path / "profile") as shown:
        for form in ("text", "markdown"):
            for name, page in _pages(form).items():
                path = tmp_path / f"{form}-{name}.html"
                path.write_bytes(page)
                shown.open(path)
                assert shown.run("return window.owned === undefined"), name
                assert not [address for address in shown.requests() if address.startswith(("http", "ws", "ftp"))], name


def test_no_cell_of_a_table_begins_as_a_formula_does() -> None:
    lines = "".join(f"{i}. {sign}Requests the Secretary-General to report;\n\n" for i, sign in enumerate("=+-@\t", 1))
    for named in ("=cmd|' /C calc'!A0", "@SUM(1)", "-1+1", "+1"):
        lines += f"9. Requests {named} to report, {named};\n\n"
    document = document_of(f"The General Assembly,\n\n{lines}")
    assert document is not None
    import csv
    import io

    cells = [cell for row in csv.reader(io.StringIO(as_csv(mandates(document)).decode())) for cell in row]
    assert len(cells) > 50
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_what_is_no_text_ends_as_it_does_for_convert(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(bytes(range(256)))
    shown, converted = (akn(name, "x.bin", "-o", "x.html", cwd=tmp_path) for name in ("view", "convert"))
    assert shown.returncode == converted.returncode == 3
    assert shown.stderr == converted.stderr
