"""Which clause answers which demand, as people say."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import permit, person_of
from guicheng.apps.platform.services import record
from guicheng.apps.research.models import Demand
from guicheng.apps.research.selectors.demands import demand_visible_to
from guicheng.apps.standards.models import ClauseKind, DemandLink, DraftClause
from guicheng.apps.standards.selectors import clause_visible_to
from guicheng.apps.standards.selectors.fetching import as_key
from guicheng.apps.standards.services.access import NotAsWantedError
from guicheng.domain.values.message import _

_EDIT = "research.edit"


@transaction.atomic
def judge_link(
    *, actor: Actor, demand_key: str | UUID, clause_key: str | UUID, answers: bool, at: datetime
) -> DemandLink:
    """Say whether a clause answers a demand; it is remembered, and can be said otherwise later.

    Args:
        actor: Who says it; needs ``research.edit`` at the unit of the demand and to read the clause.
        demand_key: The demand.
        clause_key: The clause.
        answers: Whether it does.
        at: Now, with time zone.

    Raises:
        Demand.DoesNotExist: There is no such demand within reach.
        DraftClause.DoesNotExist: There is no such clause within reach.
        NotAllowedError: The demand is visible, and the permission does not hold there.
        NotAsWantedError: The demand takes no more clauses, or it is a heading or a note.
    """
    demand = _for_writing(actor, demand_key)
    clause = clause_visible_to(actor, clause_key)
    if clause.kind != ClauseKind.CLAUSE or clause.standard.is_contract:
        raise NotAsWantedError(_("Only a clause of a standard answers a demand. Choose one."), field="clause")
    link, _new = DemandLink.objects.update_or_create(
        demand=demand,
        clause_key=clause.key,
        defaults={"standard": clause.standard, "answers": answers, "by": person_of(actor), "at": at},
    )
    told = {"clause": f"{clause.standard.code} {clause.number}", "answers": answers}
    _note(actor, "judge_link", demand, at, told)
    return link


@transaction.atomic
def withdraw_link(*, actor: Actor, demand_key: str | UUID, clause_key: str | UUID, at: datetime) -> None:
    """Take back what was said of a clause and a demand; it may be suggested again.

    Raises:
        Demand.DoesNotExist: There is no such demand within reach.
        NotAllowedError: The demand is visible, and ``research.edit`` does not hold there.
        DemandLink.DoesNotExist: Nothing was said.
    """
    demand = _for_writing(actor, demand_key)
    link = DemandLink.objects.select_related("standard").get(demand=demand, clause_key=as_key(DemandLink, clause_key))
    link.delete()
    _note(actor, "withdraw_link", demand, at, {"clause": link.standard.code, "answers": None})


@transaction.atomic
def move_links(*, gone: Demand, kept: Demand) -> int:
    """Hand what was said of a demand's clauses over to the one into which it was merged; return how many links moved.

    What was said of the kept one stands above it. Called in the transaction of the merge, which is what is audited.
    """
    known = DemandLink.objects.filter(demand=kept).values_list("clause_key", flat=True)
    moved = DemandLink.objects.filter(demand=gone).exclude(clause_key__in=list(known)).update(demand=kept)
    DemandLink.objects.filter(demand=gone).delete()
    return moved


def _for_writing(actor: Actor, key: str | UUID) -> Demand:
    demand = demand_visible_to(actor, key)
    permit(actor, _EDIT, demand.unit)
    if not demand.is_open:
        raise NotAsWantedError(_("{code} is closed or merged. Open it first.", code=demand.code), field="demand")
    return demand


def _note(actor: Actor, act: str, demand: Demand, at: datetime, after: dict[str, object]) -> None:
    record(
        actor=actor,
        act=f"standards.{act}",
        subject="demand",
        key=str(demand.key),
        label=demand.code,
        unit_path=str(demand.unit.path),
        after=after,
        at=at,
    )


def clause_called(actor: Actor, called: str) -> DraftClause:
    """Return the clause that somebody means by the code of its standard and its number, such as ``KF-03 1.2``.

    Raises:
        NotAsWantedError: There is none of a standard that they may read.
    """
    code, _blank, number = " ".join(called.replace("\0", "").split()).partition(" ")
    rows = DraftClause.objects.filter(
        actor.within("standards.read", "standard__unit"),
        standard__company_id=actor.company_id,
        standard__code=code.upper(),
        number=number,
        kind=ClauseKind.CLAUSE,
    )
    found = rows.first() if number else None
    if found is None:
        raise NotAsWantedError(
            _("There is no clause “{called}”. Write the code and the number, such as KF-03 1.2.", called=called),
            field="number",
        )
    return found
