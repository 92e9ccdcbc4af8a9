"""An invented family of resolutions: a subject over three sessions, two bodies, three languages, citing each other."""

from __future__ import annotations

from pathlib import Path

LIGHTHOUSES = {
    "97": """\
United Nations

A/RES/97/31

General Assembly

Distr.: General
12 January 2043

Ninety-seventh session
Agenda item 14

Resolution adopted by the General Assembly on 4 December 2042

[on the report of the Second Committee (A/97/444, para. 9)]

97/31. Lighthouses for sustainable navigation

The General Assembly,

Recalling its resolution 96/12 of 2 December 2041,

Noting the importance of lighthouses for refugees at sea,

1. Requests the Secretary-General to report on the state of all lighthouses by 1 March 2044;

2. Invites Member States:

(a) To keep their lamps burning;

(b) To share the oil that remains;

3. Decides to include in the provisional agenda of its ninety-eighth session the item entitled “Lighthouses”.

61st plenary meeting
4 December 2042
""",
    "98": """\
United Nations

A/RES/98/40

General Assembly

Distr.: General
10 January 2044

Ninety-eighth session
Agenda item 14

Resolution adopted by the General Assembly on 3 December 2043

[on the report of the Second Committee (A/98/451, para. 11)]

98/40. Lighthouses for sustainable navigation

The General Assembly,

Recalling its resolution 97/31 of 4 December 2042 and Security Council resolution 3010 (2040) of 7 May 2040,

Noting the importance of lighthouses for refugees at sea,

1. Reaffirms paragraph 2 (a) of its resolution 97/31;

2. Requests the Secretary-General to report on the state of all lighthouses and their keepers by 1 March 2045;

3. Calls upon Member States and the United Nations Environment Programme to train keepers;¹

4. Decides to remain seized of the matter.

58th plenary meeting
3 December 2043

__________
¹ See resolution 96/12, para. 7, and A/98/77.
""",
    "99": """\
United Nations

A/RES/99/52

General Assembly

Distr.: General
9 January 2045

Ninety-ninth session
Agenda item 15

Resolution adopted by the General Assembly on 9 December 2044

[on the report of the Second Committee (A/99/460, para. 8)]

99/52. Lighthouses for sustainable navigation

The General Assembly,

Recalling its resolutions 97/31 of 4 December 2042 and 98/40 of 3 December 2043,

Guided by Article 55 of the Charter of the United Nations,

1. Recalls paragraph 2 of its resolution 98/40 of 3 December 2043;

2. Requests the Secretary-General to report on the state of all lighthouses and their keepers by 1 March 2046;

3. Welcomes the refuge that lighthouses gave to children.

64th plenary meeting
9 December 2044
""",
}
"""The English resolutions of the Assembly by session."""

FRENCH = """\
Nations Unies

A/RES/98/40

Assemblée générale

Distr. générale
10 janvier 2044

Quatre-vingt-dix-huitième session
Point 14 de l’ordre du jour

Résolution adoptée par l’Assemblée générale le 3 décembre 2043

98/40. Des phares pour une navigation durable

L’Assemblée générale,

Rappelant sa résolution 97/31 du 4 décembre 2042,

Notant l’importance des phares pour les réfugiés en mer,

1. Prie le Secrétaire général de faire rapport sur l’état des phares ;

2. Décide de rester saisie de la question.

58e séance plénière
3 décembre 2043
"""

CHINESE = """\
联合国

A/RES/98/40

大会

第九十八届会议

大会2043年12月3日通过的决议

98/40. 灯塔与可持续航行

大会，

回顾其2042年12月4日第97/31号决议，

注意到灯塔对海上难民的重要性，

1. 请秘书长就气候变化和饮用水提出报告；

2. 决定继续处理此案。

2043年12月3日
第58次全体会议
"""

COUNCIL = """\
United Nations

S/RES/3010 (2040)

Security Council

Distr.: General
7 May 2040

Resolution 3010 (2040)

Adopted by the Security Council at its 9999th meeting, on 7 May 2040

The Security Council,

Recalling its resolution 3001 (2040),

1. Decides that all States shall protect lighthouses;

2. Decides to remain actively seized of the matter.
"""


def write_family(folder: Path) -> Path:
    """Write the family into a folder, which comes back: six files, four texts."""
    folder.mkdir(parents=True, exist_ok=True)
    for session, text in LIGHTHOUSES.items():
        (folder / f"lighthouses-{session}.txt").write_text(text, encoding="utf-8")
    (folder / "lighthouses-98-fr.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "lighthouses-98-zh.txt").write_text(CHINESE, encoding="utf-8")
    (folder / "council.txt").write_text(COUNCIL, encoding="utf-8")
    return folder
