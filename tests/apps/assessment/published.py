"""A company with one standard in force."""

from __future__ import annotations

from django.utils import timezone
from tests.apps.standards.company import Company

from guicheng.apps.assessment.selectors.boards import forget_boards
from guicheng.apps.standards import services
from guicheng.usecases.publish_edition import publish_edition


def published(*texts):
    """Return a company whose standard holds these clauses, approved by two and published today."""
    forget_boards()
    made = Company()
    standard = made.standard(*texts, unit=made.root)
    at = timezone.now()
    sent = services.submit(actor=made.actor("chen"), standard_key=standard.key, at=at)
    for name in ("lin", "gao"):
        services.approve(actor=made.actor(name), submission_key=sent.key, at=at)
    day = timezone.localdate(at)
    publish_edition(actor=made.actor("lin"), standard_key=standard.key, effective_from=day, at=at)
    return made
