"""What clauses owe to the law, as findings about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guicheng.domain.comparison.compliance import Answer, Duty, Standing
from guicheng.domain.comparison.covering import case_names
from guicheng.domain.standard.entries import Entry, SystemFinding, finding_of
from guicheng.domain.values import Message, Span
from guicheng.domain.values.message import _


def legal_findings(duties: Sequence[Duty], entries: Sequence[Entry]) -> Iterator[SystemFinding]:
    """Yield what is below the law, against it, or cannot be set against it.

    Args:
        duties: How the clauses stand to each duty.
        entries: The clauses, by whose readings the answers are known again.
    """
    places = {id(entry.clause): place for place, entry in enumerate(entries)}
    for duty in duties:
        for answer in duty.answers:
            place = places.get(id(answer.clause))
            if place is not None and answer.standing in {Standing.LOOSER, Standing.CANNOT_COMPARE}:
                found = _finding(duty, answer, place)
                if found is not None:
                    yield found


def silent_duties(duties: Sequence[Duty]) -> tuple[Duty, ...]:
    """Return the company's own duties of which no clause speaks, or none for some cases; bans need none."""
    silent = {Standing.NO_CLAUSE, Standing.IN_PART}
    return tuple(duty for duty in duties if duty.standing in silent and duty.norm.owner.ours and not duty.norm.ban)


def cases_of(duty: Duty, language: str) -> tuple[str, ...]:
    """Return the names of the cases in which alone a duty is covered; those that only numbers decide have none.

    Args:
        duty: The duty.
        language: ``zh`` or ``en``.
    """
    names = (case_names(box, language) for box in duty.only)
    return tuple(dict.fromkeys(name for name in names if name))


def _finding(duty: Duty, answer: Answer, place: int) -> SystemFinding | None:
    norm = duty.norm
    if answer.term is None and answer.standing is Standing.CANNOT_COMPARE:
        return None
    span = answer.term.span if answer.term else Span(0, len(answer.clause.text))
    code = "CJ006" if answer.standing is Standing.CANNOT_COMPARE else "CJ005" if norm.ban else "CJ004"
    fields = {
        "words": span.of(answer.clause.text) or answer.clause.text[:30],
        "law": norm.law.title,
        "article": str(norm.article),
        "duty": norm.zh,
    }
    return finding_of(
        code,
        place,
        span,
        Message(_SENTENCES[code].text, fields),
        comparison=answer.comparison,
        verdict=answer.standing.value.upper(),
        against=norm.id,
    )


_SENTENCES = {
    "CJ004": _("“{words}” promises less than {law} art. {article}: {duty} Tighten it."),
    "CJ005": _("“{words}” does what {law} art. {article} forbids: {duty} Take it out."),
    "CJ006": _("“{words}” cannot be set against {law} art. {article}: {duty}"),
}
