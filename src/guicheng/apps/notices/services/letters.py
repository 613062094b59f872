"""Letters: what a person was told and has not read, together, in their language."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext, override

from guicheng.apps.notices.models import Notice
from guicheng.apps.notices.selectors.letters import unsent_of
from guicheng.apps.organization.models import Person
from guicheng.domain.values.message import _

#: A letter holds at most so many notices; the rest is counted.
MOST_IN_A_LETTER: Final = 50


@transaction.atomic
def send_letter(*, person_id: int, at: datetime) -> int:
    """Send a person the notices that they have neither read nor been sent; return how many.

    Args:
        person_id: Primary key; nothing happens where the person is gone, or has no address.
        at: Now, with time zone.
    """
    person = Person.objects.select_for_update().filter(pk=person_id, is_active=True).exclude(email="").first()
    # Without a server letters wait for one.
    rows = list(unsent_of(person, at)) if person and settings.EMAIL_HOST else []
    if person is None or not rows:
        return 0
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(lettered_at=at)
    with override(person.language):
        subject = _("Guicheng: {count} notices", count=str(len(rows))).render(gettext)
        lines = [_line(row) for row in rows[:MOST_IN_A_LETTER]]
        if len(rows) > MOST_IN_A_LETTER:
            lines.append(_("And {count} more.", count=str(len(rows) - MOST_IN_A_LETTER)).render(gettext))
        lines.append(_("Which notices come by letter: {link}", link=link_to("/notices/settings/")).render(gettext))
    # Last, so that an error takes the note back and the letter is tried again.
    send_mail(subject, "\n".join(lines), None, [person.email])
    return len(rows)


def _line(row: Notice) -> str:
    happening = row.happening
    title, text = happening.title_message.render(gettext), happening.text_message
    return "\n".join(
        part for part in (f"· {title}", text.render(gettext) if text else "", link_to(happening.path), "") if part
    )


def link_to(path: str) -> str:
    """Return the whole address of a page of this service."""
    return f"{settings.ADDRESS}{path}"
