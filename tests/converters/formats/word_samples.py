# ruff: noqa: E501 (lines of a document)
"""Three invented resolutions as blocks, as a writer gets them: English, Arabic, Chinese."""

from __future__ import annotations

import re

from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, Zone
from akn.text import Kind, Text, TextBuilder

# one line a block: style | indent | text; {words} are italic (bold in Arabic and Chinese), ^k^ calls note k
_ENGLISH = """
masthead | 0 | United Nations
masthead | 0 | A/RES/97/12
masthead | 0 | General Assembly
masthead | 0 | Distr.: General
masthead | 0 | 9 December 2044
session | 0 | Ninety-seventh session
agendaItem | 0 | Agenda item 31 (b)
agendaTitle | 0 | Questions relating to lighthouses: international cooperation in the keeping of beacons
heading | 0 | Resolution adopted by the General Assembly on 4 December 2044
paragraph | 0 | [on the report of the Second Committee (A/97/451/Add.2, para. 17)]
title | 0 | 97/12. Keeping of lighthouses and beacons by night and in fog
paragraph | 0 | {The General Assembly},
paragraph | 0 | {Recalling} its resolutions 95/3 of 2 December 2042 and 96/40 of 11 December 2043, and the Harbour Charter,^1^
paragraph | 0 | {Noting with concern} that many beacons are lit late or not at all, in particular those on small and distant \
islands whose keepers depend on the delivery of oil by sea, which the autumn storms delay from year to year,
paragraph | 0 | {Reaffirming} the principles of the Harbour Charter^1^ and of the Convention on Fog Signals,^2^
paragraph | 0 | 1. {Takes note} of the report of the Secretary-General;^*^
paragraph | 0 | 2. {Decides} that every lighthouse shall be lit one hour before sunset, and that for this purpose:
paragraph | 1 | (a) Keepers shall be given oil for at least ninety days;
paragraph | 1 | (b) Spare lamps shall be kept:
paragraph | 2 | (i) On every island that a ship cannot reach in winter;
paragraph | 2 | (ii) In every harbour with more than two beacons;
paragraph | 0 | 3. {Requests} the Secretary-General to report to it at its ninety-ninth session on the state of the lamps \
listed in the annex to the present resolution.
meeting | 0 | {61st plenary meeting}
meeting | 0 | {4 December 2044}
heading | 0 | Annex
heading | 0 | Lamps and their keepers
list | 0 | • Lamps without a keeper are marked with a cross
table | 0 | Harbour / Lamps / Keepers ; Northhaven / 12 / 4 ; Saltness / 3 / 1
"""
_ENGLISH_NOTES = {
    "1": "See resolution 12/7, annex.",
    "2": "Harbour Series, vol. 14, No. 203.",
    "*": "A/97/88, reissued for technical reasons on 1 October 2044; a long note that goes on so that it must wrap over "
    "two lines at the foot of the page.",
}
_ARABIC = """
masthead | 0 | الأمم المتحدة
masthead | 0 | A/RES/97/12
masthead | 0 | الجمعية العامة
masthead | 0 | Distr.: General
masthead | 0 | 9 December 2044
session | 0 | الدورة السابعة والتسعون
agendaItem | 0 | البند 31 (ب) من جدول الأعمال
agendaTitle | 0 | المسائل المتعلقة بالمنارات
heading | 0 | قرار اتخذته الجمعية العامة في 4 كانون الأول/ديسمبر 2044
paragraph | 0 | [بناء على تقرير اللجنة الثانية (A/97/451/Add.2، الفقرة 17)]
title | 0 | 97/12 - صيانة المنارات في الليل والضباب
paragraph | 0 | {إن الجمعية العامة}،
paragraph | 0 | {إذ تشير} إلى قراريها 95/3 المؤرخ 2 كانون الأول/ديسمبر 2042 و 96/40 وإلى ميثاق الموانئ^1^ الصادر بالرمز \
A/C.2/97/L.4،
paragraph | 0 | {وإذ تلاحظ مع القلق} أن منارات كثيرة تضاء متأخرة أو لا تضاء أبدا، ولا سيما في الجزر الصغيرة والنائية،
paragraph | 0 | 1 - {تحيط علما} بتقرير الأمين العام^2^؛
paragraph | 0 | 2 - {تقرر} أن تضاء كل منارة قبل غروب الشمس بساعة، ولهذا الغرض:
paragraph | 1 | (أ) يزود الحراس بالزيت لمدة تسعين يوما على الأقل؛
paragraph | 1 | (ب) تحفظ مصابيح احتياطية في كل مرفأ^1^.
meeting | 0 | {الجلسة العامة 61}
meeting | 0 | {4 كانون الأول/ديسمبر 2044}
heading | 0 | المرفق
table | 0 | المرفأ / المصابيح ; الشمال / 12
"""
_ARABIC_NOTES = {"1": "انظر القرار 12/7، المرفق.", "2": "A/97/88."}
_CHINESE = """
masthead | 0 | 联合国
masthead | 0 | A/RES/97/12
masthead | 0 | 大会
masthead | 0 | Distr.: General
masthead | 0 | 9 December 2044
session | 0 | 第九十七届会议
agendaItem | 0 | 议程项目31(b)
agendaTitle | 0 | 有关灯塔的问题：看守灯标方面的国际合作
heading | 0 | 2044年12月4日大会决议
paragraph | 0 | [根据第二委员会的报告(A/97/451/Add.2，第17段)通过]
title | 0 | 97/12. 夜间和雾中看守灯塔和灯标
paragraph | 0 | {大会}，
paragraph | 0 | {回顾}其2042年12月2日第95/3号决议和《港口宪章》，^1^
paragraph | 0 | {关切地注意到}许多“灯标”点亮过晚或根本没有点亮，特别是那些位于偏远小岛上的灯标，其看守人依靠海上运送的灯油，\
而秋季的风暴年复一年地延误这种运送，
paragraph | 0 | 1. {表示注意到}秘书长的报告；^2^
paragraph | 0 | 2. {决定}每座灯塔应在日落前一小时点亮，为此目的：
paragraph | 1 | (a) 应向看守人提供至少九十天的灯油；
paragraph | 1 | (b) 每个港口应备有备用灯具。^1^
meeting | 0 | {第61次全体会议}
meeting | 0 | {2044年12月4日}
heading | 0 | 附件
table | 0 | 港口 / 灯 ; 北港 / 12
"""
_CHINESE_NOTES = {"1": "见第12/7号决议，附件。", "2": "A/97/88。"}


_piece = re.compile(r"\{(.*?)\}|\^(.*?)\^|([^{^]+)")


def _text(line: str, look: Kind) -> Text:
    builder = TextBuilder()
    for words, key, plain in _piece.findall(line):
        if key:
            builder.anchor(Kind.NOTE, key=key)
        elif words:
            builder.add(words, look)
        else:
            builder.add(plain)
    return builder.text()


def _cells(line: str, language: str, direction: str) -> TableBlock:
    rows = []
    for i, row in enumerate(line.split(" ; ")):
        cells = (Block(Text(c), direction=direction, language=language) for c in row.split(" / "))
        rows.append(tuple(CellBlock((c,), header=i == 0) for c in cells))
    return TableBlock(tuple(rows))


def _document(source: str, notes: dict[str, str], language: str, look: Kind, direction: str = "") -> Blocks:
    out: list[AnyBlock] = []
    for line in source.strip().split("\n"):
        style, indent, words = line.split(" | ", 2)
        if style == "table":
            out.append(_cells(words, language, direction))
            continue
        out.append(
            Block(
                _text(words, look),
                style=Style.NONE if style == "masthead" else Style(style),
                indent=int(indent),
                zone=Zone.MASTHEAD if style == "masthead" else Zone.BODY,
                direction=direction,
                language=language,
                tabbed=bool(re.match(r"\d+(\.| -|/\d+\.) |\(|•", words)) and "(A/" not in words,
                new_page=words in ("Annex", "المرفق", "附件"),
            )
        )
    out += (
        NoteBlock(key, key, (Block(Text(words), direction=direction, language=language),))
        for key, words in notes.items()
    )
    return tuple(out)


ENGLISH = _document(_ENGLISH, _ENGLISH_NOTES, "en", Kind.ITALIC)
ARABIC = _document(_ARABIC, _ARABIC_NOTES, "ar", Kind.BOLD, "rtl")
CHINESE = _document(_CHINESE, _CHINESE_NOTES, "zh", Kind.BOLD)
SAMPLES = {"en": ENGLISH, "ar": ARABIC, "zh": CHINESE}
