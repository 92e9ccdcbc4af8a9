"""Dumps of right-to-left pages: lines embedded in controls and set to the right, numbers as the eye sees them."""

from __future__ import annotations

import pytest

from converters.formats.text.lines import straighten
from tests.converters.formats.text_shown import noticed

RLE, LRE, PDF = "\u202b", "\u202a", "\u202c"


def _line(text: str, *, full: bool = True) -> str:
    """A line of a right-to-left page, its numbers embedded: full lines begin at one column, others end at one."""
    columns = sum(c not in (RLE, LRE, PDF) for c in text)
    return " " * (16 if full else 84 - columns) + f"{RLE}{text}{PDF}"


# an invented resolution
_PAGE = [
    _line(f"{LRE}A/RES/99/7{PDF}", full=False),
    "",
    _line(f"قرار اتخذته الجمعية العامة في {LRE} 9{PDF}كانون الأول/ديسمبر {LRE} 2044{PDF}", full=False),
    "",
    _line(f"{LRE}99/7{PDF} - السنة الدولية لمكتبات المد", full=False),
    "",
    _line("إن الجمعية العامة،", full=False),
    _line(f"إذ تشير إلى قرارها {LRE} 98/12{PDF}المؤرخ {LRE} 1{PDF}كانون الأول/ديسمبر {LRE}،2043{PDF}"),
    _line("الذي يتعلق بقاعات القراءة على الساحل وبكل من يفتحها وقت الجزر ومن"),
    _line("يعود إليها كلما انحسر الماء،", full=False),
    _line("وإذ تلاحظ أن كتب المكتبات التي يدخلها المد مرتين في اليوم تجف في"),
    _line("الشمس وأن قراءها يعودون إليها كلما انحسر الماء عن رفوفها وأبوابها،"),
    _line(f"{LRE} - 1{PDF}تقرر أن تعلن سنة {LRE} 2046{PDF}السنة الدولية لمكتبات المد، وأن"),
    _line("يحتفل بها كل سنة في جميع الموانئ والجزر التي تصل إليها القوارب وفي"),
    _line("كل مدينة على الساحل؛", full=False),
    _line(f"{LRE} - 2{PDF}تطلب إلى الأمين العام أن يقدم إليها تقريرا عن ذلك كله في"),
    _line("دورتها القادمة وأن يذكر فيه عدد الرفوف التي رفعت وعدد القراء الذين"),
    _line("عادوا في قوارب المكتبات إلى بيوتهم في كل جزيرة وفي كل شهر من"),
    _line("شهور السنة.", full=False),
]
DUMP = "\n".join(_PAGE) + "\n"


def test_numbers_and_the_signs_beside_them_are_in_reading_order() -> None:
    assert straighten(f"{RLE}في {LRE} 11{PDF}تشرين {LRE}،2044{PDF}{PDF}") == ("في 11 تشرين 2044،", 6)
    assert straighten(f"{RLE}){LRE}44-12345 (E{PDF}{PDF}") == ("44-12345 (E)", 4)
    assert straighten(f"{RLE}{LRE} - 12{PDF}تقرر{PDF}") == ("12 - تقرر", 4)
    assert straighten(f"{RLE}كلمة{LRE}، {PDF}كلمة{PDF}") == ("كلمة ،كلمة", 4)


@pytest.mark.parametrize("text", ["plain", "كلمة", f"one\ntwo\n{RLE}three{PDF}\nfour", f"كلمة {LRE}1{PDF}"])
def test_a_text_that_is_no_such_dump_stays_as_it_is(text: str) -> None:
    assert straighten(text) == (text, 0)


def test_the_controls_that_went_are_counted() -> None:
    assert noticed(DUMP)["DIRECTION_READ"].message.startswith(
        f"{sum(DUMP.count(c) for c in (RLE, LRE, PDF))} invisible marks"
    )


def test_brackets_that_belong_together_stay_around_what_they_hold() -> None:
    assert straighten(f"{RLE}{LRE}(A/99/310){PDF}{PDF}") == ("(A/99/310)", 4)
    assert straighten(f"{RLE}{LRE} (1),{PDF}{PDF}") == (",(1) ", 4)
