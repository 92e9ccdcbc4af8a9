"""What shall be handed in, apart from what a clause only names."""

from __future__ import annotations

import pytest

from akn.clauses import mandates
from converters import convert

GA, GA_FR, GA_ES = "The General Assembly,", "L'Assemblée générale,", "La Asamblea General,"
GA_RU, GA_AR, GA_ZH = "Генеральная Ассамблея,", "إن الجمعية العامة،", "大会，"


def _products(text: str, head: str = GA) -> tuple[list[str], list[str]]:
    """The kinds that are asked for, and those that are only named."""
    row = mandates(convert(f"{head}\n\n1. {text}\n".encode()).document)[-1]
    return [d.kind for d in row.deliverables if d.asked], [d.kind for d in row.deliverables if not d.asked]


@pytest.mark.parametrize(
    ("head", "text", "asked"),
    [
        (GA, "Requests the Secretary-General to submit to it at its next session a full report on lamps;", ["report"]),
        (GA, "Requests the Secretary-General to report to the Security Council;", ["report"]),
        (GA, "Requests the Secretary-General to convene a meeting;", ["meeting", "meeting"]),
        (GA, "Requests the Keeper to review the lamps by 30 June 2046;", ["review"]),
        (GA_FR, "Prie le Secrétaire général de lui présenter un rapport sur les lampes ;", ["report"]),
        (GA_ES, "Solicita al Secretario General que le presente un informe sobre las lámparas;", ["report"]),
        (GA_RU, "просит Генерального секретаря представить доклад о лампах;", ["report"]),
        (GA_AR, "تطلب إلى الأمين العام أن يقدم تقريرا عن المصابيح؛", ["report"]),
        (GA_AR, "تطلب إلى الأمين العام أن يقدم إليها في دورتها المقبلة تقريرا عن المصابيح؛", ["report"]),
        (GA_ZH, "请秘书长提交一份报告；", ["report"]),
    ],
)
def test_what_is_made_is_asked_for(head: str, text: str, asked: list[str]) -> None:
    assert _products(text, head)[0] == asked


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (GA, "Invites States to take part in the high-level meeting;"),
        (GA, "Requests States to include lamps in their annual reports;"),
        (GA, "Urges States to provide lamps for the implementation of the recommendations;"),
        (GA, "Urges States to light lamps in line with national strategies;"),
        (GA_FR, "Invite les États à parler de lampes dans leurs rapports ;"),
        (GA_ZH, "请秘书长在大会第八十一届会议上点亮灯塔；"),
    ],
)
def test_what_is_only_named_is_not(head: str, text: str) -> None:
    assert _products(text, head)[0] == []


@pytest.mark.parametrize(
    ("head", "text", "recipient"),
    [
        (GA, "Requests the Secretary-General to submit to it a report on lamps;", ("to it", "unga")),
        (
            GA,
            "Requests the Secretary-General to inform the Security Council and to report to it;",
            ("Security Council", "unsc"),
        ),
        (GA_FR, "Prie le Secrétaire général de lui présenter un rapport sur les lampes ;", ("lui présenter", "unga")),
        (
            GA_ES,
            "Solicita al Secretario General que le presente un informe sobre las lámparas;",
            ("le presente", "unga"),
        ),
        (GA_RU, "просит Генерального секретаря представить ей доклад о лампах;", ("представить ей", "unga")),
        (GA_ZH, "请秘书长向其提交报告；", ("向其提交", "unga")),
        (GA_AR, "تطلب إلى الأمين العام أن يقدم إليها تقريرا عن المصابيح؛", ("يقدم إليها", "unga")),
    ],
)
def test_a_pronoun_is_the_organ_that_speaks(head: str, text: str, recipient: tuple[str, str]) -> None:
    row = mandates(convert(f"{head}\n\n1. {text}\n".encode()).document)[-1]
    assert row.recipient is not None
    assert (row.recipient.text, row.recipient.key) == recipient


def test_a_pronoun_after_another_organ_is_nobody_that_is_known() -> None:
    text = "Requests the Secretary-General to meet with the Committee and to provide reports to it;"
    row = mandates(convert(f"{GA}\n\n1. {text}\n".encode()).document)[-1]
    assert row.recipient is None or row.recipient.key != "unga"
