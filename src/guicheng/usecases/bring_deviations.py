"""Deviations that a file tells of: never taken as signed, but found again here, to be signed by whoever brings them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from guicheng.adapters.standards_files.tables import DEVIATIONS
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import DraftClause
from guicheng.apps.standards.readings import day_of
from guicheng.apps.standards.selectors.library import Found
from guicheng.apps.standards.selectors.signed import clauses_called, findings_meant
from guicheng.apps.standards.services import sign_deviation
from guicheng.apps.standards.services.deviations import OF_LAW
from guicheng.domain.standard import ClauseText, StandardText
from guicheng.domain.standard.deviation import SignedDeviation
from guicheng.domain.values import GuichengError, Message, NotAllowedError
from guicheng.domain.values.message import _


class Became(StrEnum):
    """What became of a deviation that a file tells of."""

    SIGNED = "signed"
    HELD = "held"
    OPEN = "open"
    OVER = "over"
    LAW = "law"
    NOTHING = "nothing"


#: In which order people are told: what is to be done first.
TOLD: Final = (Became.OPEN, Became.SIGNED, Became.LAW, Became.NOTHING, Became.OVER, Became.HELD)
#: What became of them in a few words.
SAID: Final[Mapping[Became, Message]] = {
    Became.OPEN: _("Deviation, to be signed by a person"),
    Became.SIGNED: _("Deviation, signed now"),
    Became.LAW: _("Below the law or against it, nobody signs that away"),
    Became.NOTHING: _("No such finding here, nothing to sign"),
    Became.OVER: _("Deviation that is over, passed over"),
    Became.HELD: _("Deviation, signed here already"),
}


@dataclass(frozen=True, slots=True)
class BroughtDeviation:
    """A deviation of a file.

    Args:
        entry: What the file says, with the name of who signed it there.
        clause: The clause that it means, with its standard.
        became: What became of it: signed now, signed before, open for a signature, over, or without a finding.
    """

    entry: SignedDeviation
    clause: DraftClause
    became: Became

    @property
    def name(self) -> str:
        """How the clause is cited."""
        return f"{self.clause.standard.code} {self.clause.number}".strip()


def bring_deviations(
    *, actor: Actor, entries: Sequence[SignedDeviation], texts: Sequence[StandardText], at: datetime, sign: bool
) -> tuple[list[BroughtDeviation], list[Message]]:
    """Find what the deviations of a file mean among the drafts, and sign those that are open in the actor's own name.

    Args:
        actor: Who brings them; needs ``standards.deviate`` where something is signed.
        entries: The deviations of the file, with lines.
        texts: The standards beside it, by whose keys it may call clauses.
        at: Now, with time zone.
        sign: Whether the open ones are signed; it takes a person.

    Returns:
        What became of each, and a sentence for each that cannot be taken.

    Raises:
        NotAllowedError: The actor may not sign one.
    """
    reasons: list[Message] = []
    keyed = {part.key: (text.code, part) for text in texts for part in text.clauses if part.key}
    meant: dict[int, list[tuple[SignedDeviation, DraftClause]]] = {}
    for entry in entries:
        try:
            clause = _clause(actor, entry, keyed)
            meant.setdefault(clause.standard_id, []).append((entry, clause))
        except GuichengError as error:
            reasons.append(_placed(entry, error))
    brought = []
    for pairs in meant.values():
        named = [(clause.key, entry) for entry, clause in pairs]
        found = findings_meant(pairs[0][1].standard, named, actor=actor, day=day_of(at))
        for (entry, clause), findings in zip(pairs, list(found), strict=True):
            became = _became(entry, findings, at)
            if sign and became is Became.OPEN:
                became = Became.SIGNED
                reasons += _signed(actor, entry, findings, at)
            brought.append(BroughtDeviation(entry, clause, became))
    return sorted(brought, key=lambda each: (TOLD.index(each.became), each.entry.line)), reasons


class UnknownClauseError(GuichengError):
    """A file names a clause that is not there, or several."""

    code = "unknown-clause"


def _clause(actor: Actor, entry: SignedDeviation, keyed: Mapping[str, tuple[str, ClauseText]]) -> DraftClause:
    found = clauses_called(actor, entry.clause)
    if not found and entry.clause in keyed:
        # A key that is taken elsewhere is not that of the draft: code, number and text say which clause it is.
        code, part = keyed[entry.clause]
        found = [each for each in clauses_called(actor, f"{code}/{part.number}") if each.text == part.text]
    if len(found) > 1:
        raise UnknownClauseError(
            _("Several clauses are called “{clause}”. Write the UUID of the one that is meant.", clause=entry.clause)
        )
    if not found:
        raise UnknownClauseError(
            _("There is no clause “{clause}”. Write code and number as in GC-01/1.1.", clause=entry.clause)
        )
    return found[0]


def _became(entry: SignedDeviation, findings: Iterable[Found], at: datetime) -> Became:
    if entry.is_over(day_of(at)):
        return Became.OVER
    listed = list(findings)
    speaking = [each for each in listed if each.speaks]
    if not speaking:
        return Became.HELD if listed else Became.NOTHING
    return Became.OPEN if any(each.remark.code not in OF_LAW for each in speaking) else Became.LAW


def _signed(actor: Actor, entry: SignedDeviation, findings: Iterable[Found], at: datetime) -> list[Message]:
    """Sign all that an entry means; return why it cannot be, nothing where it is done."""
    try:
        for each in findings:
            if each.speaks and each.remark.code not in OF_LAW:
                remark = each.remark
                sign_deviation(
                    actor=actor,
                    clause_key=remark.member.clause.key,
                    code=remark.code,
                    against=remark.against,
                    verdict=remark.verdict,
                    mark=remark.mark,
                    reason=entry.reason,
                    expires_on=entry.expires,
                    at=at,
                    told_by=entry.signed_by,
                )
    except NotAllowedError:
        raise
    except GuichengError as error:
        return [_placed(entry, error)]
    return []


def _placed(entry: SignedDeviation, error: GuichengError) -> Message:
    return _("{place}: {why}", place=f"{DEVIATIONS}:{entry.line}", why=error.message)
