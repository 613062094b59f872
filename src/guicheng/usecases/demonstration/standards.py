"""Standards and processes: taken from the library, approved by others, published, and one of them revised later."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from guicheng.apps.processes import services as processes
from guicheng.apps.standards import services
from guicheng.apps.standards.models import Standard
from guicheng.usecases.adopt_library import adopt_library
from guicheng.usecases.adopt_processes import adopt_processes
from guicheng.usecases.demonstration.cast import Cast, moment, told
from guicheng.usecases.publish_edition import publish_edition

#: Days before the first day on which drafts are taken, and on which editions are published.
_TAKEN, _PUBLISHED = 40, 10


def write(cast: Cast) -> None:
    """Take standards of the library over; those that are to hold are approved and published."""
    said, at = told("standards"), cast.before(_TAKEN)
    about: dict[str, Any] = {"actor": cast.quality, "unit_key": cast.company.key, "at": at}
    services.set_route(
        actor=cast.quality, unit_key=cast.company.key, name=said["route"], at=at,
        steps=[services.StepPlan(name=said["route_step"], mode="all", people=[], roles=["quality_manager"])],
    )  # fmt: skip
    taken = adopt_library(codes=[*said["published"], *said["drafts"]], grade=said["grade"], **about)
    plain = adopt_library(codes=said["plain"], grade=said["plain_grade"], **about)
    own = adopt_library(
        actor=cast.quality, unit_key=cast.estates[said["own"]["estate"]].key, at=at,
        codes=said["own"]["codes"], grade=said["plain_grade"],
    )  # fmt: skip
    cast.kept["standards"] = {each.code: each for each in (*taken.created, *plain.created, *own.created)}
    for code in (*said["published"], *said["plain"], *said["own"]["codes"]):
        publish(cast, cast.kept["standards"][code], on=cast.first, at=cast.before(_PUBLISHED), note=said["note"])
    waiting = cast.kept["standards"][said["drafts"][0]]
    services.submit(actor=cast.quality, standard_key=waiting.key, at=moment(cast.last, 10), note=said["waiting"])


def publish(cast: Cast, standard: Standard, *, on: date, at: datetime, note: str) -> None:
    """Have a draft approved by two others and publish it."""
    services.submit(actor=cast.quality, standard_key=standard.key, at=at, note=note)
    running = standard.submissions.latest("pk")
    for name in ("demo-second", "demo-admin"):
        services.approve(actor=cast.actors[name], submission_key=running.key, at=at)
    publish_edition(actor=cast.quality, standard_key=standard.key, effective_from=on, at=at, note=note)


def run_processes(cast: Cast) -> None:
    """Take processes of the library over and publish them."""
    said, at = told("standards"), cast.before(_PUBLISHED, 14)
    made = adopt_processes(
        actor=cast.quality, unit_key=cast.company.key, codes=said["processes"], grade=said["grade"], at=at
    )
    for each in made:
        processes.ask_for_approval(actor=cast.quality, process_key=each.key, at=at)
        processes.decide(actor=cast.actors["demo-second"], process_key=each.key, approves=True, at=at)
        processes.publish(actor=cast.quality, process_key=each.key, effective_from=cast.first, at=at)
    cast.kept["processes"] = {each.code: each for each in made}


def revise(cast: Cast) -> None:
    """Revise a clause of a standard, and publish its next edition."""
    said, on = told("standards")["revision"], cast.turn
    standard = cast.kept["standards"][said["standard"]]
    clause = standard.clauses.get(number=said["number"])
    at = moment(on - timedelta(days=3), 15)
    services.edit_clause(actor=cast.quality, key=clause.key, revision=clause.revision, text=said["text"], at=at)
    publish(cast, standard, on=on, at=at, note=said["note"])
