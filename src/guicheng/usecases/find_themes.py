"""Themes of what customers say, mined with the words of the company's activities."""

from __future__ import annotations

from datetime import datetime

from guicheng.apps.organization.actors import Actor
from guicheng.apps.research import services
from guicheng.apps.research.models import Theme
from guicheng.apps.standards.readings import company_words
from guicheng.apps.standards.readings.comparing import vocabulary_of


def find_themes(*, actor: Actor, at: datetime) -> list[Theme]:
    """Propose themes of the records that no known theme covers.

    Args:
        actor: Who asks; needs ``research.edit`` for the company.
        at: Now, with time zone.

    Raises:
        NotAllowedError: They may not.
    """
    vocabulary = vocabulary_of(company_words(actor.company_id or 0))
    return services.find_themes(actor=actor, vocabulary=vocabulary, at=at)
