"""The page of follow-ups: each mandate with what became of it in the text that follows (extra `view`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from akn.compare.answers import Answer
from akn.compare.following import Became, Followed, FollowUp
from akn.compare.members import SeriesMember
from akn.compare.worded import wording
from akn.languages import usual
from converters.links import address_of
from converters.mandates import asked_as, names_asked, subject_of
from converters.view import render, words
from converters.view.page import language_of
from converters.view.wording import changes_in_words, names_of, redlined

if TYPE_CHECKING:
    from markupsafe import Markup

_STATES: tuple[Became, ...] = ("renewed", "changed", "dropped", "new", "open")


class FollowRow(Struct, frozen=True):
    """A mandate as the page shows it: where it stands, what became of it, what changed in words, since when it stands,
    who is asked, its words with what changed in them marked, by when, what answered it (symbol, address, evidence,
    whether it is sure), the keys of who is asked in either text, and whether it stands since the first text that is
    here, or an earlier one.
    """

    place: str
    became: Became
    changes: tuple[str, ...]
    since: str
    who: str
    text: Markup
    due: str
    answers: tuple[tuple[str, str, str, bool], ...]
    keys: str = ""
    first: bool = False


class Step(Struct, frozen=True):
    """Two texts of which one follows the other, or the last one alone: their names and addresses, what each is if it
    is not adopted, and the mandates.
    """

    old: str
    old_href: str
    old_kind: str
    new: str
    new_href: str
    new_kind: str
    counts: str
    rows: tuple[FollowRow, ...]


class Subject(Struct, frozen=True):
    """A series on the page, its latest step first; `subject` is the key by which tables filter (`subject_of`)."""

    id: str
    subject: str
    title: str
    code: str
    direction: str
    summary: str
    steps: tuple[Step, ...]


def follow_page(
    series: Sequence[Followed],
    *,
    page_of: Callable[[str], str] = lambda _file: "",
    kinds: Mapping[str, str] = MappingProxyType({}),
    language: str = "",
) -> bytes:
    """The page of series with their follow-ups, in the language of whoever reads, else in theirs if they have one.

    `page_of` gives the address of the page of a file, an empty string if it has none: then its symbol leads to the
    document site.  `kinds` say of files that are not the text itself what they are (`draft`, `undated`, `rival`,
    `earlier`); what is no adopted text is a draft without.  Raises MissingDependency without the extra `view`.
    """
    languages = {one.members[-1].language for one in series}
    language = language or (languages.pop() if len(languages) == 1 else usual())
    tag, direction = language_of(language)
    said = words(language)
    counts = Counter(row.became for one in series for row in one.rows)
    clauses = [clause for one in series for row in one.rows for clause in (row.mandate, row.after) if clause]
    names = names_asked(clauses, language)
    return render(
        "follow.html",
        title=said["follow"],
        language=tag or "en",
        direction=direction or "ltr",
        words=said,
        counts={state: counts[state] for state in _STATES},
        answered=sum(bool(row.answers) for one in series for row in one.rows),
        addressees=sorted(names.items(), key=lambda option: option[1]),
        series=[_subject(one, n, said, _Known(page_of, kinds)) for n, one in enumerate(series, 1)],
    )


def subject_of_series(one: Followed) -> str:
    """The key of what a series is on, as that of its clauses in other tables."""
    latest = one.members[-1]
    return subject_of(latest.title, latest.language) or latest.symbol


class _Known(Struct, frozen=True):
    """What is known of files: the address of the page of each, and what it is if it is not the text itself."""

    page_of: Callable[[str], str]
    kinds: Mapping[str, str]

    def kind(self, member: SeriesMember, said: Mapping[str, str]) -> str:
        """What a text is if it is not adopted, or another file stands for it, in the words of a page."""
        name = self.kinds.get(member.file, "draft" if member.draft else "")
        return said[f"status_{name}"] if name else ""


def _subject(one: Followed, n: int, said: Mapping[str, str], known: _Known) -> Subject:
    latest = one.members[-1]
    tag, direction = language_of(latest.language)
    steps = tuple(_steps(one, said, tag or "en", known))
    moved = [step.counts for step in steps if step.new]
    title, summary = latest.title or latest.symbol, next(iter(moved), "")
    return Subject(f"series-{n}", subject_of_series(one), title, tag, direction or "ltr", summary, steps)


def _steps(one: Followed, said: Mapping[str, str], tag: str, known: _Known) -> Iterator[Step]:
    names = names_of((a for row in one.rows for a in row.asked), one.members[-1].language)
    addresses = [known.page_of(member.file) or address_of(member.symbol, tag) for member in one.members]
    kinds = [known.kind(member, said) for member in one.members]
    last = len(one.members) - 1
    for k in (*reversed(range(last)), last):  # what nobody knows of comes last
        rows = [row for row in one.rows if row.old == k]
        if not rows:
            continue
        new = k + 1 if k + 1 < len(one.members) else -1
        counts = Counter(row.became for row in rows)
        yield Step(
            one.members[k].symbol,
            addresses[k],
            kinds[k],
            one.members[new].symbol if new >= 0 else "",
            addresses[new] if new >= 0 else "",
            kinds[new] if new >= 0 else "",
            _told_of(counts, said) if new >= 0 else said["follow_open"].format(n=counts["open"]),
            tuple(_row(one, row, tag, said, names) for row in _in_place(one, rows)),
        )


def _told_of(counts: Mapping[Became, int], said: Mapping[str, str]) -> str:
    """How many mandates were renewed, changed, dropped and new, in words."""
    return said["comma"].join(f"{counts[state]} {said[f'became_{state}']}" for state in _STATES if counts[state])


def _in_place(one: Followed, rows: Sequence[FollowUp]) -> list[FollowUp]:
    """The mandates of a step in their order, new ones where the later text has them: after the mandate before them."""
    held = [row for row in rows if row.became != "new"]
    if len(held) == len(rows):
        return held
    at = {(row.eId, row.start): n for n, (_, row) in enumerate(one.members[rows[0].new].clauses)}
    places = [at.get((row.after.eId, row.after.start), -1) if row.after else -1 for row in held]
    for new in (row for row in rows if row.became == "new" and row.after):
        mine = at.get((new.after.eId, new.after.start), -1) if new.after else -1
        before = [n for n, place in enumerate(places) if -1 < place < mine]
        n = max(before, key=lambda k: places[k]) + 1 if before else 0
        held.insert(n, new)
        places.insert(n, mine)
    return held


def _row(one: Followed, row: FollowUp, tag: str, said: Mapping[str, str], names: Mapping[str, str]) -> FollowRow:
    here = row.latest
    places = [clause.number for clause in (row.mandate, row.after) if clause and clause.number]
    told = [change for change in row.changes if change.kind != "wording"]
    if all(change.kind == "due" for change in told):  # what else was said is not told by a date that went with it
        told = list(row.changes)
    passed = [change for change in row.updated if change.kind == "passage"]
    due = " → ".join(dict.fromkeys(clause.due.text for clause in (row.mandate, row.after) if clause and clause.due))
    return FollowRow(
        " → ".join(dict.fromkeys(places)),
        row.became,
        (*changes_in_words((*told, *passed), None, said), *_perhaps(one, row, said)),
        one.members[row.since].symbol,
        "; ".join(dict.fromkeys(a.text or names.get(a.key, a.key) for a in here.addressees)),
        _text(row),
        due,
        tuple(_answered(answer, tag, said) for answer in row.answers),
        " ".join(dict.fromkeys(filter(None, map(asked_as, row.asked)))),
        row.since == 0 and row.became != "new",
    )


def _perhaps(one: Followed, row: FollowUp, said: Mapping[str, str]) -> Iterator[str]:
    """Where what was dropped may go on, or what is new may come from."""
    if row.perhaps:
        text = one.members[row.new if row.became == "dropped" else row.old].symbol
        yield said["follow_perhaps"].format(n=row.perhaps.number or row.perhaps.eId, text=text)


def _answered(answer: Answer, tag: str, said: Mapping[str, str]) -> tuple[str, str, str, bool]:
    why = said["comma"].join(said[f"why_{sign}"] for sign in answer.why)
    return answer.symbol, address_of(answer.symbol, tag), f"{answer.cited_by}{said['colon']}{why}", answer.sure


def _text(row: FollowUp) -> Markup:
    """The words of a clause, of one that changed with what is gone and what has come."""
    from markupsafe import Markup

    if row.mandate is None or row.after is None or not (row.changes or row.updated):
        return Markup(escape(wording(row.latest)))
    return redlined(wording(row.mandate), wording(row.after))
