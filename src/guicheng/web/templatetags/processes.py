"""Tags for pages of processes."""

from __future__ import annotations

from fractions import Fraction

from django import template

from guicheng.web.durations import duration

register = template.Library()


@register.filter
def lasting(minutes: str) -> str:
    """Return kept minutes, such as ``53286.5``, as a length of time for people."""
    return duration(Fraction(minutes))
