"""A company's own words and named parameters."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services.access import permit
from guicheng.apps.platform.retries import follow as enqueue
from guicheng.apps.platform.services import record
from guicheng.apps.standards.models import Parameter, Term
from guicheng.apps.standards.readings import (
    TERM_GROUPS,
)
from guicheng.apps.standards.selectors import clean, term_visible_to
from guicheng.apps.standards.services.access import NotAsWantedError
from guicheng.domain.values.message import _

_REREAD: Final = "guicheng.apps.standards.jobs.reread_company"
_MANAGE: Final = "lexicon.manage"
_BLANK: Final = re.compile(r"[\n\r\t【】]")
_LONGEST_VALUE: Final = 40
_LONGEST_NOTE: Final = 500


@transaction.atomic
def add_term(
    *,
    actor: Actor,
    surface: str,
    group: str,
    at: datetime,
    canonical: str = "",
    value: str = "",
    inclusive: str = "",
    note: str = "",
) -> Term:
    """Add a word to the company's lexicon; the drafts are read again by a job.

    Args:
        actor: Who adds it; needs ``lexicon.manage`` for the company.
        surface: The characters as they stand in clauses.
        group: One of ``TERM_GROUPS``.
        at: Now, with time zone.
        canonical: Standard form: a unit such as ``minute``, or a word.
        value: How many of the canonical unit it is; for units of time and measures.
        inclusive: ``yes`` or ``no`` for comparators, else "".
        note: What it means here.

    Raises:
        NotAsWantedError: A value cannot be what it is, or the company has this word already.
    """
    company = company_for(actor)
    term = Term(company=company, surface=clean(surface), group=group, changed_at=at)
    _fill(term, canonical, value, inclusive, note)
    _save_term(term)
    note_words(actor, company, "add_term", term, at, after=_told(term))
    return term


@transaction.atomic
def change_term(
    *,
    actor: Actor,
    key: str | UUID,
    surface: str,
    group: str,
    at: datetime,
    canonical: str = "",
    value: str = "",
    inclusive: str = "",
    note: str = "",
) -> Term:
    """Change a word of the company's lexicon; see ``add_term``."""
    company, term = company_for(actor), term_visible_to(actor, key)
    before = _told(term)
    term.surface, term.group, term.changed_at = clean(surface), group, at
    _fill(term, canonical, value, inclusive, note)
    _save_term(term)
    note_words(actor, company, "change_term", term, at, before=before, after=_told(term))
    return term


@transaction.atomic
def remove_term(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Take a word out of the company's lexicon; the drafts are read again by a job."""
    company, term = company_for(actor), term_visible_to(actor, key)
    note_words(actor, company, "remove_term", term, at, before=_told(term))
    term.delete()


def _fill(term: Term, canonical_form: str, value: str, inclusive: str, note: str) -> None:
    if term.group not in TERM_GROUPS:
        raise NotAsWantedError(_("Choose a class from the list."), field="group")
    if not term.surface or len(term.surface) > _LONGEST_VALUE or _BLANK.search(term.surface):
        raise NotAsWantedError(_("Write the word, at most {limit} characters.", limit="40"), field="surface")
    if term.group == "time-unit" or value:
        _number(value)
    if inclusive not in {"", "yes", "no"}:
        raise NotAsWantedError(_("Choose yes, no or nothing."), field="inclusive")
    term.canonical, term.value = clean(canonical_form)[:_LONGEST_VALUE], clean(value)
    term.inclusive, term.note = inclusive, clean(note)[:_LONGEST_NOTE]


def _number(value: str) -> None:
    try:
        fits = Decimal(value) > 0 and len(value) <= 20
    except InvalidOperation:
        fits = False
    if not fits:
        raise NotAsWantedError(_("Write how many of the unit it is, as a number."), field="value")


def _save_term(term: Term) -> None:
    try:
        with transaction.atomic():
            term.save()
    except IntegrityError as error:
        raise NotAsWantedError(
            _("“{word}” stands in the lexicon already. Change that entry.", word=term.surface), field="surface"
        ) from error


def _told(term: Term) -> dict[str, str]:
    return {name: getattr(term, name) for name in ("surface", "group", "canonical", "value", "inclusive", "note")}


def company_for(actor: Actor) -> Unit:
    """Return the company whose words the actor may change.

    Raises:
        NotAllowedError: They may not.
    """
    company: Unit = Unit.objects.get(pk=actor.company_id)
    permit(actor, _MANAGE, company)
    return company


def note_words(
    actor: Actor,
    company: Unit,
    name: str,
    row: Term | Parameter,
    at: datetime,
    *,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
    job: bool = True,
) -> None:
    """Write the audit row of a change of words, and have the drafts read again by a job."""
    if job:
        enqueue(_REREAD, company_id=company.pk)
    record(
        actor=actor,
        act=f"standards.{name}",
        subject="term" if isinstance(row, Term) else "parameter",
        key=str(row.key),
        label=str(row),
        unit_path=str(company.path),
        before=before,
        after=after,
        at=at,
    )
