"""An invented resolution of two pages, as the usual programs dump it from a PDF file."""

from __future__ import annotations

# in the order in which a page was printed: the foot at the top, raised numbers ending lines, no indents, no blank lines
AS_PRINTED = """\
United Nations A/RES/99/7
General Assembly Distr.: General
20 December 2044
44-99071 (E) 231244
*4499071*
Ninety-ninth session
Agenda item 18
Culture of the sea
Resolution adopted by the General Assembly
on 9 December 2044
[on the report of the Second Committee (A/99/310, para. 9)]
99/7. International Year of Tidal Libraries and of the people who
keep their shelves dry
The General Assembly,
Recalling its resolution 98/12 of 1 December 2043 on the reading rooms of the
coast and on all who keep them open at the hours at which the tide is out, the
most recent of which was adopted without a vote in the light of those principles,
Guided by the Charter of the Reading Rooms1
and the Rules of
the Shelves, which say, among other things, that no reader is to be sent away,
Noting that the book fair of the islands was held in the harbour from 24 to
26 May 2043,
1. Reaffirms that a library which the tide enters twice a day is a library like any
other, and that its readers have the right to come back when the water has gone, be
it by day or by night, whatever the season;
__________________
1
Resolution 97/3.
\fA/RES/99/7
International Year of Tidal Libraries and of the people who
keep their shelves dry
44-99071
2/2
2. Decides to proclaim 2046 the International Year of Tidal Libraries, and calls
upon all States with a coast to observe it;
Follow-up
3. Requests the Secretary-General to report to the General Assembly at its hundredth
session, and in particular:
(a) To tell how many shelves have been raised;
(b) To tell how many readers have been carried home in the boats of the libraries,
by island and by month.2
51st plenary meeting
9 December 2044
__________________
2
See A/99/12, annex.
"""

# in reading order: numbers of paragraphs and of notes on lines of their own, notes apart from their numbers
IN_READING_ORDER = """\
A/RES/99/7

United Nations

General Assembly

Distr.: General
20 December 2044

Ninety-ninth session
Agenda item 18
Culture of the sea

Resolution adopted by the General Assembly
on 9 December 2044
[on the report of the Second Committee (A/99/310, para. 9)]

99/7.

International Year of Tidal Libraries and of the people who
keep their shelves dry
The General Assembly,
Recalling its resolution 98/12 of 1 December 2043 on the reading rooms of the
coast and on all who keep them open at the hours at which the tide is out, the
most recent of which was adopted without a vote in the light of those principles,
Guided by the Charter of the Reading Rooms, 1 and the Rules of the Shelves, 2 which
say, among other things, that no reader is to be sent away,
Noting that the book fair of the islands was held in the harbour from 24 to
26 May 2043,
1.
Reaffirms that a library which the tide enters twice a day is a library like any
other, and that its readers have the right to come back when the water has gone, be
it by day or by night, whatever the season; 3

__________________

Resolution 97/3.
Resolution 97/4, as printed in the book of the resolutions of that session, vol. 2,
annex.
3

See A/98/7.
1
2

44-99071 (E)

231244

*4499071*

\fInternational Year of Tidal Libraries and of the people
who keep their shelves dry

A/RES/99/7

2.
Decides to proclaim 2046 the International Year of Tidal Libraries, and calls
upon all States with a coast to observe it;
3.

Requests the Secretary-General:

(a) To tell how many shelves have been raised;
(b) To tell how many readers have been carried home in the boats of the libraries,
by island and by month. 4
51st plenary meeting
9 December 2044

__________________
4

2/2

See A/99/12, annex.
44-99071

"""
