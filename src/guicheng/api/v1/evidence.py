"""The chain of evidence, roots of days, holds, days of keeping, and forgetting a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1 import evidence_json as json
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import evidence as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.operations.models import DailyRoot, RootStamp
from guicheng.apps.operations.selectors import chain, keeping
from guicheng.apps.operations.services import keeping as services
from guicheng.apps.organization.actors import Actor
from guicheng.domain.evidence import first_link

calls = Calls("evidence")
_READ, _KEEP = "evidence.read", "evidence.keep"


@calls.get("/chain", needs=_READ, answer=shapes.Chain, summary="See the chain")
def see_chain(request: HttpRequest) -> dict[str, Any]:
    """Return how long the chain of the caller's company is, and its last link."""
    company = chain.company_of_actor(actor_of(request))
    found = chain.chain_of(company.pk)
    length, head = (found.length, found.head) if found else (0, first_link(str(company.key)))
    return {"organisation": str(company.key), "length": length, "head": head}


@calls.get("/chain/check", needs=_READ, answer=shapes.ChainCheck, summary="Compute the chain anew")
def check_chain(request: HttpRequest) -> dict[str, Any]:
    """Compute every event, link and root of the caller's company anew from what is kept, and compare.

    It tells whether what was received is unaltered since, never whether it was true.
    """
    found = chain.check_chain(chain.company_of_actor(actor_of(request)))
    return {
        "length": found.length,
        "unaltered": found.fault is None,
        "broken_at": found.broken_at,
        "fault": found.fault.value if found.fault else "",
        "since_ms": found.since,
    }


@calls.get("/chain/roots", needs=_READ, answer=shapes.Roots, summary="List roots of days")
def list_roots(request: HttpRequest) -> dict[str, Any]:
    """Return the roots of the last 60 days that are over, the newest first."""
    rows = chain.roots_of(chain.company_of_actor(actor_of(request)).pk)
    told = ("day", "first_seq", "last_seq", "root")
    return {
        "items": [
            {**{name: getattr(row, name) for name in told}, "sealed": True, **_stamp(getattr(row, "stamp", None))}
            for row in rows
        ]
    }


@calls.get("/chain/roots/{day}", needs=_READ, answer=shapes.Root, summary="See the root of a day")
def see_root(request: HttpRequest, day: Path[date]) -> dict[str, Any]:
    """Return the Merkle root over what was received on a day; of today as far as it has gone."""
    found = chain.day_of_chain(chain.company_of_actor(actor_of(request)).pk, day)
    if found is None:
        raise DailyRoot.DoesNotExist
    last = found.first + len(found.links) - 1
    told = {"day": day, "first_seq": found.first, "last_seq": last, "root": found.root, "sealed": found.sealed}
    return {**told, **_stamp(found.stamp)}


def _stamp(found: RootStamp | None) -> dict[str, Any]:
    return {"stamped_by": found.by if found else "", "stamped_at": found.at if found else None}


@calls.get("/holds", needs=_READ, answer=shapes.Holds, summary="List holds", refuses=("bad-cursor",))
def list_holds(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the holds within reach, lifted ones too, the newest first."""
    rows = keeping.holds_visible_to(actor_of(request))
    found, following = page_of(rows, wanted.cursor, falling=True)
    return {"items": [json.hold_json(row) for row in found], "next": following}


@calls.write(
    "POST", "/holds", needs=_KEEP, answer=shapes.Hold, status=201, summary="Hold a task", refuses=("not-as-wanted",)
)
def place_hold(request: HttpRequest, body: shapes.HoldIn) -> dict[str, Any]:
    """Keep everything of a task, whatever its days, until the hold is lifted."""
    made = services.place_hold(actor=actor_of(request), **body.model_dump(), at=timezone.now())
    return json.hold_json(made)


@calls.write("POST", "/holds/{key}/lift", needs=_KEEP, answer=shapes.Hold, summary="Lift a hold")
def lift_hold(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """End a hold; what is past its days goes in the next night."""
    return json.hold_json(services.lift_hold(actor=actor_of(request), key=key, at=timezone.now()))


@calls.get("/retention", needs=_READ, answer=shapes.KeptList, summary="See for how long evidence is kept")
def see_retention(request: HttpRequest) -> dict[str, Any]:
    """Return the days of each class of content."""
    return _days(actor_of(request))


@calls.write(
    "PUT",
    "/retention/{retention}",
    needs=_KEEP,
    answer=shapes.KeptList,
    summary="Set for how long evidence is kept",
    refuses=("not-as-wanted",),
)
def set_retention(request: HttpRequest, retention: Path[str], body: shapes.DaysIn) -> dict[str, Any]:
    """Say for how many days content of a class is kept: `presence`, `work` or `agreed`."""
    actor = actor_of(request)
    services.set_retention(actor=actor, retention=retention, days=body.days, at=timezone.now())
    return _days(actor)


@calls.write(
    "POST", "/people/{key}/forget", needs=_KEEP, answer=shapes.Forgotten, summary="Forget a person in the evidence"
)
def forget_person(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Delete the personal fields of all events of a person, but what is held; the chain stays valid."""
    events, held = services.forget_person(actor=actor_of(request), person_key=key, at=timezone.now())
    return {"events": events, "held": held}


def _days(actor: Actor) -> dict[str, Any]:
    found = keeping.days_kept(chain.company_of_actor(actor).pk)
    return {"items": [{"retention": each.value, "days": days} for each, days in found.items()]}
