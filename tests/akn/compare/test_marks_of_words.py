"""Which words are marked between two texts: those that changed, and little that stayed."""

from __future__ import annotations

import unicodedata

import pytest

from akn.compare.words import compare_words


def _marked(old: str, new: str) -> str:
    shown = {"=": "{}", "-": "[{}]", "+": "{{{}}}"}
    return "".join(shown[sign].format(text.strip()) for sign, text in compare_words(old, new).pieces)


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        (
            "Recalling also resolution 77/213 of 15 December 2043 on the lamps,",
            "Recalling also resolution 78/199 of 19 December 2044 on the lamps,",
            "Recalling also resolution[77/213]{78/199}of[15]{19}December[2043]{2044}on the lamps,",
        ),
        ("Lamps, item 101 (a) of all", "Lamps, item 100 (b) of all", "Lamps, item[101]{100}([a]{b}) of all"),
        (
            "Notes with concern all the naturally dimmed lamps of harbours",
            "Notes with concern all the ancient dimmed beacons of harbours",
            "Notes with concern all the[naturally]{ancient}dimmed[lamps]{beacons}of harbours",
        ),
        (
            "二〇四三年会议决定2043年1月21日点灯",
            "二〇四三年会议决定2044年2月6日点灯",
            "二〇四三年会议决定[2043]{2044}年[1]{2}月[21]{6}日点灯",
        ),
    ],
)
def test_what_stayed_between_two_changes_is_not_marked(old: str, new: str, marked: str) -> None:
    assert _marked(old, new) == marked


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        (
            "Notes all the brightness of the harbours, as was said and told before",
            "Notes all the darkness of the lighthouses, as was said and told before",
            "Notes all the[brightness of the harbours]{darkness of the lighthouses}, as was said and told before",
        ),
        (
            "Welcomes the tedious negotiations about lamps between lighthousekeepers of the piers, boats, crews, oils",
            "Welcomes the recommendations concerning lamps adopted unanimously of the piers, boats, crews, oils",
            "Welcomes the[tedious negotiations about lamps between lighthousekeepers]"
            "{recommendations concerning lamps adopted unanimously}of the piers, boats, crews, oils",
        ),
    ],
)
def test_what_says_little_between_larger_changes_is_one_change_with_them(old: str, new: str, marked: str) -> None:
    assert _marked(old, new) == marked


def test_characters_of_no_width_part_no_word() -> None:
    assert _marked("القرار 76\u200f/198 لعام", "القرار 77\u200f/198 لعام") == "القرار[76\u200f/198]{77\u200f/198}لعام"
    assert _marked("co\u00adoperation of all", "cooperation of some") == "cooperation of[all]{some}"


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("Prend note du café noir", "Prend note du café rouge", "Prend note du café[noir]{rouge}"),
        ("تضاء المنارةُ ليلا كل يوم", "تضاء المنارةُ نهارا كل يوم", "تضاء المنارةُ[ليلا]{نهارا}كل يوم"),
    ],
)
def test_an_accent_beside_the_last_letter_stays_with_its_word(old: str, new: str, marked: str) -> None:
    old, new, marked = (unicodedata.normalize("NFD", text) for text in (old, new, marked))
    assert _marked(old, new) == marked
