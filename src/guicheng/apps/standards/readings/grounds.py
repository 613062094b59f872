"""What stands behind each clause: a duty of law, a promise of the contract, a demand of customers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from guicheng.apps.standards.readings.comparing import Member, facts_of
from guicheng.apps.standards.readings.contracts import Below
from guicheng.apps.standards.readings.duties import duties_on
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.domain.catalogue import Estate
from guicheng.domain.elements import Ground


def grounds_of(
    members: Sequence[Member],
    estate: Estate,
    contract: Sequence[Member],
    demanded: Collection[UUID] = (),
    words: CompanyWords | None = None,
) -> dict[UUID, frozenset[Ground]]:
    """Return what stands behind clauses, by key; those behind which nothing stands are left out.

    Args:
        members: The clauses.
        estate: Whose law and facts hold.
        contract: The clauses of its contract.
        demanded: Keys of clauses that answer a demand of customers.
        words: The words of the company; the shipped ones by default.
    """
    found: dict[UUID, set[Ground]] = {}
    placed = {member.reading.ref: member.clause.key for member in members}
    for duty in duties_on(members, estate):
        for answer in duty.answers:
            if answer.clause.ref in placed:
                found.setdefault(placed[answer.clause.ref], set()).add(Ground.LAW)
    for promise in Below(members, facts_of(estate.facts), contract, words).promises(contract):
        for kept in promise.kept:
            found.setdefault(kept.member.clause.key, set()).add(Ground.CONTRACT)
    for key in demanded:
        found.setdefault(key, set()).add(Ground.DEMAND)
    return {key: frozenset(grounds) for key, grounds in found.items()}
