"""A choice of months: a browser's own month field speaks the browser's language, and some browsers have none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any, Final

from django import template
from django.http import HttpRequest
from django.utils import timezone

from guicheng.apps.assessment.readings.months import following, month_of, months_until
from guicheng.apps.assessment.selectors.first_month import first_month
from guicheng.web.actor import actor_of

register = template.Library()
#: Ten years: an old date that somebody mistyped makes no list of hundreds.
_MOST: Final = 120
_KEPT: Final = "guicheng_first_month"


@register.inclusion_tag("web/parts/month_choice.html", takes_context=True)
def month_choice(
    context: Mapping[str, Any],
    ident: str,
    name: str,
    value: str | date | None,
    *,
    blank: bool = False,
    ahead: int = 0,
    stretch: bool = False,
) -> dict[str, Any]:
    """Show the months from the first of which the company has anything to the present one, the newest year first.

    Args:
        context: What the page knows: the request, which is of somebody.
        ident: Id of the field, which its label names.
        name: Its name in the form.
        value: The month chosen, such as 2026-11, or a day of it; one beyond the list is shown as it was given.
        blank: Whether no month may be chosen too.
        ahead: How many months to come may be chosen too, where something is planned; what is looked at has happened.
        stretch: Whether a month before the first one means the first, as where a stretch of time begins.
    """
    chosen = month_of(value) if isinstance(value, date) else value or ""
    months = _offered(_first(context["request"]), ahead)
    if stretch and chosen and chosen < min(months):
        chosen = min(months)
    return {
        "ident": ident,
        "name": name,
        "years": [(year, list(found)) for year, found in groupby(months, lambda month: month[:4])],
        "chosen": chosen,
        "other": "" if chosen in months else chosen,
        "blank": blank,
    }


def _offered(first: str | None, ahead: int) -> list[str]:
    """Return the months to choose from, by years the newest of which comes first, in each in order."""
    newest = this_month = month_of(timezone.localdate())
    for _step in range(ahead):
        newest = following(newest)
    least = min(first or this_month, this_month)
    months = [month for month in months_until(newest, _MOST + ahead) if month >= least]
    return sorted(months, key=lambda month: (-int(month[:4]), month))


def _first(request: HttpRequest) -> str | None:
    """Return the first month of the company of whoever asks, looked up once a request."""
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, first_month(actor_of(request).company_id))
    found: str | None = getattr(request, _KEPT)
    return found
