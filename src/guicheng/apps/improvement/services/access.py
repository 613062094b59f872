"""Who may do what about which nonconformity, and one taken up for an act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from guicheng.apps.improvement.models import Nonconformity, NonconformityAct
from guicheng.apps.improvement.selectors.deadlines import deadline_of, notices_for
from guicheng.apps.improvement.selectors.nonconformities import (
    VERIFY,
    WORK,
    is_owner,
    nonconformities_within,
    nonconformity_visible_to,
)
from guicheng.apps.operations.selectors.cases import fills
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.organization.services.access import permit
from guicheng.apps.platform.services import record
from guicheng.domain.attainment.mending import Act, NotMendedError, Stand, possible
from guicheng.domain.values import GuichengError, Message, NotAllowedError, StaleError
from guicheng.domain.values.message import _

#: The longest words of a reason, in characters.
LONGEST: Final = 500


class NonconformityRefusedError(GuichengError):
    """As the nonconformity stands, this cannot be done; nothing was written."""

    code = "nonconformity-refused"


@dataclass
class Turn:
    """A nonconformity taken up for one act, its row locked.

    Args:
        actor: Who acts.
        row: The nonconformity.
        at: Now, with time zone.
        key: The caller's name of the write, "" for none.
        repeated: Whether the write was done before under the same key, so that nothing is left to do.
    """

    actor: Actor
    row: Nonconformity
    at: datetime
    key: str = ""
    repeated: bool = False

    def want(self, act: Act) -> None:
        """Let only pass what can be done as it stands.

        Raises:
            NonconformityRefusedError: It cannot.
        """
        if act not in possible(Stand(self.row.stand)):
            raise NonconformityRefusedError(
                _("As {number} stands, this cannot be done. Load it again.", number=self.row.called)
            )

    def let_worker(self) -> None:
        """Let whoever has to mend it pass, and whoever works on nonconformities at its unit.

        Raises:
            NotAllowedError: It is somebody else's.
        """
        if not is_owner(self.actor, self.row):
            permit(self.actor, WORK, self.row.unit)

    def let_verifier(self) -> None:
        """Let only somebody pass who may verify here and neither has to mend it nor said that it is mended.

        Raises:
            NotAllowedError: They may not.
        """
        permit(self.actor, VERIFY, self.row.unit)
        if self.actor.person is None:
            raise NotAllowedError(_("Only a person can do this. Sign in instead of using a token."))
        if self.actor.person.pk in {self.row.owner_id, self.row.finished_by_id} or self._fills_its_post():
            raise NotAllowedError(
                _("Another person has to verify {number}: you mended it, or have to.", number=self.row.called)
            )

    def _fills_its_post(self) -> bool:
        return self.row.post is not None and fills(self.actor, self.row.post.name, self.row.unit)

    def write(self, kind: Act, audit: str, told: Mapping[str, Any] | None = None, **data: Any) -> Nonconformity:
        """Write one act with its audit row, and the row with what follows from its columns.

        Args:
            kind: What was done.
            audit: Name of the act in the audit.
            told: What the audit says of it.
            data: What was said with it.
        """
        row = self.row
        row.seq, row.rev = row.seq + 1, row.rev + 1
        NonconformityAct.objects.create(
            nonconformity=row,
            seq=row.seq,
            kind=kind.value,
            actor=self.actor.person,
            actor_name=self.actor.name[:80],
            at=self.at,
            key=self.key,
            data=data,
        )
        renew_deadline(row, self.at)
        row.save()
        note(row, audit, self.actor, self.at, after=told)
        return row


def renew_deadline(row: Nonconformity, at: datetime) -> None:
    """Work out anew until when a nonconformity has to be mended and when that is told next; nothing is saved.

    What has come and was not told yet is still told: an act does not hide that it is late, nor does an end that moved
    into the past.
    """
    found = deadline_of(row)
    untold = found.at != row.due_at or (row.notice_at is not None and row.notice_at <= at)
    row.due_at, row.provisional = found.at, found.provisional
    row.notice_at = min((when for when, _notice in notices_for(row) if untold or when > at), default=None)


def take(*, actor: Actor, key: str | UUID, at: datetime, rev: int | None = None, write_key: str = "") -> Turn:
    """Take a nonconformity up for an act; one transaction is open.

    Args:
        actor: Who acts.
        key: The nonconformity.
        at: Now, with time zone.
        rev: The revision that they saw; None where that does not matter.
        write_key: Their name of the write, at most 80 characters.

    Raises:
        Nonconformity.DoesNotExist: There is none within reach.
        StaleError: Somebody did something about it since they saw it.
    """
    # Only its primary key at first: the whole row is read once it is locked.
    seen = one(nonconformities_within(actor).only("pk"), key)
    Nonconformity.objects.select_for_update().get(pk=seen.pk)
    row = nonconformity_visible_to(actor, key)
    turn = Turn(actor, row, at, write_key.replace("\0", "").strip()[:80])
    turn.repeated = bool(turn.key) and row.acts.filter(key=turn.key).exists()
    if not turn.repeated and rev is not None and rev != row.rev:
        raise StaleError(_moved_by(row), revision=row.rev)
    return turn


def _moved_by(row: Nonconformity) -> Message:
    last = row.acts.order_by("-seq").first()
    return _(
        "{name} wrote about {number} since you saw it. Load it again and look what is left to do.",
        name=(last.actor_name if last else "") or "—",
        number=row.called,
    )


def words_of(said: str, field: str, *, most: int = LONGEST, empty: Message | None = None) -> str:
    """Return words, tidy; lines stay.

    Raises:
        NotMendedError: There are none, or too many.
    """
    lines = [" ".join(line.split()) for line in str(said).replace("\0", "").strip().splitlines()]
    text = "\n".join(lines).strip()
    if not text:
        raise NotMendedError(empty or _("Write why."), field=field)
    if len(text) > most:
        raise NotMendedError(_("Write at most {limit} characters.", limit=str(most)), field=field)
    return text


def note(row: Nonconformity, act: str, actor: Actor, at: datetime, *, after: Mapping[str, Any] | None = None) -> None:
    """Write the audit row of an act."""
    record(
        actor=actor,
        act=f"improvement.{act}",
        subject="nonconformity",
        key=str(row.key),
        label=row.called,
        unit_path=str(row.unit.path),
        after=after,
        at=at,
    )
