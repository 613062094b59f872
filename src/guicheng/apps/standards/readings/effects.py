"""What a change of clauses does to duties of law and to promises of a contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from guicheng.apps.standards.readings.comparing import Member, facts_of
from guicheng.apps.standards.readings.contracts import Below
from guicheng.apps.standards.readings.duties import duties_on
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.domain.catalogue import Estate
from guicheng.domain.comparison.compliance import Standing
from guicheng.domain.comparison.norm import Norm


@dataclass(frozen=True, slots=True)
class Effect:
    """How a clause stood to one thing that is owed, and how it stands now.

    Args:
        norm: The duty of law; None for a promise of the contract.
        promise: The promise of the contract; None for a duty of law.
        was: How the clause stood to it; None where it did not speak of it.
        becomes: How it stands now; None where it speaks of it no more.
    """

    norm: Norm | None
    promise: Member | None
    was: Standing | None
    becomes: Standing | None

    @property
    def changed(self) -> bool:
        """Whether it stands otherwise than before."""
        return self.was is not self.becomes


#: Duty id or key of a promise → (duty, promise, standing) of one clause.
_Said = dict[object, tuple[Norm | None, Member | None, Standing]]


def effects_on(
    before: Sequence[Member],
    after: Sequence[Member],
    estate: Estate,
    contract: Sequence[Member],
    words: CompanyWords | None = None,
) -> dict[UUID, tuple[Effect, ...]]:
    """Return what a change does to what is owed at an estate, by the key of the clause; what changes comes first.

    Args:
        before: The clauses as they were.
        after: The clauses as they are.
        estate: Whose law and facts hold.
        contract: The clauses of its contract.
        words: The words of the company; the shipped ones by default.
    """
    old, new = (_standings(members, estate, contract, words) for members in (before, after))
    found = {}
    for key in {**old, **new}:
        was, becomes = old.get(key, {}), new.get(key, {})
        effects = [_effect(was.get(each), becomes.get(each)) for each in {**was, **becomes}]
        found[key] = tuple(sorted(effects, key=lambda effect: not effect.changed))
    return found


def _effect(
    was: tuple[Norm | None, Member | None, Standing] | None,
    becomes: tuple[Norm | None, Member | None, Standing] | None,
) -> Effect:
    norm, promise, _standing = becomes or was or (None, None, None)
    return Effect(norm, promise, was[2] if was else None, becomes[2] if becomes else None)


def _standings(
    members: Sequence[Member], estate: Estate, contract: Sequence[Member], words: CompanyWords | None
) -> Mapping[UUID, _Said]:
    """Return how each clause stands to what is owed; of several answers about one duty the gravest."""
    found: dict[UUID, _Said] = {}
    placed = {member.reading.ref: member.clause.key for member in members}
    for duty in duties_on(members, estate):
        for answer in duty.answers:
            key = placed.get(answer.clause.ref)
            if key is not None:
                found.setdefault(key, {}).setdefault(duty.norm.id, (duty.norm, None, answer.standing))
    for promise in Below(members, facts_of(estate.facts), contract, words).promises(contract):
        for kept in promise.kept:
            said = found.setdefault(kept.member.clause.key, {})
            said.setdefault(promise.member.clause.key, (None, promise.member, kept.standing))
    return found
