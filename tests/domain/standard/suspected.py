"""What seems one thing among a few clauses of a company, for the tests of what tells it."""

from __future__ import annotations

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Level, terms_of
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.resemblance import Resemblance


def told(*texts: str) -> list[tuple[int, int]]:
    """Return the pairs of clauses that seem to speak of one thing and differ, by their places."""
    entries = [Entry(clause := read(text), terms_of(clause), Level.COMPANY, text) for text in texts]
    return [(each.entry, each.other) for each in Resemblance(entries).findings()]
