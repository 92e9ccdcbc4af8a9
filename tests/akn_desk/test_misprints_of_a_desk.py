"""What a source misprints stays as it is printed: one press at the desk says so and leads the link to what is meant."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("multipart")

from akn_desk.folder import key_of
from akn_desk.indexing import LIBRARY
from tests.akn_desk.running import RESOLUTION, desk
from tests.browser import Browser, needs_browser

pytestmark = [needs_browser, pytest.mark.timeout(600)]

# adopted on 27 July 2012, as the shipped dates say
MISPRINTED = RESOLUTION.replace("98/7 of 3 December 2043", "66/288 of 28 July 2012")


def test_a_misprint_of_the_source_is_said_to_be_one_by_one_press(shown: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text(MISPRINTED, encoding="utf-8")
    remark = "[...document.querySelectorAll('.doubts > li')].find((item) => item.textContent.includes('C113'))"
    with desk(folder) as running:
        running.wait()
        while not (folder / LIBRARY).is_file():  # with it comes what the shipped dates say
            time.sleep(0.05)
        shown.resize(1400)
        shown.driver.get(running.address)
        shown.driver.get(f"{running.base}/d/{key_of('a.txt')}")
        link = "document.querySelector('main .akn-preamble a.akn-ref')"
        assert "2012-07-28" in shown.run(f"return {link}.dataset.cite")
        button = shown.run(f"return {remark}.querySelector('.desk-as-printed')")
        assert button.text == "It is printed so; the link leads to A/RES/66/288"
        shown.run("arguments[0].click()", button)
        assert shown.until(f"return {link}.dataset.cite.includes('adopted on 2012-07-27')"), (
            "that is the day of the text"
        )
        assert shown.until(f"const one = {remark}; return one && one.classList.contains('desk-seen')"), "the tick holds"
        offered = f"{remark}.querySelector('.desk-as-printed').textContent"
        assert shown.until(f"return {offered} === 'It is printed so'"), "the link leads there already"
        assert shown.run(f"return {remark}.classList.contains('desk-seen')"), "of the page that came back, too"
        said = tomllib.loads((folder / "a.txt.akn.toml").read_text(encoding="utf-8"))
        assert said == {
            "reference": [
                {"text": said["reference"][0]["text"], "to": "A/RES/66/288", "starts": said["reference"][0]["starts"]}
            ]
        }
        assert said["reference"][0]["starts"].startswith("Recalling its resolution")
        assert shown.run("return document.querySelector('main').textContent").count("28 July 2012") == 1, "as printed"
