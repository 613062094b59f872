"""What people change in checklists: lines of their own, what is mandatory, the order, the points, the rules."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.operations.models import Checklist, Point
from guicheng.apps.operations.readings.checklists import Line
from guicheng.apps.operations.selectors.rounds.checklists import checklist_visible_to
from guicheng.apps.operations.services.estate_access import MANAGE, note, unit_for, wanted_text
from guicheng.apps.operations.services.rounds.own_lines import LineAsked, own_line, photo_rule
from guicheng.apps.operations.services.rounds.versions import Content, begin, renew
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import NotAsWantedError, permit, person_of
from guicheng.domain.targets.checklist_line import Theme
from guicheng.domain.values.message import _

_TITLE: Final = 120
_MOST_LINES: Final = 200
#: A line before and after a change.
_Pair = tuple[Line, Line]


@transaction.atomic
def write_checklist(*, actor: Actor, unit_key: str | UUID, title: str, theme: str, at: datetime) -> Checklist:
    """Write a checklist of the company's own, without lines yet.

    Args:
        actor: Who writes it; needs ``estates.manage`` at the estate.
        unit_key: The estate.
        title: Its title.
        theme: One of ``Theme``.
        at: Now, with time zone.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        NotAllowedError: The actor does not manage the estate.
        NotAsWantedError: A value is missing or none that there is.
    """
    unit = unit_for(actor, MANAGE, unit_key)
    person = person_of(actor)
    called = wanted_text(title, "title", most=_TITLE, empty=_("Name the checklist, such as Night patrol."))
    if theme not in list(Theme):
        raise NotAsWantedError(_("Choose what the checklist is walked for."), field="theme")
    row = Checklist.objects.create(unit=unit, theme=theme, title=called)
    begin(row, by=person, at=at)
    note(unit, "write_checklist", actor, at, subject="checklist", key=row.key, label=called)
    return row


@transaction.atomic
def set_rules(
    *,
    actor: Actor,
    key: str | UUID,
    at: datetime,
    title: str = "",
    bulk: bool | None = None,
    signed: bool | None = None,
    points: Sequence[str] | None = None,
) -> Checklist:
    """Change how rounds over a checklist are walked; rounds that began keep their rules.

    Args:
        actor: Who changes it; needs ``estates.manage`` at the estate.
        key: The checklist.
        at: Now, with time zone.
        title: Its title; "" leaves it.
        bulk: Whether lines may be passed together; None leaves it.
        signed: Whether a round ends with a signature; None leaves it.
        points: Codes of the points in the order of the walk; None leaves them.

    Raises:
        Checklist.DoesNotExist: There is none within reach.
        NotAllowedError: The actor does not manage the estate.
        NotAsWantedError: There is no such point.
    """
    row = _managed(actor, key)
    called = wanted_text(title, "title", most=_TITLE) or row.title
    keys = None if points is None else _points(row, points)

    def change(content: Content) -> Content:
        return replace(
            content,
            bulk=content.bulk if bulk is None else bulk,
            signed=content.signed if signed is None else signed,
            points=content.points if keys is None else keys,
        )

    if called != row.title:
        row.title = called
        row.save(update_fields=["title"])
    renew(row, change, by=person_of(actor), at=at)
    after = {"title": called, "bulk": bulk, "signed": signed, "points": points}
    told = {name: value for name, value in after.items() if value is not None}
    note(row.unit, "set_checklist_rules", actor, at, subject="checklist", key=row.key, label=row.title, after=told)
    return row


@transaction.atomic
def add_line(*, actor: Actor, key: str | UUID, asked: LineAsked, at: datetime) -> Line:
    """Add a line of the company's own at the end of a checklist; it is on every round over it.

    Raises:
        Checklist.DoesNotExist: There is none within reach.
        NotAllowedError: The actor does not manage the estate.
        NotAsWantedError: A value is missing or cannot be what it is.
    """
    row = _managed(actor, key)
    line = own_line(asked, secrets.token_hex(5))

    def change(content: Content) -> Content:
        if len(content.lines) >= _MOST_LINES:
            raise NotAsWantedError(_("A checklist has at most {most} lines.", most=str(_MOST_LINES)), field="text")
        return replace(content, lines=(*content.lines, line))

    renew(row, change, by=person_of(actor), at=at)
    _note(row, "add_checklist_line", actor, at, line, after=_told(line))
    return line


@transaction.atomic
def change_line(*, actor: Actor, key: str | UUID, line: str, asked: LineAsked, at: datetime) -> Line:
    """Change a line: all of one's own; of one from a clause only whether it is mandatory, and its photo.

    Raises:
        Checklist.DoesNotExist: There is none within reach.
        NotAllowedError: The actor does not manage the estate.
        NotAsWantedError: There is no such line, or a value cannot be what it is.
    """
    row, found = _managed(actor, key), list[_Pair]()

    def change(each: Line) -> Line:
        made = own_line(asked, line) if each.own else replace(each, mandatory=asked.mandatory, photo=photo_rule(asked))
        found.append((each, made))
        return made

    renew(row, _at(line, change), by=person_of(actor), at=at)
    before, after = _first(found)
    _note(row, "change_checklist_line", actor, at, after, before=_told(before), after=_told(after))
    return after


@transaction.atomic
def remove_line(*, actor: Actor, key: str | UUID, line: str, at: datetime) -> None:
    """Take a line of the company's own out of a checklist; one from a clause goes with its clause only.

    Raises:
        Checklist.DoesNotExist: There is none within reach.
        NotAllowedError: The actor does not manage the estate.
        NotAsWantedError: There is no such line, or it comes from a clause.
    """
    row, gone = _managed(actor, key), list[_Pair]()

    def change(content: Content) -> Content:
        mine = [each for each in content.lines if each.key == line]
        if mine and not mine[0].own:
            raise NotAsWantedError(_("This line comes from a clause. Change the clause to take it out."), field="line")
        gone.extend((each, each) for each in mine)
        return replace(content, lines=tuple(each for each in content.lines if each.key != line))

    renew(row, change, by=person_of(actor), at=at)
    before, _same = _first(gone)
    _note(row, "remove_checklist_line", actor, at, before, before=_told(before))


@transaction.atomic
def move_line(*, actor: Actor, key: str | UUID, line: str, up: bool, at: datetime) -> None:
    """Move a line one place up or down; the first stays first, the last last.

    Raises:
        Checklist.DoesNotExist: There is none within reach.
        NotAllowedError: The actor does not manage the estate.
        NotAsWantedError: There is no such line.
    """
    row, moved = _managed(actor, key), list[_Pair]()

    def change(content: Content) -> Content:
        lines = list(content.lines)
        place = next((place for place, each in enumerate(lines) if each.key == line), None)
        if place is None:
            return content
        moved.append((lines[place], lines[place]))
        other = place + (-1 if up else 1)
        if 0 <= other < len(lines):
            lines[place], lines[other] = lines[other], lines[place]
        return replace(content, lines=tuple(lines))

    renew(row, change, by=person_of(actor), at=at)
    before, _same = _first(moved)
    _note(row, "move_checklist_line", actor, at, before)


def _managed(actor: Actor, key: str | UUID) -> Checklist:
    """Return a checklist for a change, its row locked until the end of the transaction."""
    seen = checklist_visible_to(actor, key)
    permit(actor, MANAGE, seen.unit)
    return Checklist.objects.select_for_update(of=("self",)).select_related("unit", "standard").get(pk=seen.pk)


def _at(key: str, change: Callable[[Line], Line]) -> Callable[[Content], Content]:
    def changed(content: Content) -> Content:
        return replace(content, lines=tuple(change(each) if each.key == key else each for each in content.lines))

    return changed


def _first(found: Sequence[_Pair]) -> _Pair:
    """Return the line that was met first.

    Raises:
        NotAsWantedError: None was.
    """
    if not found:
        raise NotAsWantedError(_("The checklist was changed meanwhile. Load the page again."), field="line")
    return found[0]


def _points(row: Checklist, codes: Sequence[str]) -> tuple[str, ...]:
    wanted = [code.strip().upper() for code in codes if code.strip()]
    known = {
        point.code: str(point.key)
        for point in Point.objects.filter(unit=row.unit, code__in=wanted, archived_at__isnull=True)
    }
    unknown = next((code for code in wanted if code not in known), None)
    if unknown is not None:
        raise NotAsWantedError(_("This estate has no point “{code}”.", code=unknown[:30]), field="points")
    return tuple(dict.fromkeys(known[code] for code in wanted))


def _told(line: Line) -> dict[str, Any]:
    """Return what the audit tells of a line."""
    return {"text": line.text, "kind": line.kind.value, "mandatory": line.mandatory, "photo": line.photo.value}


def _note(
    row: Checklist, act: str, actor: Actor, at: datetime, line: Line, *, before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    note(
        row.unit, act, actor, at,
        subject="checklist", key=row.key, label=f"{row.title} · {line.text}"[:120], before=before, after=after,
    )  # fmt: skip
