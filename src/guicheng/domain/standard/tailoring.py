"""Findings against a clause above, borne out by both clauses as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from guicheng.domain.comparison import UNKNOWN, Comparison, Facts, Pairing
from guicheng.domain.standard.beside import set_beside
from guicheng.domain.standard.between import settled
from guicheng.domain.standard.entries import Entry, SystemFinding, finding_of
from guicheng.domain.standard.system import SENTENCES, TAILORING
from guicheng.domain.values import Message

_AGAINST_ABOVE: Final = frozenset(TAILORING.values())


def borne_out(
    found: Iterable[SystemFinding], entries: Sequence[Entry], facts: Facts = UNKNOWN
) -> Iterator[SystemFinding]:
    """Yield findings, of those against a clause above the ones that both clauses as a whole bear out.

    What one promise of a clause says beside one of another is where a finding begins; whether it stands, and which it
    is, both clauses tell, as on the page of a clause. Nothing else is asked, so it costs no more than what was found.

    Args:
        found: Findings of the clauses as one system.
        entries: The clauses, by the positions in the findings.
        facts: What is known for comparing.
    """
    for each in found:
        if each.finding.code not in _AGAINST_ABOVE or each.other is None or each.comparison is None:
            yield each
            continue
        mine, upper = entries[each.entry], entries[each.other]
        asked = set_beside(mine.clause, upper.clause, facts)
        said = settled(asked, each.comparison, len(mine.terms), len(upper.terms))
        if said is not None and said.verdict in TAILORING:
            yield _retold(each, TAILORING[said.verdict], whole(said) if isinstance(said, Pairing) else said)


def whole(asked: Pairing) -> Comparison:
    """Return what setting two clauses beside one another said as what comparing two promises says."""
    return Comparison(asked.verdict, asked.missing, lambda: asked.witness)


def _retold(found: SystemFinding, code: str, comparison: Comparison) -> SystemFinding:
    if code == found.finding.code:
        return replace(found, comparison=comparison)
    message = Message(SENTENCES[code].text, found.finding.message.fields)
    return finding_of(
        code,
        found.entry,
        found.finding.span,
        message,
        other=found.other,
        comparison=comparison,
        against=found.against,
    )
