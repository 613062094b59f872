"""What words of a company's clauses are about, as its people correct it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import Term
from guicheng.apps.standards.readings import company_words
from guicheng.apps.standards.selectors import clean, terms_visible_to
from guicheng.apps.standards.services.access import NotAsWantedError
from guicheng.apps.standards.services.words import add_term, change_term
from guicheng.domain.comparison.activity_words import is_no_activity
from guicheng.domain.comparison.tables import activities
from guicheng.domain.values.message import _


@transaction.atomic
def tie_activity(*, actor: Actor, surface: str, activity: str, at: datetime) -> Term:
    """Say which activity words mean; all clauses of the company that hold them are compared so from now on.

    Args:
        actor: Who says it; needs ``lexicon.manage`` for the company.
        surface: The words as they stand in clauses.
        activity: Key of the activity.
        at: Now, with time zone.

    Raises:
        NotAsWantedError: There is no such activity, or the words cannot stand in the lexicon or only say who or when.
    """
    if not any(each.key == activity for each in activities()):
        raise NotAsWantedError(_("Choose an activity from the list."), field="activity")
    words = clean(surface)
    if not ties_to_activity(actor, words):
        raise NotAsWantedError(
            _("“{words}” only says who, or from when. Give the words for what is done.", words=words), field="surface"
        )
    known = terms_visible_to(actor, group="activity").filter(surface=words).first()
    if known is None:
        return add_term(actor=actor, surface=words, group="activity", canonical=activity, at=at)
    return change_term(
        actor=actor, key=known.key, surface=words, group="activity", canonical=activity, note=known.note, at=at
    )


def ties_to_activity(actor: Actor, surface: str) -> bool:
    """Tell whether words say what is done, and not only who does it or from when: one query."""
    return not is_no_activity(clean(surface), company_words(actor.company_id or 0).lexicon)
