"""Settings for all tests: how long hypothesis looks for counter-examples, how long a law may take."""

from __future__ import annotations

import gc
import os
import re
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests import browser

_CHECKS = (
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
    HealthCheck.large_base_example,
)

# derandomized ones try the same examples each time: more of them are for continuous integration, others for `make deep`
settings.register_profile("quick", max_examples=5, deadline=None, derandomize=True, suppress_health_check=_CHECKS)
settings.register_profile("ci", max_examples=40, deadline=None, derandomize=True, suppress_health_check=_CHECKS)
settings.register_profile("deep", max_examples=5000, deadline=None, suppress_health_check=_CHECKS, print_blob=True)
# finds without shrinking: whole documents shrink slowly
settings.register_profile(
    "find", max_examples=1000, deadline=None, suppress_health_check=_CHECKS, phases=(Phase.explicit, Phase.generate)
)
os.environ.setdefault("AKN_PAGES", "off")  # no test leaves pages in the home of who runs it
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--renew` writes the expected files of tests/golden anew instead of comparing with them."""
    parser.addoption("--renew", action="store_true", help="write the expected files of tests/golden anew")


NEEDS = {
    "browser": browser.MISSING,
    "office": "" if shutil.which("soffice") else "no LibreOffice here: apt-get install libreoffice",
}
"""The programs that tests with a mark need: why they are skipped, empty where the program is there."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a program that is not there; give laws time on a busy machine.

    A law that is interrupted is taken for one that fails, and shrunk for minutes.
    """
    for item in items:
        if item.get_closest_marker("hypothesis") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(600))
        for mark, missing in NEEDS.items():
            if missing and item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=missing))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[object]:
    """Look for no cycles in what the collection makes, which is there to stay, and then seldom, as the command does."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(50_000)
        gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how many examples each law was tried on, when that is what the run was for."""
    if os.environ.get("HYPOTHESIS_PROFILE", "quick") in ("quick", "ci"):
        return
    tried: dict[str, int] = {}
    failing = 0
    for reports in terminalreporter.stats.values():
        for report in reports:
            told = str(vars(report).get("_hypothesis_stats", "")) if hasattr(report, "nodeid") else ""
            for passed, failed in re.findall(r"(\d+) passing(?: examples)?, (\d+) failing", told):
                tried[report.nodeid] = tried.get(report.nodeid, 0) + int(passed)
                failing += int(failed)
    terminalreporter.section("examples tried")
    for law, count in sorted(tried.items()):
        terminalreporter.write_line(f"{count:8,}  {law}")
    terminalreporter.write_line(f"{sum(tried.values()):8,}  on {len(tried)} laws, {failing} of them failing")
