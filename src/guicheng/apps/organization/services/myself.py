"""What people do to their own access: they come in and leave, end sessions, choose a language; all of it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from importlib import import_module
from typing import Any, Final
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.selectors import actor_for, clean, home_path
from guicheng.apps.organization.selectors.myself import sessions_of
from guicheng.apps.organization.services.access import NotAsWantedError, managed_person, note_person
from guicheng.apps.organization.services.accounts import end_sessions
from guicheng.domain.values import NotAllowedError
from guicheng.domain.values.message import _

#: What a place of signing in, a second factor or a person can do with an account.
_ACTS: Final = frozenset({
    "sign_in",
    "sign_out",
    "add_second_factor",
    "remove_second_factor",
    "draw_recovery_codes",
    "add_connection",
    "remove_connection",
})  # fmt: skip


@transaction.atomic
def note_access(*, actor: Actor, act: str, at: datetime, by: str = "") -> None:
    """Keep that a person came in, left, or changed how they come in.

    Args:
        actor: The person.
        act: One of the acts above.
        at: Now, with time zone.
        by: The means, such as ``password``; "" where the act says it.

    Raises:
        NotAllowedError: Nobody signed in.
    """
    person = _self(actor)
    if act not in _ACTS:
        raise KeyError(act)
    note_person(person, act, actor, at, after={"by": by} if by else None)


@transaction.atomic
def note_refused_sign_in(*, username: str, address: str, at: datetime) -> None:
    """Keep that somebody gave a wrong password for a person; names that nobody has are not kept.

    Args:
        username: As it was typed.
        address: Network address of the request.
        at: Now, with time zone.
    """
    person = Person.objects.select_related("company").filter(username__iexact=clean(username)).first()
    if person is None:
        return
    stranger = Actor(person=None, company_id=person.company_id, address=address[:45], named="—")
    note_person(person, "refuse_sign_in", stranger, at, unit_path=home_path(person))


@transaction.atomic
def choose_language(*, actor: Actor, language: str, at: datetime) -> Person:
    """Let a person choose the language of pages and letters.

    Args:
        actor: The person.
        language: Code of one of the languages of the settings.
        at: Now, with time zone.

    Raises:
        NotAllowedError: Nobody signed in.
        NotAsWantedError: There is no such language.
    """
    person = _self(actor)
    if language not in dict(settings.LANGUAGES):
        raise NotAsWantedError(_("Choose one of the languages."), field="language")
    if person.language != language:
        before, person.language = person.language, language
        person.save(update_fields=["language"])
        note_person(person, "choose_language", actor, at, before={"language": before}, after={"language": language})
    return person


@transaction.atomic
def end_my_sessions(*, actor: Actor, keep: str, at: datetime, only: int | None = None) -> int:
    """End sessions of the actor at once, and return how many there were.

    Args:
        actor: The person.
        keep: Key of the session in which they do it; it goes on unless it is the only one named.
        at: Now, with time zone.
        only: Number of one session; None for all others.

    Raises:
        NotAllowedError: Nobody signed in.
        UserSession.DoesNotExist: They have no such session.
    """
    person = _self(actor)
    if only is None:
        ended = end_sessions(person, keep=keep)
    else:
        ended = _end([UserSession.objects.get(pk=only, user_id=person.pk)])
    note_person(person, "end_sessions", actor, at, after={"count": ended})
    return ended


@transaction.atomic
def follow_session(request: HttpRequest, *, before: str) -> None:
    """Let the list of sessions name a session by its new key.

    Args:
        request: A request in the session, which has its new key already.
        before: The key until now.
    """
    UserSession.objects.filter(session_key=before).delete()
    UserSession.objects.create_from_request(request)


@transaction.atomic
def remove_second_factor(*, actor: Actor, key: str | UUID, at: datetime) -> Person:
    """Take the second factor from somebody who lost the phone and the recovery codes, and end their sessions.

    Args:
        actor: Who takes it; needs ``people.manage`` everywhere where the person works or holds a role.
        key: The person.
        at: Now, with time zone.

    Raises:
        Person.DoesNotExist: There is none within reach.
        NotAllowedError: The person also belongs where the actor manages nobody.
    """
    person = managed_person(actor, key)
    taken, _by_kind = Authenticator.objects.filter(user=person).delete()
    if taken:
        end_sessions(person)
        note_person(person, "remove_second_factor", actor, at)
    return person


def actor_at_door(person: Person, address: str) -> Actor:
    """Return who is signing in at this moment, before there is a session."""
    return actor_for(person, channel="web", address=address)


def _self(actor: Actor) -> Person:
    if actor.person is None:
        raise NotAllowedError(_("Only a person can do this. Sign in instead of using a token."))
    return Person.objects.select_related("company").get(pk=actor.person.pk)


def _end(sessions: Iterable[Any]) -> int:
    store, ended = import_module(settings.SESSION_ENGINE).SessionStore, 0
    for session in sessions:
        store(session_key=session.session_key).delete()
        session.delete()
        ended += 1
    return ended


__all__ = [
    "actor_at_door",
    "choose_language",
    "end_my_sessions",
    "note_access",
    "note_refused_sign_in",
    "remove_second_factor",
    "sessions_of",
]
