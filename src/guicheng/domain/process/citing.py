"""Which steps realise no clause, and which clauses no step realises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from guicheng.domain.process.finding import ProcessFinding
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _


def uncited(
    cited: Mapping[str, Iterable[str]], known: Iterable[str], wanted: Iterable[str]
) -> Iterator[ProcessFinding]:
    """Yield the steps that cite no clause, or one that is not there, and the clauses that no step cites.

    Args:
        cited: For each step, by its number and in the order of the process, the clauses that it cites.
        known: Clauses that are there, named in the same way.
        wanted: Those of them that this process is to realise.
    """
    there = frozenset(known)
    for step, clauses in cited.items():
        missing = [clause for clause in clauses if clause not in there]
        if missing:
            message = _(
                "Step {step} cites {clauses}, which no standard of yours has. Write the clause that it serves.",
                step=step,
                clauses="、".join(missing),
            )
            yield ProcessFinding("unknown-clause", (step,), message, severity=Severity.WARNING)
        elif not tuple(clauses):
            message = _("Step {step} realises no clause of a standard. Name the clause that it serves.", step=step)
            yield ProcessFinding("step-without-clause", (step,), message, severity=Severity.WARNING)
    realised = {clause for clauses in cited.values() for clause in clauses}
    for clause in dict.fromkeys(wanted):
        if clause not in realised:
            message = _("No step realises clause {clause}. Name it at the step that does.", clause=clause)
            yield ProcessFinding("clause-without-step", (), message, severity=Severity.WARNING)
