"""The work of mandates grows with the words of a clause, whatever stands in them, and with the clauses of a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akn import mandates
from tests.documents import document_of
from tests.work import grows_linearly

_ENGLISH = "The General Assembly,\n\n1. Requests the Secretary-General to submit {}\n"
_CHINESE = "大会，\n\n1. 请秘书长提交{}\n"
_WE = "The General Assembly,\n\n1. Decides that {}\n"
_POINTS = "The General Assembly,\n\n1. Decides:\n\n{}"

_PIECES = {
    "reports": (_ENGLISH, "a report on lamps, "),
    "reports that are due": (_ENGLISH, "an interim report by 4 July 2045, "),
    "meetings": (_ENGLISH, "to hold a meeting on lamps, "),
    "reports of others": (_ENGLISH, "the report of the Committee, "),
    "organs": (_ENGLISH, "report to the Security Council, "),
    "requests in the passive": (_ENGLISH, "States are urged to report. "),
    "citations with dates": (_ENGLISH, "resolution 60/1 of 16 September 2005, "),
    "what has to be done": (_ENGLISH, "that States shall report and "),
    "what we do": (_WE, "We commit to end hunger; "),
    "further clauses": (_ENGLISH, "requests the Secretary-General to report, "),
    "sessions beside organs": (_ENGLISH, "the Council, at its eighty-first session, "),
    "points": (_POINTS, "(a) To request States to report by 4 July 2045;\n\n"),
    "reports in Chinese": (_CHINESE, "关于灯的报告，"),
    "names in Chinese": (_CHINESE, "法国和挪威政府、"),
}


@pytest.mark.parametrize(("text", "piece"), _PIECES.values(), ids=_PIECES.keys())
def test_the_work_grows_with_what_stands_in_a_clause(text: str, piece: str) -> None:
    def run(size: int) -> Callable[[], object]:
        document = document_of(text.format(piece * size))
        return lambda: mandates(document)

    grows_linearly(run, 60)


def test_all_points_share_what_leads_to_them() -> None:
    points = "(a) To keep:\n\n(i) Lamps;\n\n(ii) Oil;\n\n(iii) Wicks.\n"
    text = f"The General Assembly,\n\n1. Requests the Secretary-General:\n\n{points}"
    *_, first, second, third = (row.lead for row in mandates(document_of(text)))
    assert first == "Requests the Secretary-General: To keep:"
    assert first is second is third, "a copy for each point took the square of a long list"


def test_a_verb_far_before_a_product_does_not_make_it() -> None:
    def asked(size: int) -> int:
        (row,) = mandates(document_of(_ENGLISH.format("a report on lamps, " * size)))
        return sum(product.asked for product in row.deliverables)

    assert 0 < asked(100) == asked(200)
