"""An invented resolution on harbours over three sessions, with the reports that answer it."""

from __future__ import annotations

from akn.document import Document
from converters import convert


def text(session: int, number: int, preamble: str, body: str, note: str = "") -> str:
    """An invented resolution of a session."""
    year = session + 1945
    return f"""\
United Nations

A/RES/{session}/{number}

General Assembly

Distr.: General
14 January {year + 1}

Resolution adopted by the General Assembly on 9 December {year}

{session}/{number}. Quiet harbours for small boats

The General Assembly,

{preamble}

{body}

61st plenary meeting
9 December {year}
{note}"""


YEARS = {
    97: text(
        97,
        31,
        "Recalling its resolution 96/12 of 2 December 2041,",
        """\
1. Requests the Secretary-General to submit to the General Assembly at its ninety-eighth session a report on quiet
harbours for small boats;

2. Urges all States to keep the mouths of their harbours free of sand;

3. Invites the World Health Organization and the International Labour Organization to count the sick among the pilots;

4. Encourages coastal States to lend each other dredgers in the months without storms;

5. Decides to establish a fund for the repair of moles until 31 December 2043;

6. Calls upon harbour masters to teach the signals of fog to every apprentice of the pilots;

7. Requests the Economic and Social Council to report on the wages of pilots by 1 March 2044.
""",
    ),
    98: text(
        98,
        40,
        """\
Recalling its resolution 97/31 of 9 December 2042,

Taking note of the report of the Secretary-General on quiet harbours for small boats,¹""",
        """\
1. Requests the Secretary-General to submit to the General Assembly at its ninety-ninth session a report on quiet
harbours for small boats;

2. Encourages all States to keep the mouths of their harbours free of sand;

3. Invites the World Health Organization to count the sick among the pilots;

4. Also encourages coastal States to lend each other dredgers and divers in the months without storms;

5. Decides to establish a fund for the repair of moles until 31 December 2044;

6. Calls upon all States to mark every wreck with a green lamp, and to tell their neighbours of it.
""",
        "\n__________\n¹ A/98/77.\n",
    ),
    99: text(
        99,
        52,
        """\
Recalling its resolution 98/40 of 9 December 2043,

Taking note of the report of the Secretary-General on the keeping of bees,¹""",
        """\
1. Requests the Secretary-General to submit to the General Assembly at its one hundred and first session a report on
quiet harbours for small boats;

2. Encourages all States to keep the mouths of their harbours free of sand.
""",
        "\n__________\n¹ A/99/12.\n",
    ),
}
"""The texts by session."""


def documents() -> list[Document]:
    """The texts as documents, oldest first."""
    return [convert(written.encode(), name=f"{session}.txt").document for session, written in YEARS.items()]
