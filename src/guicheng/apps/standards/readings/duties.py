"""Clauses beside the duties of law that hold at an estate, and the findings that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from guicheng.adapters.norms.own import norms_in_use
from guicheng.apps.standards.readings.comparing import Member, Remark, capped, digest_of_sides, facts_of
from guicheng.domain.catalogue import Estate
from guicheng.domain.clause import Clause
from guicheng.domain.comparison import Verdict
from guicheng.domain.comparison.compliance import Answer, Duty, Standing, compliance
from guicheng.domain.comparison.covering import estate_box
from guicheng.domain.comparison.norm import Circumstance, Norm, selected
from guicheng.domain.lint import explained

#: Facts that say that an estate is not or has not what a duty requires, where they are known to be nothing.
_ABSENT: Final = {
    "lifts": Circumstance.LIFT,
    "cameras": Circumstance.CCTV,
    "water_tanks": Circumstance.SECONDARY_WATER,
    "control_rooms": Circumstance.CONTROL_ROOM,
}
#: Kind of property → what an estate of another kind is not.
_KINDS: Final = {
    "residential": Circumstance.HOMES,
    "mall": Circumstance.PUBLIC_PLACE,
    "hospital": Circumstance.HOSPITAL,
}
_CODES: Final = {Standing.LOOSER: "CJ004", Standing.CANNOT_COMPARE: "CJ006"}


def norms_at(estate: Estate) -> tuple[Norm, ...]:
    """Return the duties of an estate's city, of its province and of the country."""
    return selected(norms_in_use(), city=estate.city)


def duties_on(members: Sequence[Member], estate: Estate, norms: Sequence[Norm] | None = None) -> tuple[Duty, ...]:
    """Return for each duty at an estate what clauses say of it.

    Args:
        members: The clauses.
        estate: The estate, with its city.
        norms: The duties to choose from; None for all that are in use.
    """
    absent = _absent_at(estate)
    breaches: dict[str, list[Clause]] = {}
    for member in members:
        for code in member.clause.codes.split():
            if code.startswith("FL"):
                breaches.setdefault(code, []).append(member.reading)
    clauses = [member.reading for member in members]
    held = norms_at(estate) if norms is None else selected(norms, city=estate.city)
    where = estate_box(_kinds_at(estate))
    return compliance(clauses, held, facts_of(estate.facts), absent=absent, breaches=breaches, where=where)


def _kinds_at(estate: Estate) -> tuple[str, ...]:
    """Return what kinds of buildings an estate has, none where its kind is not known."""
    if not estate.property_type:
        return ()
    return (estate.property_type, "mall") if estate.facts.get("shops") else (estate.property_type,)


def _absent_at(estate: Estate) -> set[Circumstance]:
    """Return what an estate is known not to be or have; one with shops may be a place for the public."""
    absent = {absent for fact, absent in _ABSENT.items() if fact in estate.facts and not estate.facts[fact]}
    if estate.property_type:
        absent |= {each for kind, each in _KINDS.items() if kind != estate.property_type}
    if estate.facts.get("shops"):
        absent.discard(Circumstance.PUBLIC_PLACE)
    return absent


def legal_remarks(members: Sequence[Member], duties: Sequence[Duty]) -> list[Remark]:
    """Return what the duties say of clauses, once for each clause and duty."""
    placed = {member.reading.ref: member for member in members}
    found: dict[tuple[UUID, str], Remark] = {}
    for duty in duties:
        for answer in duty.answers:
            member = placed.get(answer.clause.ref)
            if member is None:
                continue
            for remark in _remarks(member, duty, answer):
                found.setdefault((member.clause.key, duty.norm.id), remark)
    return list(found.values())


def _remarks(member: Member, duty: Duty, answer: Answer) -> Iterator[Remark]:
    code = _CODES.get(answer.standing, "")
    # What another party owes asks for no clause of ours; one that says it all the same must not say less.
    if not code or (not duty.norm.owner.ours and answer.standing is not Standing.LOOSER):
        return
    clash = answer.comparison is None or answer.comparison.verdict is Verdict.CONFLICT
    code = "CJ005" if code == "CJ004" and clash else code
    mark = digest_of_sides(member.text, duty.norm.says)
    # What the law forbids needs no reading to be confirmed: the words are there.
    confirmed = member.confirmed or answer.comparison is None
    weight = capped(explained(code).severity, confirmed=confirmed)
    yield Remark(code, weight, member, None, duty.norm, answer.comparison, confirmed, mark)
