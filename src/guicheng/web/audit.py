"""The audit as a page and as files show it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors import audit_visible_to
from guicheng.apps.platform.models import AuditEntry
from guicheng.web.act_fields import FIELDS, VALUES
from guicheng.web.acts import act_name

#: Rows on a page, and in a file.
PAGE: Final = 50
MOST: Final = 50_000
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class AuditWish:
    """What somebody looks for.

    Args:
        q: A part of what the act was about.
        act: Act, or stage of acts.
        person: A part of the name of who did it.
        since: First day, as ``2026-11-23``; "" for no bound.
        until: Last day.
        before: Rows older than the one with this number only.
    """

    q: str = ""
    act: str = ""
    person: str = ""
    since: str = ""
    until: str = ""
    before: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> AuditWish:
        """Read the wish from an address."""
        return cls(**{name: query.get(name, "").replace("\0", "")[:100] for name in cls.__slots__})

    def address(self, **changed: str) -> str:
        """Return the query of this wish with something changed."""
        values = {name: getattr(self, name) for name in self.__slots__} | changed
        return "?" + urlencode({name: value for name, value in values.items() if value})

    def rows(self, actor: Actor) -> QuerySet[AuditEntry]:
        """Return the rows that fit, the newest first."""
        since, until = _day(self.since), _day(self.until)
        rows = audit_visible_to(
            actor,
            act=self.act,
            person=self.person,
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until else None,
        )
        for word in self.q.split():
            rows = rows.filter(Q(label__icontains=word) | Q(subject_key=word))
        if self.before.isascii() and self.before.isdigit() and len(self.before) < 19:
            rows = rows.filter(pk__lt=int(self.before))
        return rows.order_by("-pk")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A row as people read it.

    Args:
        entry: The row.
        act: What was done.
        changes: Field, value before, value after.
    """

    entry: AuditEntry
    act: str
    changes: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, entry: AuditEntry) -> AuditLine:
        """Show a row."""
        before, after = _plain(entry.before), _plain(entry.after)
        names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        changes = tuple((_field(name), _said(before.get(name)), _said(after.get(name))) for name in names)
        return cls(entry, str(act_name(entry.act)), changes)


def _plain(values: Any) -> dict[str, Any]:
    return values if isinstance(values, dict) else {}


def _field(name: str) -> str:
    return str(FIELDS.get(name, name))


def _said(value: Any) -> str:
    """Return a value as text; nothing where there is none."""
    if value is None or value in ("", [], {}):
        return ""
    text = _text(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _text(value: Any) -> str:
    """Return a value as people read it: the text of clauses, lists with a sign between."""
    if isinstance(value, list):
        return "；".join(_text(each) for each in value)
    if isinstance(value, dict):
        own = value.get("text")
        return (
            own if isinstance(own, str) else "，".join(f"{_field(name)} {_text(each)}" for name, each in value.items())
        )
    return str(VALUES.get(value, value)) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def lines_of(rows: QuerySet[AuditEntry]) -> Iterator[AuditLine]:
    """Show rows one after another, without holding them all."""
    return (AuditLine.of(entry) for entry in rows.iterator(chunk_size=1000))


def heads() -> list[str]:
    """Return the headings of a file."""
    return [_("When"), _("By whom"), _("Door"), _("Address"), _("Act"), _("About"), _("Before"), _("After")]


def cells(line: AuditLine) -> list[str]:
    """Return a row of a file."""
    entry = line.entry
    before = "; ".join(f"{field}: {old}" for field, old, _new in line.changes if old)
    after = "; ".join(f"{field}: {new}" for field, _old, new in line.changes if new)
    when = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
    return [when, entry.actor_name, entry.channel, entry.address, line.act, entry.label, before, after]
