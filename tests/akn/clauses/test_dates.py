"""All that a clause says of when, and what each date is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from akn.clauses import mandates
from akn.clauses.values import first_due
from tests.documents import document_of
from tests.work import grows_linearly

_HEAD = (
    "United Nations A/RES/99/12\n\nGeneral Assembly\n\n"
    "Resolution adopted by the General Assembly on 9 December 2044\n\n99/12. Lamps\n\nThe General Assembly,\n\n"
)


def _dates(text: str, head: str = _HEAD) -> list[tuple[str, str, str]]:
    row = mandates(document_of(f"{head}1. {text}\n"))[-1]
    assert row.due == first_due(row.dates)
    return [(due.role, due.value, due.date) for due in row.dates]


def _of_language(text: str, day: str = "2044-12-09") -> list[tuple[str, str]]:
    source = f"A/RES/99/12\n\n9 December 2044\n\n{text}"
    document = document_of(source)
    assert document is not None
    dated = replace(document, metadata=replace(document.metadata, date=day, date_name="adoption"))
    return [(due.role, due.value) for due in mandates(dated)[-1].dates]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Requests the Panel to submit a first report by 4 July 2045 and a last one no later than 3 January 2046;",
            [("deadline", "2045-07-04", "2045-07-04"), ("deadline", "2046-01-03", "2046-01-03")],
        ),
        (
            "Requests the Panel to report by 4 July 2045 and 3 January 2046;",
            [("deadline", "2045-07-04", "2045-07-04"), ("deadline", "2046-01-03", "2046-01-03")],
        ),
        (
            "Requests the Secretary-General to report to it at its one hundredth and one hundred and first sessions;",
            [("deadline", "unga.100", "2045-09"), ("deadline", "unga.101", "2046-09")],
        ),
        (
            "Decides to extend the mandate of the Panel until 15 December 2045;",
            [("term", "2045-12-15", "2045-12-15")],
        ),
        (
            "Requests the Secretary-General to report within 90 days of the adoption of the present resolution;",
            [("deadline", "P90D", "2045-03-09")],
        ),
        ("Requests the Keeper to report one month before the expiry of its mandate;", [("deadline", "-P1M", "")]),
        ("Urges States to end darkness by 2060;", [("aim", "2060", "2060")]),
        (
            "Requests States to light lamps effective from its one hundredth session;",
            [("start", "unga.100", "2045-09")],
        ),
    ],
)
def test_every_date_of_a_clause_has_its_role(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [found for found in _dates(text) if not found[1].startswith("mandateEnd")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Decides to hold a conference on lamps from 4 to 8 July 2045;", [("event", "2045-07-04", "2045-07-04")]),
        ("Decides to convene the Tenth Lamp Conference in Oslo, in 2055;", [("event", "2055", "2055")]),
        (
            "Requests the Secretary-General to convene a meeting on 4 July 2045;",
            [("event", "2045-07-04", "2045-07-04")],
        ),
        ("Decides that the conference on lamps shall be held in Oslo in 2045;", [("event", "2045", "2045")]),
        ("Decides that the Panel shall hold a session in 2045;", [("event", "2045", "2045")]),
        ("Notes the panel held in May 2045;", []),
        ("Decides to adopt the report of the panel held on 4 July 2043;", []),
        (
            "Requests the Keeper to report by 4 July 2045 to the conference to be held in 2046;",
            [("deadline", "2045-07-04", "2045-07-04")],
        ),
    ],
)
def test_what_is_convened_takes_place_on_days_of_the_future(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert _dates(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Decides that the fair shall be held on 22 and 23 September 2045;", "2045-09-22"),
        (
            "Decides that the meeting on lamps, to be convened by the Keeper under resolution 98/1, shall be held at"
            " the Lamp House in Oslo on 20 September 2045;",
            "2045-09-20",
        ),
        ("Requests the Keeper to convene the resumed meeting for ten days from 2 to 13 June 2045;", "2045-06-02"),
        ("Decides, in accordance with paragraph 4 of resolution 98/1, to hold a fair in 2046;", "2046"),
        ("Requests the Keeper to count the lamps, as required, and to convene a meeting in 2046;", "2046"),
    ],
)
def test_the_main_verb_of_a_clause_says_when_something_is_held(text: str, value: str) -> None:
    assert _dates(text) == [("event", value, value)]


@pytest.mark.parametrize(
    "text",
    [
        "L’Assemblée générale,\n\n1. Décide que la foire se tiendra les 22 et 23 septembre 2045 ;\n",
        "La Asamblea General,\n\n1. Decide que la feria se celebrará en Oslo los días 22 y 23 de septiembre de 2045;\n",
        "Генеральная Ассамблея,\n\n1. постановляет, что ярмарка состоится 22 и 23 сентября 2045 года;\n",
        "إن الجمعية العامة،\n\n1 - تقرر أن يعقد مؤتمر القمة يومي 22 و 23 أيلول/سبتمبر 2045؛\n",
        "大会，\n\n1. 决定于2045年9月22日召开会议，以便评估现有的灯；\n",
    ],
)
def test_languages_say_alike_on_which_days_something_is_held(text: str) -> None:
    assert _of_language(text) == [("event", "2045-09-22")]


@pytest.mark.parametrize(
    "text",
    [
        "Decides that the conference to be held in 2046 shall count the lamps;",
        "Decides that the meeting that, at Oslo, shall be held in 2046 counts the lamps;",
        "Requests the Keeper to help the States that wish to count lamps, and to hold elections in 2045;",
        "Requests the Keeper to convene a meeting on the resumed talks closed on 2 June 2045;",
    ],
)
def test_verbs_of_relative_clauses_say_nothing_of_when_something_is_held(text: str) -> None:
    assert _dates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Decides to convene, in accordance with its resolution 98/12 of 1 December 2045, a meeting;",
        "Decides to convene a meeting in line with the rules adopted on 1 December 2045;",
        "Decides to hold an exhibition on the tsunami of 26 December 2044;",
        "Decides to convene in Oslo a meeting of the parties to the agreement that expires on 31 March 2047;",
        "Requests the Secretary-General to submit a report on the preparations for the conference to be held in 2046;",
        "Requests States holding reserves of books in 2045 to lend them;",
        "Requests the Secretary-General to provide support to the States that will hold elections in 2045;",
        "Requests the Secretary-General to submit the report held in the archives in 2045;",
        "Requests the Secretary-General to report on the situation as of 31 December 2044;",
        "Decides that the library that shall hold the books in 2045 shall lend them;",
        "Decides to hold a meeting and submit a report in 2046;",
        "Decides that the Panel shall prepare the conference to be held in 2046;",
        "Decides that the Panel shall help the libraries hold a fair in 2046;",
    ],
)
def test_days_of_anything_but_what_is_asked_are_no_events(text: str) -> None:
    assert _dates(text) == []


def test_what_was_held_in_a_year_says_nothing_of_when_something_is_due() -> None:
    fee = "Decides that a fee shall be paid, effective 1 January 2045, by the libraries that held accounts in 2044"
    assert _dates(f"{fee} or in 2045;") == [("start", "2045-01-01", "2045-01-01")]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Генеральная Ассамблея,\n\n1. "
            "просит Генерального секретаря поддержать государства, которые решили провести выборы в 2045 году;\n"
        ),
        (
            "Генеральная Ассамблея,\n\n1. "
            "постановляет созвать совещание участников соглашения, которое истекает в 2047 году;\n"
        ),
        "L’Assemblée générale,\n\n1. Décide de convoquer une réunion des parties à l’accord qui expire en 2047 ;\n",
        (
            "L’Assemblée générale,\n\n1. "
            "Prie le Secrétaire général de faire rapport sur la conférence qui se tiendra à Oslo en 2046 ;\n"
        ),
        "L’Assemblée générale,\n\n1. Décide de tenir une exposition sur le séisme du 26 décembre 2044 ;\n",
        "La Asamblea General,\n\n1. Decide convocar una reunión de las partes en el acuerdo que expira en 2047;\n",
        (
            "La Asamblea General,\n\n1. "
            "Solicita al Secretario General que ayude a los Estados que celebrarán elecciones en 2045;\n"
        ),
        "إن الجمعية العامة،\n\n1 - تقرر عقد اجتماع للأطراف في الاتفاق الذي ينتهي في عام 2047؛\n",
        "إن الجمعية العامة،\n\n1 - تطلب إلى الأمين العام مساعدة الدول التي ستعقد انتخابات في عام 2045؛\n",
        "大会，\n\n1. 请秘书长向在2045年举行选举的国家提供援助；\n",
        "大会，\n\n1. 决定召开于2047年到期的协定的缔约方会议；\n",
        (
            "Die Generalversammlung,\n\n1. "
            "ersucht den Wärter, die Staaten zu unterstützen, die im Jahr 2045 Wahlen abzuhalten haben;\n"
        ),
    ],
)
def test_in_no_language_are_days_of_something_else_events(text: str) -> None:
    assert _of_language(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Генеральная Ассамблея,\n\n1. постановляет провести конференцию в 2045 году;\n",
        "L’Assemblée générale,\n\n1. Décide de tenir une conférence à Oslo en 2045 ;\n",
        "La Asamblea General,\n\n1. Decide celebrar una conferencia en Oslo en 2045;\n",
        "إن الجمعية العامة،\n\n1 - تقرر عقد مؤتمر في أوسلو في عام 2045؛\n",
        "大会，\n\n1. 决定于2045年在奥斯陆举行会议；\n",
    ],
)
def test_languages_say_alike_when_something_is_held(text: str) -> None:
    assert _of_language(text) == [("event", "2045")]


def test_a_session_that_is_open_at_the_adoption_is_due_when_it_ends() -> None:
    asked = "Decides to return to lamps during the ninety-ninth session and at the one hundredth session;"
    assert _dates(asked) == [("deadline", "unga.99", "2045-09"), ("deadline", "unga.100", "2045-09")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Decides to light lamps beginning on 1 May 2045;", [("start", "2045-05-01", "2045-05-01")]),
        ("Decides to light lamps starting in 2045;", [("start", "2045", "2045")]),
        ("Decides to extend the mandate of the Panel for a period of six months;", [("term", "P6M", "")]),
        (
            "Decides to extend the mandate for a period of six months from the date of this resolution;",
            [("term", "P6M", "2045-06-09")],
        ),
        (
            "Decides to extend the mandate of the Panel for a period of six months, until 8 June 2045;",
            [("term", "2045-06-08", "2045-06-08")],
        ),
        ("Requests the Panel to report to the Council at its 2046 session;", [("deadline", "2046", "2046")]),
        (
            "Requests the Panel to report to the General Assembly at its one hundredth session and to the Human Rights "
            "Council at its one hundred and eighteenth session;",
            [("deadline", "unga.100", "2045-09"), ("deadline", "unga-hrc.118", "")],
        ),
    ],
)
def test_starts_terms_and_sessions_of_two_organs(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert _dates(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Генеральная Ассамблея,\n\n1. постановляет беречь маяк начиная с 2045 года;\n",
        "L’Assemblée générale,\n\n1. Décide de garder le phare à compter de 2045 ;\n",
        "La Asamblea General,\n\n1. Decide cuidar el faro a partir de 2045;\n",
        "إن الجمعية العامة،\n\n1 - تقرر حراسة المنارة اعتبارا من عام 2045؛\n",
        "大会，\n\n1. 决定自2045年起维护灯塔；\n",
    ],
)
def test_languages_say_alike_from_when_on_something_holds(text: str) -> None:
    row = mandates(document_of(text))[-1]
    assert [(due.role, due.value) for due in row.dates] == [("start", "2045")]


def test_a_committee_of_the_assembly_counts_the_sessions_of_the_assembly() -> None:
    head = (
        "A/C.2/99/L.1\n\nGeneral Assembly\n\nNinety-ninth session\n\n5 October 2044\n\nLamps\n\nThe General Assembly,"
    )
    asked = "Decides to return to lamps at its one hundredth session;"
    row = mandates(document_of(f"{head}\n\n1. {asked}\n"))[-1]
    assert (row.body, [due.value for due in row.dates]) == ("unga-c2", ["unga.100"])


@pytest.mark.parametrize("said", ["Ninety-ninth session\n\n31 October 2044\n\n", "Ninety-ninth session\n\n", ""])
def test_the_session_of_a_draft_that_its_symbol_or_cover_says_is_due_when_it_ends(said: str) -> None:
    head = f"A/C.3/99/L.5\n\nGeneral Assembly\n\n{said}Lamps\n\nThe General Assembly,\n\n"
    asked = "Requests the Keeper to brief it before the end of its ninety-ninth session, and at its hundredth session;"
    assert _dates(asked, head) == [("deadline", "unga.99", "2045-09"), ("deadline", "unga.100", "2045-09")]


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("Decides to designate a day of each year as the Day of Lamps;", ""),
        ("Decides that the Panel shall meet on a day in May each year;", "P1Y"),
    ],
)
def test_a_day_of_each_year_says_nothing_of_how_often_something_is_done(text: str, often: str) -> None:
    assert mandates(document_of(f"{_HEAD}1. {text}\n"))[-1].frequency == often


def test_until_is_by_where_a_language_says_both_with_one_word_and_something_is_handed_in() -> None:
    head = "Генеральная Ассамблея,\n\n"
    asked = _dates("просит Генерального секретаря представить доклад до 30 июня 2045 года;", head)
    assert asked == [("deadline", "2045-06-30", "2045-06-30")]
    lasts = _dates("постановляет продлить мандат до 30 июня 2045 года;", head)
    assert lasts == [("term", "2045-06-30", "2045-06-30")]


@pytest.mark.parametrize("until", ["حتى", "إلى غاية", "لغاية"])
def test_arabic_says_until_in_several_ways(until: str) -> None:
    text = f"إن الجمعية العامة،\n\n1 - تقرر تمديد ولاية الفريق {until} 15 تموز/يوليه 2045؛\n"
    row = mandates(document_of(text))[-1]
    assert ([(due.role, due.date) for due in row.dates], row.expires) == ([("term", "2045-07-15")], "2045-07-15")


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly,\n\n1. Approves the sum of 10 dollars for the period from 1 July 2045 to 30 June 2046;\n",
        "L'Assemblée générale,\n\n1. Approuve la somme de 10 dollars pour l’exercice allant du 1er juillet 2045 au "
        "30 juin 2046 ;\n",
        "Генеральная Ассамблея,\n\n1. утверждает сумму в 10 долл. США на период с 1 июля 2045 года по 30 июня 2046 "
        "года;\n",
        "إن الجمعية العامة،\n\n1 - توافق على مبلغ 10 دولارات للفترة من 1 تموز/يوليه 2045 إلى 30 حزيران/يونيه 2046؛\n",
        "大会，\n\n1. 核准10美元，充作2045年7月1日至2046年6月30日期间的经费；\n",
    ],
)
def test_languages_say_alike_from_when_to_when_something_lasts(text: str) -> None:
    assert sorted(_of_language(text)) == [("start", "2045-07-01"), ("term", "2046-06-30")]


def test_spanish_says_between_which_days_of_a_year_something_lasts() -> None:
    ask = "1. Aprueba la suma de 10 dólares para el período comprendido entre el 1 de febrero y el 30 de junio de 2046;"
    found = _of_language(f"La Asamblea General,\n\n{ask}\n")
    assert sorted(found) == [("start", "2046-02-01"), ("term", "2046-06-30")]


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council,\n\n1. Decides that the closure of the Mission shall begin on 1 March 2045;\n",
        "Le Conseil de sécurité,\n\n1. Décide que la liquidation de la Mission commencera le 1er mars 2045 ;\n",
        "El Consejo de Seguridad,\n\n1. Decide nombrarlo para un mandato que comenzará el 1 de marzo de 2045;\n",
        "Совет Безопасности,\n\n1. постановляет назначить его на срок, начинающийся 1 марта 2045 года;\n",
        "إن مجلس الأمن،\n\n1 - يقرر أن تبدأ تصفية البعثة فورا وأن يبدأ في 1 آذار/مارس 2045؛\n",
        "安全理事会，\n\n1. 决定于2045年3月1日开始清理结束工作；\n",
    ],
)
def test_languages_say_alike_on_which_day_something_begins(text: str) -> None:
    assert _of_language(text) == [("start", "2045-03-01")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The General Assembly,\n\n1. Requests the Keeper to report by 30 August;\n", "2045-08-30"),
        ("The General Assembly,\n\n1. Requests the Keeper to report no later than 10 December;\n", "2044-12-10"),
        ("The General Assembly,\n\n1. Requests the Keeper to report by 30 August 2046;\n", "2046-08-30"),
        ("L’Assemblée générale,\n\n1. Prie le Gardien de faire rapport d’ici au 30 août ;\n", "2045-08-30"),
        ("L’Assemblée générale,\n\n1. Prie le Gardien de faire rapport le 30 août au plus tard ;\n", "2045-08-30"),
        ("La Asamblea General,\n\n1. Pide al Guardián que informe a más tardar el 30 de agosto;\n", "2045-08-30"),
        ("Генеральная Ассамблея,\n\n1. просит Хранителя представить доклад к 30 августа;\n", "2045-08-30"),
        ("إن الجمعية العامة،\n\n1 - تطلب إلى الحارس أن يقدم تقريرا بحلول 30 آب/أغسطس؛\n", "2045-08-30"),
        ("大会，\n\n1. 请秘书长报告情况，下次报告应于8月30日前提交；\n", "2045-08-30"),
    ],
)
def test_a_day_without_its_year_is_the_next_one(text: str, expected: str) -> None:
    assert _of_language(text) == [("deadline", expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Requests the Keeper to submit, by 1 March 2047, a report, and by 30 June the annex;",
            ["2047-03-01", "2047-06-30"],
        ),
        (
            "Requests the Keeper to submit a report by 5 May 2045 and an update by 6 April;",
            ["2045-05-05", "2046-04-06"],
        ),
        ("Requests States to submit views by 1 May 2046 and, thereafter, by 1 May every two years;", ["2046-05-01"]),
        ("Requests States to submit views by 1 May 2046 and, thereafter, by 1 May each year;", ["2046-05-01"]),
        ("Requests States to submit views by May 2046, and a report by 30 June;", ["2046-05"]),
        ("Requests States to submit views by 30 June, and a report by 1 May 2047;", ["2047-05-01"]),
        ("Requests States to inform the Keeper by 1 May or by 1 November;", ["2045-05-01", "2045-11-01"]),
        ("Requests States to submit reports each year by 30 June;", ["2045-06-30"]),
    ],
)
def test_a_day_without_its_year_follows_the_deadline_before(text: str, expected: list[str]) -> None:
    assert [value for _, value, _ in _dates(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly,\n\n1. Requests the Keeper to report by 5 May of the following year;\n",
        "The General Assembly,\n\n1. Requests the Keeper to report no later than 1 May of the year of the session;\n",
        "The General Assembly,\n\n1. Requests the Keeper to report by 30 June of each even year;\n",
        "The General Assembly,\n\n1. Requests States to send annual reports by 31 January of every second year;\n",
        "The General Assembly,\n\n1. Requests the Keeper to report, in the following year, by 30 June;\n",
        "The General Assembly,\n\n1. Requests States to report biennially, by 31 January;\n",
        "The General Assembly,\n\n1. Requests the Keeper to report by 9 December;\n",
        "The General Assembly,\n\n1. Requests the Keeper to report on the period from 1 July to 30 June by 1 May;\n",
        "The General Assembly,\n\n1. Requests the Keeper to report on the conference of 2046 by 1 May;\n",
        "The General Assembly,\n\n1. Requests the Keeper to report on the conference of 4 July 2045 by 1 May;\n",
        "L’Assemblée générale,\n\n1. Prie le Gardien de faire rapport avant le 5 mai de l’année suivante ;\n",
        "La Asamblea General,\n\n1. Pide al Guardián que informe a más tardar el 30 de agosto del año siguiente;\n",
        "Генеральная Ассамблея,\n\n1. просит Хранителя представить доклад к 30 августа следующего года;\n",
        "إن الجمعية العامة،\n\n1 - تطلب إلى الحارس أن يقدم تقريرا بحلول 30 آب/أغسطس من السنة التالية؛\n",
        "大会，\n\n1. 请秘书长在下一年度，即于8月30日前，提交报告；\n",
    ],
)
def test_a_day_of_a_year_that_is_not_printed_is_no_date(text: str) -> None:
    assert _of_language(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly,\n\n1. Requests States to mark the Day of Lamps on 21 February;\n",
        "大会，\n\n1. 请各国在9月13日前后点灯；\n",
    ],
)
def test_a_day_that_is_no_deadline_needs_its_year(text: str) -> None:
    assert _of_language(text) == []


def test_working_days_are_a_length_of_their_own_without_a_last_day() -> None:
    text = "Requests the Keeper to report within 80 working days of the adoption of the present resolution;"
    row = mandates(document_of(f"{_HEAD}1. {text}\n"))[-1]
    assert row.due is not None
    assert (row.due.text, row.due.kind, row.due.value, row.due.date) == (
        "within 80 working days of",
        "workingDays",
        "P80D",
        "",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Expresses its intention to review the mandate of the Panel no later than 4 July 2045;",
            [("deadline", "2045-07-04", "2045-07-04")],
        ),
        ("Expresses its hope that the lamps will be lit by 4 July 2045;", []),
        ("Requests the Keeper to help the islands for a period of one year;", [("term", "P1Y", "")]),
        ("Requests the Keeper to convene a conference for a period of five days;", []),
    ],
)
def test_intentions_have_dates_and_requests_have_terms(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert _dates(text) == expected


def test_an_intention_to_review_is_a_review() -> None:
    source = f"{_HEAD}1. Expresses its intention to review the mandate of the Panel by 4 July 2045;\n"
    (row,) = mandates(document_of(source))
    assert (row.force, row.review, row.deliverables) == ("evaluative", "review", ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "إن الجمعية العامة،\n\n1 - تطلب إلى الحارس أن يقدم تقريرا في دورتيها المائة والحادية بعد المائة؛\n",
            [("deadline", "unga.100"), ("deadline", "unga.101")],
        ),
        ("大会，\n\n1. 促请各国争取到2060年点亮灯塔；\n", [("aim", "2060")]),
        (
            "La Asamblea General,\n\n1. Aprueba la suma para el período comprendido entre el 1 de julio de 2045 y el "
            "30 de junio de 2046;\n",
            [("start", "2045-07-01"), ("term", "2046-06-30")],
        ),
        (
            "Генеральная Ассамблея,\n\n1. постановляет продлить на трехлетний срок мандат Хранителя;\n",
            [("term", "P3Y")],
        ),
    ],
)
def test_what_one_language_says_otherwise_is_the_same_date(text: str, expected: list[tuple[str, str]]) -> None:
    assert _of_language(text) == expected


def test_both_of_two_sessions_that_share_their_words_are_due() -> None:
    text = "大会，\n\n1. 请秘书长向大会第七十八和七十九届会议报告情况；\n"
    assert _of_language(text, "2022-12-09") == [("deadline", "unga.78"), ("deadline", "unga.79")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Decides to appoint a keeper for a term beginning on 21 August 2045 and ending on 31 December 2046;",
            [("start", "2045-08-21", "2045-08-21"), ("term", "2046-12-31", "2046-12-31")],
        ),
        (
            "Decides to extend the authorization for a further 12 months from the date of this resolution;",
            [("term", "P12M", "2045-12-09")],
        ),
        (
            "Decides to establish, for an initial period of twelve months, a Panel of Harbours;",
            [("term", "P12M", "")],
        ),
        ("Decides to appoint a keeper for an initial term of one year;", [("term", "P1Y", "")]),
    ],
)
def test_what_is_decided_lasts_until_a_day(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert _dates(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council,\n\n1. Expresses its intention not to review the mandate within six months;\n",
        "Le Conseil de sécurité,\n\n1. Exprime son intention de ne pas examiner le mandat avant le 4 juillet 2045 ;\n",
        "El Consejo de Seguridad,\n\n1. Expresa su intención de no examinar el mandato a más tardar el 4 de julio de "
        "2045;\n",
        "Совет Безопасности,\n\n1. выражает намерение не проводить обзор мандата к 4 июля 2045 года;\n",
        "安全理事会，\n\n1. 表示打算不在2045年7月4日之前审查任务；\n",
        "إن مجلس الأمن،\n\n1 - يعرب عن اعتزامه عدم استعراض الولاية بحلول 4 تموز/يوليه 2045؛\n",
    ],
)
def test_what_is_not_intended_has_no_date_and_is_no_review(text: str) -> None:
    (row,) = mandates(document_of(text))
    assert (row.action, row.dates, row.review) == ("expressesIntention", (), "")


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council,\n\n1. Expresses its intention to consider the report due by 4 July 2045;\n",
        "The Security Council,\n\n1. Expresses its intention to review a report that it shall get by 4 July 2045;\n",
        "Le Conseil de sécurité,\n\n1. Exprime son intention d’examiner le rapport attendu d’ici au 4 juillet 2045 ;\n",
        "El Consejo de Seguridad,\n\n1. Expresa su intención de examinar el informe previsto a más tardar el 4 de "
        "julio de 2045;\n",
        "Совет Безопасности,\n\n1. выражает намерение рассмотреть доклад, который должен быть представлен к 4 июля "
        "2045 года;\n",
        "安全理事会，\n\n1. 表示打算审查专家小组将于2045年7月4日前提交的报告；\n",
        "إن مجلس الأمن،\n\n1 - يعرب عن اعتزامه استعراض التقرير المقرر تقديمه بحلول 4 تموز/يوليه 2045؛\n",
        "Der Sicherheitsrat,\n\n1. bekundet seine Absicht, die Lage im Lichte des bis zum 4. Juli 2045 vorzulegenden "
        "Berichts zu überprüfen;\n",
    ],
)
def test_when_a_report_is_due_is_no_date_of_who_intends_to_consider_it(text: str) -> None:
    (row,) = mandates(document_of(text))
    assert (row.action, row.dates, row.expires) == ("expressesIntention", (), "")


def test_what_is_intended_keeps_its_dates_beside_what_is_not() -> None:
    text = "Expresses its intention to review the mandate by 4 July 2045 and not to extend it until 9 May 2046;"
    assert _dates(text) == [("deadline", "2045-07-04", "2045-07-04")]


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        (
            "大会，\n\n1. 决定分摊经费，充作2045年7月1日至11月15日期间的经费；",
            "2044-12-09",
            [("start", "2045-07-01"), ("term", "2045-11-15")],
        ),
        ("大会，\n\n1. 决定灯塔大会于2045年9月22日和23日在纽约举行；", "2044-12-09", [("event", "2045-09-22")]),
        ("大会，\n\n1. 决定每年举行为期四天的会议；", "2044-12-09", []),
        (
            "L’Assemblée générale,\n\n1. Décide de nommer un gardien pour un mandat prenant effet le 10 mai 2045 et "
            "venant à expiration le 14 mars 2046 ;",
            "2044-12-09",
            [("start", "2045-05-10"), ("term", "2046-03-14")],
        ),
    ],
)
def test_spans_within_a_year_days_of_meetings_and_ends(text: str, day: str, expected: list[tuple[str, str]]) -> None:
    assert _of_language(text, day) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly,\n\n1. Requests the Chair to report to it on 15 February 2045 and 14 October 2045;",
        "L’Assemblée générale,\n\n1. Prie le Secrétaire général de faire rapport le 15 février 2045, le 14 "
        "octobre 2045 ;",
        "La Asamblea General,\n\n1. Solicita al Secretario General que lo informe el 15 de febrero de 2045 y el 14 de "
        "octubre de 2045;",
        "Генеральная Ассамблея,\n\n1. просит представить доклад 15 февраля 2045 года и 14 октября 2045 года;",
    ],
)
def test_days_on_which_a_report_is_due(text: str) -> None:
    assert _of_language(text, "2044-12-09") == [("deadline", "2045-02-15"), ("deadline", "2045-10-14")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Decides to extend the mandate for a period of six months, that is, until 10 July 2045;", "2045-07-10"),
        ("Decides to extend the mandate for a period of six months;", "P6M"),
        ("Decides to renew, for one year, the mandate of the keeper of lamps;", "P1Y"),
        (
            "Decides to extend the mandate for a period of six months for the work that was begun until 10 July;",
            "P6M",
        ),
    ],
)
def test_a_mandate_ends_on_the_day_that_follows_its_length(text: str, expected: str) -> None:
    (row,) = mandates(document_of(f"The General Assembly,\n\n1. {text}\n"))
    assert row.expires == expected


def test_the_year_of_a_title_ends_nothing() -> None:
    text = "Генеральная Ассамблея,\n\n1. постановляет содействовать Повестке дня на период до 2060 года;\n"
    assert mandates(document_of(text))[0].expires == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Decides that the election shall take place on 4 July 2045 at a meeting of the Assembly at its "
            "one hundredth session;",
            [("event", "2045-07-04", "2045-07-04"), ("event", "unga.100", "2045-09")],
        ),
        (
            "Decides to hold a conference on 4 July 2045, and to report to it at its one hundredth session;",
            [("deadline", "unga.100", "2045-09"), ("event", "2045-07-04", "2045-07-04")],
        ),
        (
            "Elects Peru for a three-year term of office beginning on 1 January 2046;",
            [("start", "2046-01-01", "2046-01-01"), ("term", "P3Y", "2049-01-01")],
        ),
    ],
)
def test_a_day_tells_more_than_the_session_it_falls_in_or_the_adoption(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert _dates(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Assemblée générale,\n\n1. Décide de tenir la sixième session en décembre 2045 ;", [("event", "2045-12")]),
        (
            "L'Assemblée générale,\n\n1. Prie le Secrétaire général d'organiser, en juin 2045 au plus tard, un débat ;",
            [("deadline", "2045-06")],
        ),
        (
            "La Asamblea General,\n\n1. Decide que el mandato de la Junta comenzara el 15 de marzo de 2045;",
            [("start", "2045-03-15")],
        ),
    ],
)
def test_what_is_held_in_a_month_is_no_deadline_and_what_begins_is_a_start(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert _of_language(text) == expected


def test_nothing_is_due_in_what_is_approved() -> None:
    text = "A/DEC/77/534\n\nThe General Assembly,\n\n1. Approves the programme of work for its seventy-eighth session;"
    (row,) = mandates(document_of(text))
    assert row.dates == ()


def test_what_is_approved_is_no_product() -> None:
    text = "The General Assembly,\n\n1. Approves the plan as set out in the report of the Committee on lamps;"
    (row,) = mandates(document_of(text))
    assert row.deliverables == ()


def test_a_term_of_office_of_two_years_is_one() -> None:
    text = (
        "The General Assembly,\n\n1. Decides that the two-year term of office of keepers shall begin on 15 March 2044;"
    )
    (row,) = mandates(document_of(text))
    assert [(date.role, date.value) for date in row.dates] == [("start", "2044-03-15"), ("term", "P2Y")]


@pytest.mark.parametrize(
    "text",
    [
        "Le Conseil de sécurité,\n\n1. Décide que l’élection aura lieu à des séances tenues le 5 novembre 2045 ;\n",
        "Совет Безопасности,\n\n1. постановляет провести выборы для заполнения вакансии 5 ноября 2045 года;\n",
    ],
)
def test_an_election_takes_place_on_its_day(text: str) -> None:
    assert _of_language(text) == [("event", "2045-11-05")]


@pytest.mark.parametrize(
    ("text", "review"),
    [
        ("1. Decides to consider lamps at its hundredth session;", "review"),
        ("1. Decides, bearing in mind the many lamps that burn, to discuss wicks at its hundredth session;", "review"),
        ("1. Decides to keep the lamps in paragraph 3 under continuous review;", "review"),
        ("1. Decides to defer a decision on the wicks until its hundredth session;", "review"),
        ("1. Decides to convene a Conference to Review Lamps in 2045;", ""),
        ("1. Decides to invite the keepers to the work of the Midterm Comprehensive Review of the Lamps;", ""),
        ("1. Decides that the Ad Hoc Working Group shall continue its review of the lamps;", ""),
        ("1. Decides, with a view to lighting lamps, to found a working group in order to consider wicks;", ""),
        ("1. Decide renovar el mandato del experto encargado de examinar las lámparas;", ""),
        ("1. Decide volver a examinar las lámparas;", "review"),
        ("1. Décide qu’elle continuera d’examiner les lampes ;", "review"),
        ("1. Décide de renouveler le mandat de l’expert chargé d’examiner les lampes ;", ""),
        ("1. Décide de reporter à sa centième session l’examen des lampes ;", "review"),
        ("1. постановляет постоянно держать эти лампы в поле своего зрения;", "review"),
        ("1. постановляет созвать конференцию, чтобы рассмотреть лампы;", ""),
    ],
)
def test_the_speaker_comes_back_to_what_it_reviews_itself(text: str, review: str) -> None:
    heads = {"Decides": "The General Assembly", "Décide": "L’Assemblée générale", "Decide": "La Asamblea General"}
    head = next((heads[verb] for verb in heads if f"{verb}" in text.replace(",", "").split()), "Генеральная Ассамблея")
    assert mandates(document_of(f"{head},\n\n{text}\n"))[-1].review == review


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("Requests the Keeper to submit all reports on lamps as addenda to its annual report to the Assembly;", ""),
        ("Requests the Keeper to include lamps in his annual report;", ""),
        ("Requests the Keeper to devote the 2045 supplement to his quinquennial report to lamps;", ""),
        ("Requests the Keeper to present its annual report to the General Assembly;", "P1Y"),
        ("Requests the Keeper to present annual or biennial reports to the General Assembly;", ""),
        ("Requests the Keeper to brief the General Assembly monthly and to report every 60 days;", "P1M"),
        ("Requests the Keeper to report annually to the General Assembly, in its annual report;", "P1Y"),
    ],
)
def test_a_name_says_how_often_where_that_is_asked_for(text: str, often: str) -> None:
    assert mandates(document_of(f"{_HEAD}1. {text}\n"))[-1].frequency == often


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Requests the Keeper to inform the Council, with combined written reports provided on 1 May 2045;",
            ["2045-05-01"],
        ),
        ("Requests the Panel, at its session in 2045, to find lamps;", ["2045"]),
    ],
)
def test_reports_provided_on_a_day_and_a_session_in_a_year_are_due(text: str, expected: list[str]) -> None:
    assert [value for _, value, _ in _dates(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Генеральная Ассамблея,\n\n1. просит Генерального секретаря представить доклад о лампах на "
            "семьдесят восьмой и семьдесят девятой сессиях;\n",
            [("deadline", "unga.78"), ("deadline", "unga.79")],
        ),
        (
            "大会，\n\n1. 请秘书长于2023年5月1日和2023年10月15日提交书面报告；\n",
            [("deadline", "2023-05-01"), ("deadline", "2023-10-15")],
        ),
        ("大会，\n\n1. 决定于2023年在日内瓦召开第二次为期5天的会议。\n", [("event", "2023")]),
        ("大会，\n\n1. 决定委员会于2023年2月21日至3月1日举行下一届会议；\n", [("event", "2023-02-21")]),
        ("大会，\n\n1. 鼓励各国到2024年减少灯；\n", [("deadline", "2024")]),
        (
            "La Asamblea General,\n\n1. Decide que en 2023 se celebrasen la segunda reunión y la tercera;\n",
            [("event", "2023")],
        ),
        (
            "L'Assemblée générale,\n\n1. Prie le Gardien de lui faire rapport, le 1er février 2023 puis le 1er août "
            "2023, sur les lampes ;\n",
            [("deadline", "2023-02-01"), ("deadline", "2023-08-01")],
        ),
        ("إن مجلس الأمن،\n\n1 - يقرر أن تبدأ تصفية البعثة المتكاملة في 1 آذار/مارس 2024؛\n", [("start", "2024-03-01")]),
        (
            "Совет Безопасности,\n\n1. постановляет начать ликвидацию Миссии 1 марта 2024 года;\n",
            [("start", "2024-03-01")],
        ),
    ],
)
def test_dates_of_several_and_of_what_is_held_in_all_languages(text: str, expected: list[tuple[str, str]]) -> None:
    assert _of_language(text, "2022-12-09") == expected


def test_the_work_grows_with_the_dates_of_a_clause() -> None:
    def run(size: int) -> Callable[[], object]:
        days = ", ".join(f"until {1 + i % 28} July {2045 + i % 9}" for i in range(size))
        document = document_of(f"{_HEAD}1. Decides to extend the mandate {days};\n")
        return lambda: mandates(document)

    grows_linearly(run, 100)


@pytest.mark.parametrize(
    "text",
    [
        "Le Conseil de sécurité,\n\n1. Exprime son intention de réviser le mandat du Groupe d'experts ;\n",
        "La Asamblea General,\n\n1. Reafirma su decisión de que en 2045 se haga un examen de las lámparas;\n",
    ],
)
def test_the_speaker_reviews_a_mandate_itself(text: str) -> None:
    assert mandates(document_of(text))[-1].review == "review"


@pytest.mark.parametrize(
    ("text", "expires"),
    [
        ("大会，\n\n1. 决定委员会于2023年举行为期一天的会议；\n", ""),
        ("大会，\n\n1. 决定为期一天的高级别会议应让所有会员国参与；\n", ""),
        ("إن الجمعية العامة،\n\n1 - تقرر عقد الاجتماع لمدة يوم واحد؛\n", ""),
        ("安全理事会，\n\n1. 决定将特派团的任务延长三个月；\n", "P3M"),
        ("The Security Council,\n\n1. Decides to extend the mandate for a period of two weeks;\n", "P2W"),
    ],
)
def test_how_many_days_a_meeting_lasts_is_no_end(text: str, expires: str) -> None:
    assert mandates(document_of(text))[-1].expires == expires


def test_a_day_before_the_adoption_ends_nothing() -> None:
    head = "A/RES/99/7\n\nResolution adopted by the General Assembly on 5 May 2045\n\n99/7. Lamps"
    for year, expires in (("1993", ""), ("2046", "2046-06-16")):
        ask = f"Decides to maintain the account established for the period prior to 16 June {year};"
        text = f"{head}\n\nThe General Assembly,\n\n1. {ask}\n"
        assert mandates(document_of(text))[-1].expires == expires


def test_spanish_says_how_often_by_a_noun_with_any_preposition() -> None:
    for lead in ("con", "conforme a la"):
        text = f"La Asamblea General,\n\n1. Decide reunir al Grupo de Trabajo {lead} periodicidad bienal;\n"
        assert mandates(document_of(text))[-1].frequency == "P2Y"
