"""A choice of months: a browser's own month field speaks the browser's language, and some browsers have none."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import template
from django.utils import timezone

register = template.Library()
_YEARS_BACK: Final = 6
_YEARS_AHEAD: Final = 1


@register.inclusion_tag("web/parts/month_choice.html")
def month_choice(
    ident: str, name: str, value: str | date | None, *, blank: bool = False, ahead: bool = True
) -> dict[str, Any]:
    """Show the months of some years, the newest year first.

    Args:
        ident: Id of the field, which its label names.
        name: Its name in the form.
        value: The month chosen, such as 2026-11, or a day of it; what is no month is shown as it was given.
        blank: Whether no month may be chosen too.
        ahead: Whether months to come may be chosen; what is looked at has happened.
    """
    chosen = f"{value:%Y-%m}" if isinstance(value, date) else value or ""
    today = timezone.localdate()
    newest = f"{today.year + _YEARS_AHEAD}-12" if ahead else f"{today:%Y-%m}"
    years = [
        (str(year), [month for number in range(1, 13) if (month := f"{year}-{number:02}") <= newest])
        for year in range(int(newest[:4]), today.year - _YEARS_BACK - 1, -1)
    ]
    known = any(chosen in months for _year, months in years)
    return {
        "ident": ident,
        "name": name,
        "years": years,
        "chosen": chosen,
        "other": "" if known else chosen,
        "blank": blank,
    }
