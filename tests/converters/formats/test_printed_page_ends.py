"""What the end of a page cuts, whatever the page is made of."""

from __future__ import annotations

import pytest

from akn.blocks import Opening
from converters.formats.printed.lines import PrintedLine
from converters.formats.printed.page_ends import page_end
from converters.formats.printed.paragraphs import PageLayout

_WORDS = "of the lights that the islands keep in the waters of the"  # 56 columns


def _end(last: str, *below: str, begun: int = 4, indents: bool = True, ragged: bool = False) -> tuple[bool, Opening]:
    """What the end of a page tells; spaces before lines are their indents."""
    lines = [PrintedLine(t.strip(), len(t) - len(t.lstrip()), 0) for t in below]
    layout = PageLayout(0, 60, indents=indents, ragged=ragged)
    found = page_end(PrintedLine(last, 0, 0), begun, layout, lines, layout, closed=False)
    return found.cut, found.opening


@pytest.mark.parametrize("indents", [True, False])
def test_a_line_at_the_edge_is_the_rest_of_a_paragraph_whose_first_line_is_set_in(indents: bool) -> None:
    assert _end(_WORDS, "Republic of the Tides", indents=indents) == (True, Opening.REST)


def test_an_indent_overleaf_opens_a_paragraph() -> None:
    assert _end(_WORDS, "    Recalling the tides of the year", "before,") == (False, Opening.NEW)
    assert _end(_WORDS, "    Recalling the tides of the year", "before,", indents=False) == (True, Opening.NEW)


def test_two_lines_at_one_indent_tell_nothing() -> None:
    assert _end(_WORDS, "    of the tides", "    of the year")[1] is Opening.UNKNOWN


def test_a_full_line_goes_on_in_a_paragraph_of_several_lines() -> None:
    full = f"{_WORDS} sea."
    assert _end(full, "The harbours of the islands", "are open.", begun=0) == (True, Opening.REST)
    assert _end(full, "Decides:", begun=0)[1] is Opening.UNKNOWN


def test_a_sign_before_room_ends_a_paragraph_and_figures_do_not() -> None:
    assert not _end("in the waters of the islands.", "The harbours")[0]
    assert _end("in the waters 18 502 600", "The harbours")[0]
    assert _end("in the waters of the islands.", "The harbours", ragged=True)[0]
    assert _end("in the waters of the islands.", "the harbours")[0], "no paragraph begins with a small letter"
