"""A headless Chromium for tests of pages: Debian's browser and driver through Selenium, axe-core of npm."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
DRIVER = shutil.which("chromedriver") or ""
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

needs_browser = pytest.mark.browser
MISSING = (
    ""
    if CHROMIUM and DRIVER and find_spec("selenium")
    else "no browser here: apt-get install chromium chromium-driver, pip install selenium"
)
"""Why tests with the mark are skipped (`tests/conftest.py`); empty where there is a browser."""


def needs_axe(test: Callable[..., None]) -> Callable[..., None]:
    """The mark of tests in a browser, and that axe-core is there, which runs in one."""
    there = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not here: npm install --no-save axe-core")
    return needs_browser(there(test))


_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A browser with a profile of its own, closed at the end."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = _started(options)
    try:
        yield Browser(driver)
    finally:
        driver.quit()


def _started(options: Any) -> Any:
    """A driver with its browser.  A driver that dies before it serves (SIGTRAP, once in some tens of starts on a busy
    machine) says nothing of a page: it is started again, twice at most.
    """
    from selenium import webdriver
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.chrome.service import Service

    for attempts_left in (2, 1, 0):
        try:
            return webdriver.Chrome(options=options, service=Service(DRIVER))
        except WebDriverException as error:
            if not attempts_left or "unexpectedly exited" not in str(error):
                raise
    raise AssertionError


class Browser:
    """What the tests ask of a browser."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, page: Path, *, width: int = 1280, height: int = 1000, dark: bool = False) -> None:
        """Show a page in a window of this size."""
        self.resize(width, height)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.driver.get(page.as_uri())

    def resize(self, width: int, height: int = 1000) -> None:
        """Give the window another size."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def run(self, script: str, *arguments: object) -> Any:
        """The value of a script."""
        return self.driver.execute_script(script, *arguments)

    def until(self, script: str, seconds: float = 60) -> Any:
        """The value of a script, as soon as it is one that holds."""
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.driver, seconds).until(lambda _: self.run(script))

    def faults(self) -> list[str]:
        """What axe-core has to say of the page: the rule, and the first element that breaks it."""
        self.run(AXE.read_text(encoding="utf-8"))
        found = self.driver.execute_async_script(
            "axe.run(document, {resultTypes: ['violations']}).then(arguments[arguments.length - 1])"
        )
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]

    def messages(self) -> list[str]:
        """What the console said since it was asked last."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> set[str]:
        """The addresses that were asked for since this was asked last."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return {e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"}

    def shoot(self, name: str) -> None:
        """Keep a picture of the page in build/screenshots (or in AKN_SCREENSHOTS) for a person to look at."""
        folder = Path(os.environ.get("AKN_SCREENSHOTS", ROOT / "build" / "screenshots"))
        folder.mkdir(parents=True, exist_ok=True)
        self.driver.save_screenshot(str(folder / f"{name}.png"))

    def printed(self) -> bytes:
        """The page as a PDF file."""
        import base64

        made = self.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
        return base64.b64decode(made["data"])
