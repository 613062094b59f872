"""Who may do what with which case, and a case taken up for an act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from guicheng.apps.operations.models import Case, CaseEvent
from guicheng.apps.operations.selectors.cases import case_visible_to, colleagues_at, fills
from guicheng.apps.operations.selectors.clocks import Clocks
from guicheng.apps.operations.services.moving import RefusedEventError, move
from guicheng.apps.operations.services.taken import Moving, Stamp, take_up
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.services.access import permit
from guicheng.apps.platform.services import record
from guicheng.domain.process.running import Event, EventKind, State
from guicheng.domain.values import FieldError, Message, NotAllowedError, StaleError
from guicheng.domain.values.message import _

STEER = "cases.steer"
#: The longest reason or opinion, in characters.
LONGEST = 500


class NotACaseError(FieldError):
    """A value of a case is missing or cannot be what it is; nothing was written."""

    code = "not-a-case"


@dataclass
class Turn:
    """A case taken up for one act.

    Args:
        actor: Who acts.
        case: The case, as they may see it.
        moving: The same, locked.
        stamp: Goes on what happens.
        clocks: Calendars of its unit.
        repeated: Whether the write was done before under the same key, so that nothing is left to do.
    """

    actor: Actor
    case: Case
    moving: Moving
    stamp: Stamp
    clocks: Clocks
    repeated: bool = False

    @property
    def me(self) -> str:
        """Who acts, as logs name people; "" for a program."""
        return str(self.actor.person.pk) if self.actor.person else ""

    def let_worker(self, step: str) -> None:
        """Let whoever has the work of a step pass, and whoever steers cases.

        Raises:
            RefusedEventError: The step is not under way.
            NotAllowedError: It is somebody else's.
        """
        item = self.moving.state.items.get(step)
        if item is None:
            raise RefusedEventError(
                _("Step {step} is not under way in this case any more. Load the case again.", step=step)
            )
        mine = self.me and self.me in {item.stand_in or item.holder}
        about = self.moving.compiled.about[step]
        if mine or self.actor.may(STEER, self.case.unit):
            return
        if not item.holder and not item.stand_in and fills(self.actor, about.post, self.case.unit):
            permit(self.actor, "cases.work", self.case.unit)
            return
        raise NotAllowedError(
            _("Step {step} is not yours. It belongs to: {post}.", step=about.label, post=about.post or "—")
        )

    def colleague(self, key: str | UUID, field: str = "to") -> Person:
        """Return somebody who can be given work of the case's unit.

        Raises:
            NotACaseError: There is nobody of that key there.
        """
        found = next((each for each in colleagues_at(self.case.unit) if str(each.key) == str(key)), None)
        if found is None:
            raise NotACaseError(_("Choose somebody who works at {unit}.", unit=self.case.unit.name), field=field)
        return found

    def do(self, kind: EventKind, step: str = "", act: str = "", **data: Any) -> Case:
        """Let one thing happen, with its audit row."""
        return self.do_all([self.stamp.event(kind, step, **data)], act=act or kind.value)

    def do_all(self, events: list[Event], *, act: str) -> Case:
        """Let things happen, with one audit row."""
        state = move(self.moving, events, self.stamp, self.clocks)
        note(self.case, act, self.actor, self.stamp.at, after={"step": events[0].step, "rev": self.moving.rev})
        return _as_moved(self.case, self.moving, state)


def take_case(
    *,
    actor: Actor,
    case_key: str | UUID,
    at: datetime,
    rev: int | None = None,
    key: str = "",
    device_at: datetime | None = None,
) -> Turn:
    """Take a case up for an act; one transaction is open.

    Args:
        actor: Who acts.
        case_key: The case.
        at: Now, with time zone.
        rev: The revision that they saw; None where that does not matter.
        key: Their name of the write, at most 80 characters.
        device_at: When a device says that it was.

    Raises:
        Case.DoesNotExist: There is none within reach.
        StaleError: It was moved since they saw it.
    """
    case = case_visible_to(actor, case_key)
    moving = take_up(case.pk)
    if moving is None:
        raise Case.DoesNotExist
    stamp = Stamp(at, actor.person.pk if actor.person else None, actor.name, _key(key), device_at)
    turn = Turn(actor, case, moving, stamp, Clocks(case.unit))
    turn.repeated = bool(stamp.key) and CaseEvent.objects.filter(case=case, key=stamp.key).exists()
    if not turn.repeated and rev is not None and rev != moving.rev:
        raise StaleError(_moved_by(case), revision=moving.rev)
    return turn


def _key(key: str) -> str:
    return key.replace("\0", "").strip()[:80]


def _moved_by(case: Case) -> Message:
    last = case.events.order_by("-seq").first()
    return _(
        "{name} moved this case since you saw it. Load it again and look what is left to do.",
        name=(last.actor_name if last else "") or "—",
    )


def _as_moved(case: Case, moving: Moving, state: State) -> Case:
    """Return the case as it now stands, without asking the database again."""
    case.marking, case.seq, case.rev = f"{state.marking:x}", state.seq, moving.rev
    case.outcome, case.edition_id = state.outcome.value, moving.compiled.edition_id
    return case


def reason_of(said: str, field: str = "reason") -> str:
    """Return a reason, tidy.

    Raises:
        NotACaseError: There is none.
    """
    text = " ".join(str(said).replace("\0", "").split())[:LONGEST]
    if not text:
        raise NotACaseError(_("Write why."), field=field)
    return text


def note(case: Case, act: str, actor: Actor, at: datetime, *, after: Mapping[str, Any] | None = None) -> None:
    """Write the audit row of an act."""
    record(
        actor=actor,
        act=f"cases.{act}",
        subject="case",
        key=str(case.key),
        label=case.title,
        unit_path=str(case.unit.path),
        after=after,
        at=at,
    )
