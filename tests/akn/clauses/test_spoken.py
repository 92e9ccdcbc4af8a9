"""The words of those who declare, made to be slow to read."""

from __future__ import annotations

import pytest

from akn.clauses import mandates
from akn.clauses.spoken import find_spoken
from akn.languages import load
from tests.documents import document_of
from tests.work import within


def test_a_row_of_commas_after_the_speaker_has_an_end() -> None:
    commas = " ," * 400  # tried in two to the power of 400 ways, it has none
    assert list(find_spoken(f"We{commas} lamps", load("eng"))) == []
    assert [s.key for s in find_spoken("We, therefore, reaffirm that lamps are lit", load("eng"))] == ["reaffirms"]


def _rows(text: str) -> list[tuple[str, str, list[str]]]:
    found = mandates(document_of(text))
    return [(row.verb, row.action, [a.key for a in row.addressees]) for row in found]


_HEAD = (
    "The General Assembly,\n\n1. Adopts the declaration annexed to the present resolution.\n\nAnnex\n\nDeclaration\n\n"
)


@pytest.mark.parametrize(
    ("language", "sentence", "verb"),
    [
        ("ara", "ونؤكد أيضا أن المصابيح مضاءة.", "نؤكد أيضا"),
        ("rus", "Мы признаем также, что лампы горят.", "признаем также"),
        ("eng", "We encourage further efforts.", "encourage"),
        ("zho", "我们鼓励并支持点灯。", "鼓励"),
    ],
)
def test_an_adverb_after_a_verb_is_of_it(language: str, sentence: str, verb: str) -> None:
    first = next(find_spoken(sentence, load(language)))
    assert sentence[first.start : first.end] == verb


def test_what_is_said_again_right_after_its_verb_is_no_action_of_its_own() -> None:
    rows = mandates(document_of("大会，\n\n1. 欢迎会员国，并重申我们承诺点灯；\n"))
    assert [(row.action, row.ask) for row in rows] == [("welcomes", "会员国"), ("reaffirms", "我们承诺点灯；")]


def test_points_after_the_speaker_alone_act() -> None:
    text = f"{_HEAD}1. Recognizing the need, we:\n\n(a) Support the lamp days;\n\n(b) Call upon States to come.\n"
    *_, support, call = _rows(text)
    assert support == ("Support", "supports", [])
    assert call == ("Call upon", "callsUpon", ["states"])


def test_points_say_what_is_resolved_unless_they_ask_someone() -> None:
    text = f"{_HEAD}1. We resolve:\n\n(a) To reaffirm our vow;\n\n(b) To request the Secretary-General to report.\n"
    *_, first, second = _rows(text)
    assert first == ("", "resolves", [])
    assert second == ("request", "requests", ["secretaryGeneral"])


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("We will keep the coast safe, and request the Secretary-General to report.", ["requests"]),
        ("We acknowledge and profoundly regret the harm.", ["acknowledgesAndProfoundlyRegrets"]),
        ("We will encourage all States to keep their lamps.", ["encourages"]),
        ("We reaffirm our vow and commend the keepers.", ["reaffirms", "commends"]),
        ("We recognize the need to undertake measures to save oil.", ["recognizes"]),
    ],
)
def test_what_is_said_with_other_verbs_between(sentence: str, found: list[str]) -> None:
    assert [s.key for s in find_spoken(sentence, load("eng"))] == found


def test_nobody_is_asked_where_it_is_not_said_by_whom() -> None:
    (row,) = [
        row
        for row in _rows(f"{_HEAD}1. Development banks should be invited to take part in all meetings.\n")
        if row[1] == "invites"
    ]
    assert row == ("should be invited", "invites", [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "大会，\n\n1. 我们促请发展伙伴进一步点灯。我们还鼓励捐助方点灯，并邀请会员国点灯。",
            [("callsUpon", ["partners"]), ("encourages", ["donors"]), ("invites", ["memberStates"])],
        ),
        (
            "Генеральная Ассамблея,\n\n1. Мы признаем важность ламп. Мы также призываем государства зажечь их.",
            [("recognizes", []), ("callsUpon", ["states"])],
        ),
        (
            "L’Assemblée générale,\n\n1. Nous engageons les États à agir. Nous, signataires, nous engageons à agir.",
            [("encourages", ["states"]), ("commits", [])],
        ),
    ],
)
def test_who_is_asked_in_the_first_person_in_other_languages(text: str, expected: list[tuple[str, list[str]]]) -> None:
    rows = mandates(document_of(f"{text}\n"))
    assert [(row.action, [one.key for one in row.addressees]) for row in rows] == expected


def test_a_paragraph_without_number_leads_to_the_numbered_ones_after_it() -> None:
    text = (
        "The General Assembly,\n\nResolves that, for 2045:\n\n1. Lamps are lit;\n\n2. The Keeper shall report.\n\n"
        "Annex\n\nDeclaration\n\nWe, the keepers, pledge:\n\n1. To save oil;\n\n2. To paint the tower.\n"
    )
    rows = mandates(document_of(text))
    assert [(row.action, row.how, row.number) for row in rows] == [
        ("resolves", "marked", ""),
        ("resolves", "inherited", "1"),
        ("resolves", "inherited", "2"),
        ("pledges", "spoken", ""),
        ("pledges", "inherited", "1"),
        ("pledges", "inherited", "2"),
    ]
    assert mandates(document_of(text), {rows[2].eId}) == (rows[2],)


def test_numbered_paragraphs_act_after_those_who_speak() -> None:
    text = (
        f"{_HEAD}We, Heads of State and Government, gathered at the lighthouse,\n\n1. Reaffirm the vow;\n\n"
        "2. Call upon States to save oil;\n\n3. Lamps are lit.\n"
    )
    assert _rows(text)[-3:] == [("Reaffirm", "reaffirms", []), ("Call upon", "callsUpon", ["states"]), ("", "", [])]


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        (
            "spa",
            "A ese respecto, reconocemos la labor y alentamos a los Estados a que informen.",
            ["recognizes", "encourages"],
        ),
        ("spa", "Los faros que reconocemos son altos.", []),
        ("ara", "ونؤكد من جديد التزامنا، ونحث الدول على ذلك. ونحن ملتزمون بذلك.", ["reaffirms", "urges", "commits"]),
        ("ara", "نلاحظ حالة المنارات. ونولي أهمية كبيرة لها.", ["notes", "attachesImportance"]),
        ("rus", "Мы приветствуем доклад. Мы также принимаем решение зажечь лампы.", ["welcomes", "decides"]),
        ("rus", "Мы отмечаем ход работ. Мы придаем большое значение лампам.", ["notes", "attachesImportance"]),
        ("zho", "我们承诺点灯。我们着重指出，需要灯油。", ["commits", "underlines"]),
        ("zho", "我们确认灯塔重要，还确认需要灯油。", ["recognizes", "recognizes"]),
        ("zho", "我们确认灯塔重要，各国确认需要灯油。", ["recognizes"]),
        ("ara", "نعرب عن تقديرنا للحارس. ونعرب عن أسفنا لذلك.", ["expressesAppreciation", "expressesRegret"]),
        (
            "rus",
            "Мы выражаем признательность и выражаем убежденность.",
            ["expressesAppreciation", "expressesConviction"],
        ),
        (
            "zho",
            "我们确认需要灯油，特别指出灯塔的作用。我们高度重视灯塔。",
            ["recognizes", "underscores", "attachesImportance"],
        ),
        ("zho", "我们欢迎会议，高度重视教育的国家参加了会议。", ["welcomes"]),
        ("fra", "Nous, signataires, nous engageons à limiter le nombre des lampes.", ["commits"]),
        (
            "fra",
            "Nous rappelons le phare, et notons que l’huile manque, et appelons les États à agir.",
            ["recalls", "notes", "callsUpon"],
        ),
        (
            "fra",
            "Nous estimons qu’il faut veiller. Nous apprécions le gardien et attendons avec intérêt la fête.",
            ["recognizes", "appreciates", "looksForward"],
        ),
        ("fra", "Nous encourageons et appuyons le gardien.", ["encourages"]),
        ("spa", "Alentamos a los Estados a velar, y con dicho fin agradecemos su labor.", ["encourages", "thanks"]),
    ],
)
def test_a_verb_says_alone_who_speaks_in_some_languages(language: str, sentence: str, found: list[str]) -> None:
    assert [s.key for s in find_spoken(sentence, load(language))] == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("eng", "We intend to light lamps."),
        ("fra", "Nous entendons faire en sorte que les lampes soient allumées."),
        ("spa", "Nos proponemos encender lámparas."),
        ("rus", "Мы намерены зажечь лампы."),
        ("ara", "ونعتزم إضاءة المصابيح."),
        ("zho", "我们打算点灯。"),
    ],
)
def test_what_we_intend_is_an_intention(language: str, text: str) -> None:
    assert [s.key for s in find_spoken(text, load(language))] == ["expressesIntention"]


def test_to_affirm_an_intention_is_to_express_it() -> None:
    (row,) = mandates(document_of("Le Conseil de sécurité,\n\n1. Affirme son intention d'agir ;\n"))
    assert (row.verb, row.action, row.force) == ("Affirme son intention", "expressesIntention", "evaluative")


def test_the_actions_of_a_long_paragraph_are_found_in_time_that_grows_with_it() -> None:
    words = "We reaffirm our support, " + "and call upon all States to keep lamps, and welcome oil, " * 3200 + "and go."
    with within(8):  # less than one second; with the rest looked through at each action twenty
        assert len(list(find_spoken(words, load("eng")))) == 6401


@pytest.mark.parametrize(
    ("point", "rows"),
    [
        ("Heal the sick, and urge all States to help.", [("commits", []), ("urges", ["states"])]),
        (
            "Recognize that lamps are dear, and in this regard encourage Member States to share oil.",
            [("commits", []), ("encourages", ["memberStates"])],
        ),
        ("Heal the sick, and urge restraint.", [("commits", [])]),
        ("Foster and encourage cooperation between States and organizations.", [("commits", [])]),
        ("Promote and encourage the private sector to invest.", [("commits", [])]),
        ("Promote, and encourage the private sector to invest.", [("commits", [])]),
        ("Develop and request the Secretary-General to approve a plan.", [("commits", [])]),
        ("Provide and call upon donors to provide oil.", [("commits", [])]),
        ("Adopt laws that require and encourage companies to disclose risks.", [("commits", [])]),
        ("Adopt laws that require, and encourage companies to disclose risks.", [("commits", [])]),
        ("Create conditions that enable and encourage States to invest.", [("commits", [])]),
        ("Develop laws which protect and invite donors to help.", [("commits", [])]),
        ("Train the local authorities, and encourage them to share oil.", [("commits", [])]),
    ],
)
def test_a_point_of_what_we_commit_to_may_ask_others_as_well(point: str, rows: list[tuple[str, list[str]]]) -> None:
    text = f"{_HEAD}1. We commit to:\n\n(a) {point}\n"
    found = [row for row in mandates(document_of(text)) if row.number == "1 (a)"]
    assert [(row.action, [who.key for who in row.addressees]) for row in found] == rows
