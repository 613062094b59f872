"""What the main navigation offers whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guicheng.apps.organization.actors import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the navigation.

    Args:
        title: What people read.
        name: Name of its address.
        need: Permission that somebody needs somewhere to see the entry; "" shows it to anybody.
        below: Names of pages that belong to it; a name that ends with * stands for all that begin so.
    """

    title: str | Promise
    name: str
    need: str = ""
    below: tuple[str, ...] = ()

    def holds(self, here: str) -> bool:
        """Tell whether a page belongs to this entry."""
        return any(here == name or (name.endswith("*") and here.startswith(name[:-1])) for name in self.below)


@dataclass(frozen=True, slots=True)
class Group:
    """A station, or what stands beside the stations; one without entries is not open yet."""

    title: str | Promise
    entries: tuple[Entry, ...] = ()


GROUPS: Final = (
    Group(_("Workbench"), (Entry(_("What needs me"), "home", "notifications.own", ("inbox*",)),)),
    Group(
        _("I Needs"),
        (
            Entry(_("Questionnaires"), "surveys", "research.read", ("survey*",)),
            Entry(_("Demands"), "demands", "research.read", ("demand*",)),
            Entry(_("Customer groups"), "customer_groups", "research.read", ("customer_group",)),
            Entry(_("Feedback"), "feedback", "research.read", ("feedback*",)),
            Entry(_("Themes"), "themes", "research.read", ("voice_theme",)),
            Entry(_("Interviews"), "interviews", "research.read", ("interview*", "code_book", "coder_agreement")),
        ),
    ),
    Group(
        _("II Standards"),
        (
            Entry(
                _("Standards and clauses"),
                "standards",
                "standards.read",
                ("standard*", "clause*", "approval", "draft*", "threads", "history", "adopt", "bring"),
            ),
            Entry(_("Service scope"), "scope", "standards.read", ("scope*",)),
            Entry(_("Contracts"), "contracts", "standards.read", ("contract*",)),
            Entry(_("In force"), "in_force", "standards.read_published", ("edition*",)),
            Entry(_("Read a manual"), "read", "", ("document*", "trial", "into_drafts")),
            Entry(_("Lexicon"), "words", "standards.read", ("word", "glossary")),
            Entry(_("Parameters"), "parameters", "standards.read", ("parameter",)),
            Entry(_("Consistency"), "consistency", "standards.read", ("consistency*",)),
            Entry(_("Compliance"), "compliance", "standards.read", ("compliance*",)),
            Entry(_("Exceptions"), "exceptions", "standards.read"),
            Entry(_("Deviations"), "deviations", "standards.read"),
            Entry(_("Rules of the check"), "rules", "", ("rule",)),
        ),
    ),
    Group(_("III Processes"), (Entry(_("Processes"), "processes", "processes.read", ("process*",)),)),
    Group(
        _("IV Operations"),
        (
            Entry(_("Estates"), "estates", "estates.read", ("estate", "estate_*")),
            Entry(_("My work"), "work", "cases.read"),
            Entry(_("Work orders"), "orders", "orders.read", ("order", "order_*")),
            Entry(_("Plans"), "plans", "estates.read", ("plan*",)),
            Entry(_("My rounds"), "rounds", "field.read", ("rounds_at",)),
            Entry(_("Rounds of all"), "rounds_every", "evidence.read", ("round", "round_*")),
            Entry(_("Checklists"), "checklists", "estates.read", ("checklist*",)),
            Entry(_("Case list"), "cases", "cases.read", ("case", "case_*")),
            Entry(_("Working calendars"), "calendars", "estates.read", ("calendar_*",)),
            Entry(_("Evidence log"), "evidence", "evidence.read", ("evidence_event",)),
            Entry(_("Evidence packs"), "packs", "evidence.read", ("pack", "pack_*")),
            Entry(_("Retention and holds"), "evidence_kept", "evidence.read"),
            Entry(_("Phones"), "evidence_phones", "evidence.devices"),
        ),
    ),
    Group(
        _("V Assessment"),
        (
            Entry(_("Attainment"), "attainment", "attainment.read", ("figure*",)),
            Entry(_("Monthly reports"), "monthly_reports", "attainment.read"),
            Entry(_("Months"), "months", "attainment.read", ("month_*",)),
            Entry(_("Promise funnel"), "funnel", "standards.read", ("promises",)),
            Entry(_("Inspections"), "inspections", "inspections.read", ("inspection", "inspection_p*")),
            Entry(_("Scoring sheets"), "inspection_sheets", "inspections.read", ("inspection_sheet",)),
            Entry(_("Estates compared"), "inspection_ranking", "inspections.read"),
            Entry(_("Satisfaction"), "satisfaction", "scorecards.read", ("satisfaction_*", "importance")),
            Entry(_("Control charts"), "charts", "scorecards.read"),
            Entry(_("Scorecards"), "scorecards", "scorecards.read", ("scorecard*", "score_*")),
        ),
    ),
    Group(
        _("VI Improvement"),
        (
            # Whoever has to mend one comes to it, whatever their role.
            Entry(_("Nonconformities"), "nonconformities", "notifications.own", ("nonconformity*", "mending_rules")),
            Entry(_("Reviews of standards"), "reviews", "standards.read", ("review",)),
        ),
    ),
    Group(
        _("Company"),
        (
            Entry(_("Organization"), "organization", "organization.read", ("organization_*", "unit*", "posts")),
            Entry(_("People"), "people", "people.read", ("person*",)),
            Entry(_("Routes of approval"), "routes", "routes.manage", ("route*",)),
            Entry(_("Integrations"), "integrations", "integrations.manage"),
            Entry(_("Robots of groups"), "robots", "robots.manage", ("robot",)),
            Entry(_("Webhooks"), "webhooks", "webhooks.manage", ("webhook",)),
            Entry(_("Audit"), "audit", "audit.read", ("audit_*",)),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as one reader sees it: ``here`` is "page", "true" (a page below it) or ""."""

    title: str | Promise
    href: str
    here: str


@dataclass(frozen=True, slots=True)
class Station:
    """A group as one reader sees it."""

    title: str | Promise
    links: tuple[Link, ...]
    open: bool


def stations_for(actor: Actor, here: str) -> list[Station]:
    """Return the navigation of one reader.

    Args:
        actor: Who reads.
        here: Name of the page they read.
    """
    found = []
    for group in GROUPS:
        links = tuple(link for entry in group.entries if (link := _link(entry, actor, here)))
        # A station that is not open yet is named to everybody; a closed drawer of the company to nobody.
        if links or not group.entries:
            found.append(Station(group.title, links, bool(group.entries)))
    return found


def station_of(here: str) -> str | Promise:
    """Return the title of the group to which a page belongs, "" for a page of no group."""
    for group in GROUPS:
        if any(entry.name == here or entry.holds(here) for entry in group.entries):
            return group.title
    return ""


def _link(entry: Entry, actor: Actor, here: str) -> Link | None:
    if entry.need and not actor.may_anywhere(entry.need):
        return None
    try:
        href = reverse(entry.name)
    except NoReverseMatch:
        return None
    return Link(entry.title, href, "page" if here == entry.name else "true" if entry.holds(here) else "")
