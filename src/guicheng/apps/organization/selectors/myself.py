"""What people see of their own access: where they are signed in, and whether a second factor stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Grant, Person, Placement
from guicheng.apps.organization.permissions import Role


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A browser in which somebody is signed in.

    Args:
        number: What an act on it names.
        address: Network address at the time of signing in.
        browser: What the browser calls itself.
        since: When they signed in.
        current: Whether it is the one that asks.
    """

    number: int
    address: str
    browser: str
    since: datetime
    current: bool


def sessions_of(actor: Actor, *, key: str, at: datetime) -> list[SessionRow]:
    """Return the sessions of a person that still last, the newest first.

    Args:
        actor: The person; an integration has none.
        key: Key of the session that asks.
        at: Now, with time zone.
    """
    if actor.person is None:
        return []
    rows = list(UserSession.objects.filter(user_id=actor.person.pk).order_by("-created_at"))
    lasting = Session.objects.filter(session_key__in=[row.session_key for row in rows], expire_date__gt=at)
    keys = set(lasting.values_list("session_key", flat=True))
    return [
        SessionRow(row.pk, row.ip, row.user_agent, row.created_at, row.session_key == key)
        for row in rows
        if row.session_key in keys
    ]


def has_second_factor(person: Person) -> bool:
    """Tell whether a person set up a second factor."""
    found: bool = Authenticator.objects.filter(user_id=person.pk).exists()
    return found


def posts_and_roles_of(person: Person) -> tuple[list[Placement], list[Grant]]:
    """Return which posts somebody fills and which roles they hold, for their own eyes."""
    placements = person.placements.select_related("post", "unit").order_by("unit__path")
    return list(placements), list(person.grants.select_related("unit").order_by("unit__path", "role"))


def what_is_unfinished(person: Person) -> str:
    """Return what somebody has to do before anything else: ``password``, ``second-factor``, or "" for nothing.

    A password that an administrator gave is known to two people, so it is replaced first. Administrators need a second
    factor where the settings ask for it.
    """
    if person.password_issued_at is not None:
        return "password"
    if settings.SECOND_FACTOR and not has_second_factor(person):
        administers = Grant.objects.filter(person=person, role=Role.ADMINISTRATOR).exists()
        return "second-factor" if administers else ""
    return ""


def person_with_email(email: str) -> Person | None:
    """Return the person with an e-mail address whose access lasts; None for nobody."""
    return Person.objects.filter(email__iexact=email, is_active=True).exclude(email="").first()
