"""A difference is marked where it stands: not at the first figures that look like it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from akn.compare.concord import Concordance, concord
from converters import convert
from converters.compare.commented import as_commented
from converters.compare.concordances import places_of

ENGLISH = (
    "A/RES/99/7\n\nThe General Assembly,\n\n1. Recalls resolution 68/205 of 20 December 2013, the 15 lamps and "
    "paragraph 31 of the report, and asks for {} lamps;\n"
)
FRENCH = (
    "A/RES/99/7\n\nL’Assemblée générale,\n\n1. Rappelle la résolution 68/205 du 20 décembre 2013, les 15 lampes et le "
    "paragraphe 31 du rapport, et demande {} lampes ;\n"
)


def _two(english: str, french: str) -> Concordance:
    return concord([convert(text.encode()).document for text in (english, french)])


@pytest.mark.parametrize(("old", "new"), [("3", "5"), ("2", "20"), ("13", "8"), ("6", "31")])
def test_a_figure_is_marked_as_a_whole_and_not_in_a_symbol_or_a_date(old: str, new: str) -> None:
    one = _two(ENGLISH.format(old), FRENCH.format(new))
    (finding,) = one.findings
    for code, figure, word in (("eng", old, "lamps"), ("fra", new, "lampes")):
        (row,) = (row for row in one.rows if row.key == finding.key)
        content = row.units[code].text.content
        ((start, end),) = places_of(finding, code, row.units[code])
        assert (content[start:end], content[end:].strip(" ;\n")) == (figure, word)
    with zipfile.ZipFile(BytesIO(as_commented([one]))) as archive:
        body = archive.read("word/document.xml").decode()
    marked, after = body.partition("<w:commentRangeStart")[2].split("<w:commentRangeEnd")[:2]
    assert re.sub("<[^>]*>", "", f"<{marked}").strip() == new
    assert re.sub("<[^>]*>", "", f"<{after}").startswith(" lampes")
