"""The kinds of lines that mastheads, heads and closings are made of; a closed set, in the order they are tried."""

from __future__ import annotations

KINDS = (
    "publisher",
    "authority",
    "distribution",
    "originalLanguage",
    "documentLanguage",
    "symbol",
    "date",
    "session",
    "specialSession",
    "emergencySession",
    "sessionDates",
    "agendaItem",
    "adoption",
    "adoptionMeeting",
    "number",
    "proponent",
    "decisionType",
    "committee",
    "decisionKind",
    "meeting",
    "vote",
    "voteLabel",
    "annex",
    "appendix",
    "part",
    "chapter",
    "section",
    "article",
    "rule",
    "principle",
    "titleNumber",
)

# the kinds that print beside each other in a masthead of two or three columns, and so may come in one line
JOINABLE = frozenset(
    {
        "publisher",
        "authority",
        "distribution",
        "originalLanguage",
        "documentLanguage",
        "symbol",
        "date",
        "session",
        "agendaItem",
    }
)

# the kinds that mastheads print in the fallback language (Russian, Chinese and Arabic covers say "Distr.: General")
FALLBACK = frozenset(
    {"publisher", "authority", "distribution", "originalLanguage", "documentLanguage", "date", "session"}
)
