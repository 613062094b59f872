"""What is read of the organization, and who sees it: fetch = authorise."""

from guicheng.apps.organization.selectors.audit import audit_visible_to
from guicheng.apps.organization.selectors.duty import duty_hours_of, hours_visible_to, nearest_hours, ranks_of
from guicheng.apps.organization.selectors.fetching import as_key, clean, one
from guicheng.apps.organization.selectors.people import (
    covers,
    grants_visible_to,
    home_path,
    names_of_administrators,
    people_visible_to,
    people_within,
    person_visible_to,
    placements_visible_to,
)
from guicheng.apps.organization.selectors.units import (
    actor_for,
    any_company,
    companies,
    company_of,
    demonstration,
    post_visible_to,
    posts_visible_to,
    unit_visible_to,
    units_visible_to,
)

__all__ = [
    "actor_for",
    "any_company",
    "as_key",
    "audit_visible_to",
    "clean",
    "companies",
    "company_of",
    "covers",
    "demonstration",
    "duty_hours_of",
    "grants_visible_to",
    "home_path",
    "hours_visible_to",
    "names_of_administrators",
    "nearest_hours",
    "one",
    "people_visible_to",
    "people_within",
    "person_visible_to",
    "placements_visible_to",
    "post_visible_to",
    "posts_visible_to",
    "ranks_of",
    "unit_visible_to",
    "units_visible_to",
]
