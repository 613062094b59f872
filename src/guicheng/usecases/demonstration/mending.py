"""Nonconformities: found by people and by inspections, mended as far as the story has come, and verified."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from guicheng.apps.assessment.models import Finding
from guicheng.apps.assessment.services.inspecting.following import order_of_finding
from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.services import judging, mending, revising
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import person_of
from guicheng.usecases.demonstration.cast import Cast, moment, told
from guicheng.usecases.demonstration.inspections import findings_begun
from guicheng.usecases.demonstration.pictures import picture
from guicheng.usecases.follow_up_finding import nonconformity_of_finding
from guicheng.usecases.open_nonconformity import open_from_finding

#: Steps in their order, and on which day after the finding each is taken.
_STEPS: Final = {"opened": 0, "assigned": 0, "planned": 1, "finished": 3, "verified": 4, "closed": 26}
#: What is told up to a step of another name.
_AS_FAR_AS: Final = {"returned": "finished", "void": "assigned"}


def find_first(cast: Cast) -> None:
    """Tell the nonconformity that led to a revision, up to that revision."""
    said = told("mending")["first"]
    begun = cast.first + timedelta(days=said["day"] * cast.length // 92)
    row = _open(cast, said, begun)
    _go_on(cast, row, said, begun, "verified")
    revising.revise_for(
        actor=cast.quality, key=row.key, reason=said["revise"], at=moment(cast.turn - timedelta(days=5), 10)
    )
    cast.kept["first nonconformity"] = row.key


def mend(cast: Cast) -> None:
    """Tell the others, and whether what was mended lasted."""
    said = told("mending")
    for each in said["cases"]:
        begun = _day(cast, each)
        row = _open(cast, each, begun)
        until = each["until"]
        _go_on(cast, row, each, begun, _AS_FAR_AS.get(until, until))
        if until == "returned":
            at = moment(begun + timedelta(days=_STEPS["verified"]), 15)
            judging.return_mending(actor=cast.quality, key=row.key, reason=each["returned"], at=at)
        if until == "void":
            at = moment(begun + timedelta(days=1), 15)
            judging.void_nonconformity(actor=cast.quality, key=row.key, reason=each["reason"], at=at)
    _follow_up(cast, said["words"])
    first = said["first"]
    judging.judge_effect(
        actor=cast.quality, key=cast.kept["first nonconformity"], lasts=True, words=first["effect"],
        at=moment(min(cast.turn + timedelta(days=21), cast.last), 16),
    )  # fmt: skip


def _day(cast: Cast, said: Mapping[str, Any]) -> date:
    """Return on which day something is found; of a shorter story the days are nearer to each other."""
    if "left" in said:
        return cast.last - timedelta(days=min(said["left"], cast.length // 3))
    return cast.first + timedelta(days=said["day"] * cast.length // 92)


def _open(cast: Cast, said: Mapping[str, Any], day: date) -> Nonconformity:
    # Clauses of the company are named by whoever reads them all; what has none is seen by the estate itself.
    finder = cast.quality if "clause" in said else cast.actors[f"demo-{said['estate']}"]
    return open_from_finding(
        actor=finder, unit_key=cast.estates[said["estate"]].key,
        clause=said.get("clause", ""), severity=said["severity"], found=said["found"], at=moment(day, 9.5),
    )  # fmt: skip


def _go_on(cast: Cast, row: Nonconformity, said: Mapping[str, Any], day: date, until: str) -> None:
    """Take the steps up to one of them, those that lie behind the end of the story left out."""
    chance = cast.chance(f"mending {row.number}")
    for step, after in _STEPS.items():
        at = day + timedelta(days=after)
        if at > cast.last:
            return
        if step != "opened":
            _TAKEN[step](cast, row, said, at, chance)
        if step == until:
            return


def _assign(cast: Cast, row: Nonconformity, said: Mapping[str, Any], day: date, _chance: Random) -> None:
    owner = person_of(cast.actors[said["owner"]])
    manager = cast.actors[f"demo-{said['estate']}"]
    mending.assign_nonconformity(actor=manager, key=row.key, owner=owner.key, at=moment(day, 9.8))


def _plan(cast: Cast, row: Nonconformity, said: Mapping[str, Any], day: date, chance: Random) -> None:
    about: dict[str, Any] = {"actor": cast.actors[said["owner"]], "key": row.key}
    mending.add_photo(data=picture(chance), after=False, at=moment(day, 8.5), **about)
    whys = [(text, shown) for text, shown in said["whys"]]
    mending.find_cause(whys=whys, root=said["root"], at=moment(day, 10), **about)
    mending.plan_mending(correction=said["correction"], action=said["action"], at=moment(day, 10.2), **about)


def _finish(cast: Cast, row: Nonconformity, said: Mapping[str, Any], day: date, chance: Random) -> None:
    about: dict[str, Any] = {"actor": cast.actors[said["owner"]], "key": row.key}
    mending.add_photo(data=picture(chance), after=True, at=moment(day, 15), **about)
    mending.finish_mending(words=said["words"], at=moment(day, 15.2), **about)


def _verify(cast: Cast, row: Nonconformity, _said: Mapping[str, Any], day: date, _chance: Random) -> None:
    judging.verify_mending(actor=cast.quality, key=row.key, at=moment(day, 14))


def _close(cast: Cast, row: Nonconformity, said: Mapping[str, Any], day: date, _chance: Random) -> None:
    judging.judge_effect(actor=cast.quality, key=row.key, lasts=True, words=said["effect"], at=moment(day, 11))


_TAKEN: Final = {"assigned": _assign, "planned": _plan, "finished": _finish, "verified": _verify, "closed": _close}


def _follow_up(cast: Cast, words: Mapping[str, Any]) -> None:
    """Open nonconformities of what inspections found, and have some of it repaired by orders."""
    left = dict(words["followed"])
    for inspection in findings_begun(cast):
        estate = next(name for name, unit in cast.estates.items() if unit == inspection.unit)
        found = inspection.findings.order_by("pk").first()
        if found is None or not left[estate]:
            continue
        left[estate] -= 1
        day = inspection.begin.astimezone(moment(cast.last, 0).tzinfo).date() + timedelta(days=1)
        row = nonconformity_of_finding(actor=cast.quality, key=found.key, at=moment(day, 16))
        said = {**words, "estate": estate, "owner": words["owners"][estate]}
        _go_on(cast, row, said, day + timedelta(days=1), "closed")
    _order(cast, cast.actors["demo-lane-desk"], words["order"])


def _order(cast: Cast, desk: Actor, most: int) -> None:
    unit = cast.estates["lane"]
    rows = Finding.objects.filter(unit=unit, order=None, inspection__in=findings_begun(cast))
    for found in rows.order_by("-found_at", "pk")[:most]:
        order_of_finding(actor=desk, key=found.key, at=found.found_at + timedelta(hours=2))
