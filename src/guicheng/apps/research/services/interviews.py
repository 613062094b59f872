"""Interviews and forums: notes by the questions of a guide, quotes, and who was there by role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import NotAsWantedError, permit
from guicheng.apps.research.models import Interview, InterviewKind, Note, Quote
from guicheng.apps.research.selectors.groups import group_visible_to
from guicheng.apps.research.selectors.interviews import interview_visible_to, quote_visible_to
from guicheng.apps.research.services.noting import EDIT, chosen, lock_company_of, note, unit_for, written
from guicheng.domain.demand.masking import is_like_a_name, mask
from guicheng.domain.values.message import _

_LONGEST_TITLE: Final = 120
_LONGEST_ROLE: Final = 40
_LONGEST_NOTE: Final = 5000
_LONGEST_QUOTE: Final = 1000
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who was there: a role, and how many of it."""

    role: str
    count: int = 1


def attendees_of(lines: str) -> list[Attendee]:
    """Return who was there, apart by lines or commas: a role, and how many of it where more than one.

    Example:
        >>> attendees_of("业主代表 3，业委会主任")
        [Attendee(role='业主代表', count=3), Attendee(role='业委会主任', count=1)]
    """
    found = []
    for line in filter(str.strip, lines.replace("，", "\n").replace("；", "\n").splitlines()):
        role, _blank, count = line.strip().rpartition(" ")
        role, number = (role, count) if role and count.isascii() and count.isdigit() else (line.strip(), "1")
        found.append(Attendee(role, int(number[:4])))
    return found


@dataclass(frozen=True, slots=True)
class InterviewText:
    """What an interview was.

    Args:
        kind: One of ``InterviewKind``.
        title: What it was about.
        held_on: When it was.
        attendees: Who was there, by role.
        group_key: Key of the group that was heard, "" where it was none alone.
    """

    kind: str
    title: str
    held_on: date | None
    attendees: Sequence[Attendee] = ()
    group_key: str = ""


@transaction.atomic
def add_interview(
    *, actor: Actor, unit_key: str | UUID, said: InterviewText, questions: Iterable[str], at: datetime
) -> Interview:
    """Begin the notes of an interview or forum.

    Args:
        actor: Who notes; needs ``research.edit`` at the unit.
        unit_key: Where it was.
        said: What it was.
        questions: The questions of the guide, in order.
        at: Now, with time zone.

    Raises:
        NotAsWantedError: A value is missing or cannot be what it is, or a role looks like a name.
    """
    unit = unit_for(actor, unit_key)
    row = Interview(unit=unit, company=lock_company_of(unit), changed_at=at)
    _fill(actor, row, said)
    row.save()
    asked = [_covered(question, "questions", 200) for question in questions if question.strip()][:_MOST]
    Note.objects.bulk_create(
        Note(interview=row, position=position, question=question) for position, question in enumerate(asked)
    )
    note(actor, "add_interview", row, unit, at, after=_said(row))
    return row


@transaction.atomic
def change_interview(*, actor: Actor, key: str | UUID, said: InterviewText, at: datetime) -> Interview:
    """Change what an interview was; see ``add_interview``."""
    row = _for_writing(actor, key)
    before = _said(row)
    _fill(actor, row, said)
    row.changed_at = at
    row.save()
    note(actor, "change_interview", row, row.unit, at, before=before, after=_said(row))
    return row


@transaction.atomic
def write_note(*, actor: Actor, key: str | UUID, position: int | None, question: str, text: str, at: datetime) -> Note:
    """Write what was said to a question; None for the position adds a question at the end.

    Returns:
        The note, its marks of people covered.
    """
    row = _for_writing(actor, key)
    asked = _covered(question, "question", 200)
    said = _told(text, _LONGEST_NOTE)
    if position is None:
        last = row.notes.aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
        if position >= _MOST:
            raise NotAsWantedError(_("A guide has at most {limit} questions.", limit=str(_MOST)), field="question")
    made, _new = Note.objects.update_or_create(
        interview=row, position=position, defaults={"question": asked, "text": said}
    )
    note(actor, "write_note", row, row.unit, at, after={"number": position + 1})
    return made


@transaction.atomic
def add_quote(
    *, actor: Actor, key: str | UUID, text: str, role: str, at: datetime, position: int | None = None
) -> Quote:
    """Keep what somebody said, word for word but for marks of people.

    Raises:
        NotAsWantedError: There are no words, or too many, or the role looks like a name.
    """
    row = _for_writing(actor, key)
    said = _covered(text, "text", _LONGEST_QUOTE)
    who = str(role).replace("\0", "").strip()[:_LONGEST_ROLE]
    _refuse_names([Attendee(who)] if who else [])
    under = row.notes.filter(position=position).first() if position is not None else None
    made = Quote.objects.create(interview=row, note=under, role=who, text=said)
    note(actor, "add_quote", made, row.unit, at, label=row.title)
    return made


@transaction.atomic
def delete_quote(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Delete a quote with its codes, as whoever said it may ask; demands lose it as a source."""
    quote = quote_visible_to(actor, key)
    permit(actor, EDIT, quote.interview.unit)
    note(actor, "delete_quote", quote, quote.interview.unit, at, label=quote.interview.title)
    quote.delete()


@transaction.atomic
def delete_interview(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Delete an interview with its notes and quotes for good."""
    row = _for_writing(actor, key)
    note(actor, "delete_interview", row, row.unit, at)
    row.delete()


def _for_writing(actor: Actor, key: str | UUID) -> Interview:
    row = interview_visible_to(actor, key)
    permit(actor, EDIT, row.unit)
    return row


def _fill(actor: Actor, row: Interview, said: InterviewText) -> None:
    row.kind = chosen(said.kind, InterviewKind.values, field="kind")
    row.title = _covered(said.title, "title", _LONGEST_TITLE)
    if said.held_on is None:
        raise NotAsWantedError(_("Write the day on which it was."), field="held_on")
    row.held_on = said.held_on
    _refuse_names(said.attendees)
    row.attendees = [{"role": each.role, "count": each.count} for each in said.attendees[:_MOST]]
    row.group = group_visible_to(actor, said.group_key) if said.group_key else None


def _said(row: Interview) -> dict[str, str]:
    return {"kind": row.kind, "title": row.title, "held_on": f"{row.held_on:%Y-%m-%d}"}


def _refuse_names(attendees: Sequence[Attendee]) -> None:
    for each in attendees:
        if is_like_a_name(each.role) or len(each.role) > _LONGEST_ROLE or not 0 < each.count < 10_000:
            raise NotAsWantedError(
                _(
                    "“{role}” looks like a person. Write a role and how many, such as: delegate of owners 3.",
                    role=each.role,
                ),
                field="attendees",
            )


def _covered(text: str, field: str, most: int) -> str:
    return mask(written(text, field=field, most=most)).text[:most]


def _told(text: str, most: int) -> str:
    said = str(text).replace("\0", "").strip()
    if len(said) > most:
        raise NotAsWantedError(_("Write at most {limit} characters.", limit=str(most)), field="text")
    return mask(said).text
