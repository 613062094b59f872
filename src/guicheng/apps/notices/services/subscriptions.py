"""Subscriptions of programs: set up, tried, switched, removed; messages sent once more."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from guicheng.adapters.outward import UnsafeAddressError, check_address
from guicheng.apps.notices.models import Delivery, Subscription
from guicheng.apps.notices.readings.sealed import seal
from guicheng.apps.notices.selectors.outward import WEBHOOKS, subscription_visible_to
from guicheng.apps.notices.services.outlets import (
    TEST,
    again,
    note,
    refuse_off,
    removed,
    send_soon,
    switch,
    wanted_kinds,
    wanted_name,
)
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import NotAsWantedError, managed_company
from guicheng.domain.values.message import _

#: What stands before every secret, as libraries for webhooks expect it.
PREFIX: Final = "whsec_"
_SECRET_BYTES: Final = 32
MOST: Final = 20


@transaction.atomic
def add_subscription(
    *, actor: Actor, name: str, url: str, at: datetime, kinds: Collection[str] = ()
) -> tuple[Subscription, str]:
    """Tell a program of what happens in the company.

    Args:
        actor: Who sets it up; needs ``webhooks.manage`` at the company.
        name: How people call the program.
        url: Where it is called, ``https://`` and public unless the settings name the host.
        at: Now, with time zone.
        kinds: Names of kinds that it hears of; none stand for all.

    Returns:
        The row, and the secret of its signatures, which is shown this once.

    Raises:
        NotAllowedError: The actor manages no programs of the company.
        NotAsWantedError: A value is missing or cannot be what it is.
    """
    company = managed_company(actor, WEBHOOKS)
    if Subscription.objects.filter(company=company, removed_at=None).count() >= MOST:
        raise NotAsWantedError(_("A company has at most 20 subscriptions. Remove one first."), field="name")
    secret = PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()
    made = Subscription.objects.create(
        company=company,
        name=wanted_name(name),
        url=_wanted_url(url),
        secret=seal(secret),
        kinds=wanted_kinds(kinds),
        made_at=at,
    )
    note(made, "add_subscription", actor, at, after={"url": made.url, "kinds": made.kinds})
    return made, secret


@transaction.atomic
def change_subscription(
    *, actor: Actor, key: str | UUID, name: str, url: str, kinds: Collection[str], at: datetime
) -> Subscription:
    """Call a subscription otherwise, call another address, or tell it of other kinds.

    Raises:
        Subscription.DoesNotExist: There is none within reach.
        NotAsWantedError: A value is missing or cannot be what it is.
    """
    found = subscription_visible_to(actor, key)
    before = {"name": found.name, "url": found.url, "kinds": found.kinds}
    found.name, found.url, found.kinds = wanted_name(name), _wanted_url(url), wanted_kinds(kinds)
    found.save(update_fields=["name", "url", "kinds"])
    after = {"name": found.name, "url": found.url, "kinds": found.kinds}
    note(found, "change_subscription", actor, at, before=before, after=after)
    return found


def _wanted_url(text: str) -> str:
    url = text.strip()
    try:
        check_address(url, allowed=settings.OUTWARD_HOSTS)
    except UnsafeAddressError as error:
        raise NotAsWantedError(error.message, field="url") from error
    return url


@transaction.atomic
def switch_subscription(*, actor: Actor, key: str | UUID, on: bool, at: datetime) -> Subscription:
    """Go on telling a program, or stop; what waits for one that is off is given up.

    Raises:
        Subscription.DoesNotExist: There is none within reach.
    """
    found = subscription_visible_to(actor, key)
    switch(found, "switch_subscription", actor, at, on=on)
    return found


@transaction.atomic
def remove_subscription(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Take a subscription away; its secret is forgotten.

    Raises:
        Subscription.DoesNotExist: There is none within reach.
    """
    found = subscription_visible_to(actor, key)
    removed(found, at)
    note(found, "remove_subscription", actor, at)


@transaction.atomic
def test_subscription(*, actor: Actor, key: str | UUID, at: datetime) -> Delivery:
    """Call a program only to see whether it answers.

    Raises:
        Subscription.DoesNotExist: There is none within reach.
        NotSentError: It is switched off.
    """
    found = subscription_visible_to(actor, key)
    refuse_off(found)
    made = Delivery(subscription=found, kind=TEST, made_at=at, next_at=at)
    made.body = json.dumps({"id": str(made.key), "kind": TEST, "at": at.isoformat()}, separators=(",", ":"))
    made.save()
    send_soon(found)
    note(found, "test_subscription", actor, at)
    return made


@transaction.atomic
def replay(*, actor: Actor, key: str | UUID, delivery: str | UUID, at: datetime) -> Delivery:
    """Send a message once more, word for word and with the id that it had.

    Raises:
        Subscription.DoesNotExist: There is none within reach.
        Delivery.DoesNotExist: It was sent no such message.
        NotSentError: The message still waits, or nothing is sent there.
    """
    return again(subscription_visible_to(actor, key), delivery, actor, at)
