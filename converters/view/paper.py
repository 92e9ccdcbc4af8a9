"""A page on paper: printed to a PDF file by a browser that is there (Chromium or a relative of it)."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from akn.errors import AknError, MissingDependency
from akn.patterns import lazy_pattern
from converters.files import read_bytes

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
"""What the browsers are called that can print without a window."""
SECONDS = 120
"""That printing may take: a page of 900 pages takes some 20."""
_FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-dev-shm-usage", "--no-pdf-header-footer",
)  # fmt: skip
_DAY = lazy_pattern(rb"(/(?:Creation|Mod)Date \(D:)\d{14}([^)]*\))")
_NO_DAY = b"19700101000000"


def browser() -> str:
    """The path of a browser that can print.  Raises MissingDependency where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        told = "a PDF file is printed by a browser, and none is here that can"
        raise MissingDependency(f"{told}: install Chromium, or print the page from any browser")
    return found


def printed(page: bytes) -> bytes:
    """A page of HTML as a PDF file, in the style for paper; the same bytes for the same page and browser: the file
    names no day on which it was made.

    Raises MissingDependency where there is no browser, AknError if it fails.
    """
    program = browser()
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_bytes(page)
        flags = [*_FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        flags += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        try:
            done = subprocess.run([program, *flags, source.as_uri()], capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise AknError(f"{program}: did not print the page: {error}") from error
        if done.returncode or not target.is_file():
            raise AknError(f"{program}: did not print the page (exit code {done.returncode})")
        return _DAY.sub(rb"\g<1>" + _NO_DAY + rb"\g<2>", read_bytes(str(target)))
