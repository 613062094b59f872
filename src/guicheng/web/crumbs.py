"""The way from the station to the page, shown above every page."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _


class Crumb(NamedTuple):
    """One step; the page itself has no address."""

    title: str
    url: str = ""


def reading(*titles: Crumb) -> list[Crumb]:
    """Return the way to a page below “Read a manual”, or to that page itself."""
    return [Crumb(_("Read a manual"), reverse("read") if titles else ""), *titles]


def rules(title: str = "") -> list[Crumb]:
    """Return the way to a rule, or to the list of rules."""
    first = Crumb(_("Rules of the check"), reverse("rules") if title else "")
    return [first, Crumb(title)] if title else [first]


def in_force(*titles: Crumb) -> list[Crumb]:
    """Return the way to a page below “In force”, which whoever reads editions may open."""
    return [Crumb(_("In force"), reverse("in_force")), *titles]


def standards(*titles: Crumb) -> list[Crumb]:
    """Return the way to a page below “Standards and clauses”, or to that page itself."""
    return [Crumb(_("Standards and clauses"), reverse("standards") if titles else ""), *titles]
