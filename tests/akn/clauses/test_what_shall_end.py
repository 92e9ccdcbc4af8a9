"""What shall not be done or shall end stays in what is asked, where its verb stands right after who is asked."""

from __future__ import annotations

import pytest

from akn.clauses import mandates
from tests.documents import document_of

GA, GA_FR = "The General Assembly,\n\n1. ", "L'Assemblée générale,\n\n1. "
GA_ES, GA_RU = "La Asamblea General,\n\n1. ", "Генеральная Ассамблея,\n\n1. "
GA_AR = "إن الجمعية العامة،\n\n1 - "


@pytest.mark.parametrize(
    ("text", "keys", "ask"),
    [
        (
            GA + "Calls upon States that have not yet acceded to or ratified the Treaty of Lamps to consider doing so;",
            ["states"],
            "consider doing so;",
        ),
        (
            GA_FR
            + "Exige que tous les groupes armés mettent fin à toutes les formes de violence et aux autres actes ;",
            ["groups"],
            "mettent fin à toutes les formes de violence et aux autres actes ;",
        ),
        (
            GA_ES + "Exige que todos los grupos armados suspendan cualquier acto que entorpezca la labor;",
            ["groups"],
            "suspendan cualquier acto que entorpezca la labor;",
        ),
        (
            GA_RU + "требует, чтобы все вооруженные группы отказались прибегать к насилию;",
            ["groups"],
            "отказались прибегать к насилию;",
        ),
        (
            GA_RU + "призывает государства бороться с пиратством и торговлей лампами;",
            ["states"],
            "бороться с пиратством и торговлей лампами;",
        ),
        (
            GA_AR + "تهيب بجميع الأطراف المعنية الامتناع عن أي أعمال يمكن أن تثير توترات؛",
            ["parties"],
            "الامتناع عن أي أعمال يمكن أن تثير توترات؛",
        ),
        (
            GA_AR + "تحث الدول التي لم تصدق بعد على معاهدة المصابيح على النظر في القيام بذلك؛",
            ["states"],
            "النظر في القيام بذلك؛",
        ),
    ],
)
def test_the_verb_of_ending_is_asked(text: str, keys: list[str], ask: str) -> None:
    row = mandates(document_of(f"{text}\n"))[-1]
    assert ([a.key for a in row.addressees], row.ask) == (keys, ask)
