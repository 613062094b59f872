"""What somebody on a page answers on a round: events like those of a phone, refused where they would not count."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from guicheng.apps.operations.models import FieldPhoto, Round
from guicheng.apps.operations.readings.checklists import Line, lines_asked, rule_of_round
from guicheng.apps.operations.readings.faults import fault_told, missing_told
from guicheng.apps.operations.selectors.rounds.checklists import points_in_order
from guicheng.apps.operations.selectors.rounds.rounds import points_within, round_visible_to
from guicheng.apps.operations.selectors.rounds.states import state_of_round
from guicheng.apps.operations.services.desk import Said, say_at_desk
from guicheng.apps.operations.services.estate_access import ROSTER, note, wanted_text
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import NotAsWantedError, permit
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.evidence.lines import TOLD, LineKind, Mark, faults_of, mark_of
from guicheng.domain.evidence.rounds import RoundState
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

_SEND: Final = "field.send"
_NAME: Final = 60
_NOTE: Final = 500


class RoundUnfinishedError(GuichengError):
    """A round cannot be finished yet.

    Args:
        reasons: What is missing, in the order of the checklist.
    """

    code = "round-unfinished"

    def __init__(self, reasons: tuple[Message, ...]) -> None:
        super().__init__(reasons[0])
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answers to a line.

    Args:
        line: ``key`` or ``key@point``.
        answer: ``pass``, ``fail`` or ``na``; a number as text; a choice; for a text or a signature the words; anything
            for a photo.
        reason: Why it does not apply, one of ``lines.Reason``.
        note: Remark, kept as something personal.
        photos: SHA-256 of photos that arrived.
    """

    line: str
    answer: str = ""
    reason: str = ""
    note: str = ""
    photos: Sequence[str] = ()


@transaction.atomic
def answer_line(*, actor: Actor, occurrence: str, given: Answer, at: datetime) -> str:
    """Answer a line; answered again, the last answer stands.

    Args:
        actor: Who answers, a person; needs ``field.send`` at the estate.
        occurrence: The round.
        given: What.
        at: Now, with time zone.

    Returns:
        Id of the event.

    Raises:
        Round.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not send evidence there.
        NotAsWantedError: The answer would not count: why, and what to do.
    """
    row = _sent_by(actor, occurrence)
    line = _line(row, given.line)
    payload, personal = _content(line, given)
    _refuse(row, line, payload, given.photos)
    said = Said(Kind.ANSWER, payload, personal, tuple(given.photos))
    return say_at_desk(actor=actor, unit=row.unit, occurrence=row.occurrence, said=[said], at=at)[0]


@transaction.atomic
def pass_rest(*, actor: Actor, occurrence: str, at: datetime, point: str = "") -> int:
    """Say of all lines without an answer that they are in order, where the checklist allows it.

    Lines to measure, to choose, to photograph or to sign stay as they are.

    Args:
        actor: Who says it, a person; needs ``field.send`` at the estate.
        occurrence: The round.
        at: Now, with time zone.
        point: Only at the point of this key; "" for all.

    Returns:
        How many lines were answered.

    Raises:
        Round.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not send evidence there.
        NotAsWantedError: The checklist does not allow it.
    """
    row = _sent_by(actor, occurrence)
    if not row.version.bulk:
        raise NotAsWantedError(_("On this checklist each line is answered by itself."), field="act")
    rule, state = rule_of_round(row), state_of_round(row)
    rest = [
        name
        for name, here, line in rule.addresses()
        if line.in_bulk and name not in state.answers and (not point or here == point)
    ]
    said = [Said(Kind.ANSWER, {"line": name, "answer": Mark.PASS.value, "bulk": True}) for name in rest]
    if said:
        say_at_desk(actor=actor, unit=row.unit, occurrence=row.occurrence, said=said, at=at)
    return len(said)


@transaction.atomic
def check_in(*, actor: Actor, occurrence: str, point: str, at: datetime, code: str = "") -> str:
    """Say that somebody is at a point of a round.

    Args:
        actor: Who is there, a person; needs ``field.send`` at the estate.
        occurrence: The round.
        point: Key of the point.
        at: Now, with time zone.
        code: What its label says; "" where nobody read it, which makes it the word of a person alone.

    Returns:
        Id of the event.

    Raises:
        Round.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not send evidence there.
        NotAsWantedError: The round does not pass there, or the code is that of another point.
    """
    row = _sent_by(actor, occurrence)
    names = {str(each.key): each.name for each in points_in_order(row.version)}
    if point not in names:
        raise NotAsWantedError(_("The round does not pass this point."), field="point")
    if code:
        # A printed code may be that of points of several estates, one of which is this one.
        read = points_within(actor, code)
        if point not in {str(each.key) for each in read}:
            there = read[0].name if len(read) == 1 else code[:20]
            raise NotAsWantedError(
                _("This is the code of “{read}”; the round is at “{wanted}”.", read=there, wanted=names[point]),
                field="code",
            )
    payload = {"point": point, "method": "static_code" if code else "told"}
    return say_at_desk(
        actor=actor, unit=row.unit, occurrence=row.occurrence, said=[Said(Kind.CHECK_IN, payload)], at=at
    )[0]


@transaction.atomic
def finish_round(*, actor: Actor, occurrence: str, at: datetime, signature: str = "") -> Round:
    """Finish a round, signed where its checklist wants it.

    Args:
        actor: Who finishes it, a person; needs ``field.send`` at the estate.
        occurrence: The round.
        at: Now, with time zone.
        signature: The name that somebody writes below it.

    Raises:
        Round.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not send evidence there.
        NotAsWantedError: It is not signed.
        RoundUnfinishedError: Something is missing: what, line by line.
    """
    row = _sent_by(actor, occurrence)
    signed = wanted_text(signature, "signature", most=_NAME)
    if row.version.signed and not signed:
        raise NotAsWantedError(_("Write your name below the round."), field="signature")
    said = [Said(Kind.SIGN, {}, {"signature": signed})] if signed else []
    missing = state_of_round(row).missing
    waiting = tuple(each for each in missing if each.address)
    if waiting:
        raise RoundUnfinishedError(missing_told(waiting, lines_asked(row), _points(row)))
    say_at_desk(actor=actor, unit=row.unit, occurrence=row.occurrence, said=[*said, Said(Kind.FINISH)], at=at)
    return round_visible_to(actor, occurrence)


@transaction.atomic
def correct_answer(*, actor: Actor, occurrence: str, given: Answer, why: str, at: datetime) -> str:
    """Put another answer in the place of one that was wrong; both stay in the log, with the reason.

    Args:
        actor: Who corrects; needs ``rosters.manage`` and ``field.send`` at the estate.
        occurrence: The round.
        given: What it should have been.
        why: Why it is corrected.
        at: Now, with time zone.

    Returns:
        Id of the event.

    Raises:
        Round.DoesNotExist: There is none within reach.
        NotAllowedError: The actor does not lead the work there.
        NotAsWantedError: Nothing was answered yet, there is no reason, or the answer would not count.
    """
    row = _sent_by(actor, occurrence)
    permit(actor, ROSTER, row.unit)
    line = _line(row, given.line)
    stands = state_of_round(row).answers.get(given.line)
    if stands is None:
        raise NotAsWantedError(_("Nothing was answered here yet. Answer the line."), field="line")
    reason = wanted_text(why, "why", most=_NOTE, empty=_("Say why it is corrected; whoever answered will read it."))
    payload, personal = _content(line, given)
    _refuse(row, line, payload, given.photos or stands.photos)
    said = Said(
        Kind.CORRECT,
        {
            "of": stands.event,
            "answer": payload["answer"],
            "reason": reason,
            **({"na_reason": given.reason} if given.reason else {}),
        },
        personal,
        tuple(given.photos),
    )
    event = say_at_desk(actor=actor, unit=row.unit, occurrence=row.occurrence, said=[said], at=at)[0]
    note(
        row.unit, "correct_answer", actor, at,
        subject="round", key=row.occurrence, label=line.text[:80],
        before={"answer": str(stands.answer)}, after={"answer": payload["answer"], "reason": reason},
    )  # fmt: skip
    return event


def unfinished_reasons(row: Round, state: RoundState) -> tuple[Message, ...]:
    """Return what keeps a round from being finished."""
    return missing_told(state.missing, lines_asked(row), _points(row))


def _points(row: Round) -> dict[str, str]:
    return {str(each.key): each.name for each in points_in_order(row.version)}


def _sent_by(actor: Actor, occurrence: str) -> Round:
    row = round_visible_to(actor, occurrence)
    permit(actor, _SEND, row.unit)
    return row


def _line(row: Round, address: str) -> Line:
    rule = {name: line.key for name, _point, line in rule_of_round(row).addresses()}
    if address not in rule:
        raise NotAsWantedError(_("The checklist of this round has no such line."), field="line")
    return next(line for line in lines_asked(row) if line.key == rule[address])


def _content(line: Line, given: Answer) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what an answer says, and what of it is personal."""
    answer, personal = given.answer.strip(), {}
    if remark := wanted_text(given.note, "note", most=_NOTE):
        personal["note"] = remark
    if answer != Mark.NOT_APPLICABLE:
        if line.kind in {LineKind.TEXT, LineKind.SIGNATURE}:
            told = wanted_text(answer, "answer", most=_NOTE, empty=_("Write it down first."))
            personal["signature" if line.kind is LineKind.SIGNATURE else "note"] = told
        if line.kind in {LineKind.TEXT, LineKind.SIGNATURE, LineKind.PHOTO}:
            answer = TOLD
        if line.kind is LineKind.NUMBER:
            answer = unicodedata.normalize("NFKC", answer).replace("。", ".").replace("−", "-")
    reason = {"reason": given.reason} if answer == Mark.NOT_APPLICABLE else {}
    return {"line": given.line, "answer": answer, **reason}, personal


def _refuse(row: Round, line: Line, payload: Mapping[str, Any], photos: Sequence[str]) -> None:
    """Refuse an answer that would not count.

    Raises:
        NotAsWantedError: It would not.
    """
    if line.kind is LineKind.NUMBER and mark_of(line.rule, payload["answer"]) is None:
        raise NotAsWantedError(_("Write a number, such as 12 or 0.5."), field="answer")
    arrived = set(FieldPhoto.objects.filter(company=row.company_id, sent__in=photos).values_list("sent", flat=True))
    faults = faults_of(line.rule, payload, photos, arrived, bulk=False)
    if faults:
        raise NotAsWantedError(fault_told(faults[0], line.text), field="answer")
