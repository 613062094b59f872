"""A company's own words and named parameters."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
from guicheng.domain.clause.lexicon import Term as Word
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.values import Message
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
def bring_terms(*, actor: Actor, words: Sequence[tuple[str, Word]], at: datetime) -> tuple[list[str], list[Message]]:
    """Give the company's lexicon the words of a file; what the file lacks stays.

    Args:
        actor: Who brings them; needs ``lexicon.manage`` for the company where one changes.
        words: Place in the file, such as ``terms.tsv:3``, and the word with its surface as it is written.
        at: Now, with time zone.

    Returns:
        The words that are new or have changed, and a sentence for each that cannot be taken.
    """
    held = Term.objects.filter(company_id=actor.company_id)
    there = {(normalize(row.surface), row.group): row for row in held}
    changed: list[str] = []
    reasons: list[Message] = []
    seen: dict[tuple[str, str], str] = {}
    for place, word in words:
        called = (normalize(clean(word.surface)), word.group)
        first = seen.setdefault(called, place)
        try:
            _only(place, first)
            if _bring(actor, there.get(called), word, at):
                changed.append(word.surface)
        except NotAsWantedError as error:
            reasons.append(_("{place}: {why}", place=place, why=error.message))
    if changed:
        enqueue(_REREAD, company_id=company_for(actor).pk)
    return changed, reasons


def _only(place: str, first: str) -> None:
    if first != place:
        raise NotAsWantedError(_("{first} has the same word. Keep one of them.", first=first), field="file")


def _bring(actor: Actor, row: Term | None, word: Word, at: datetime) -> bool:
    """Take one word over; tell whether anything changed."""
    told = (clean(word.canonical), clean(word.value), word.inclusive, clean(word.source))
    if row is not None and (row.canonical, row.value, row.inclusive, row.note) == told:
        return False
    if word.group not in TERM_GROUPS:
        known = ", ".join(TERM_GROUPS)
        raise NotAsWantedError(
            _("“{group}” is no class to which a company adds. It is one of: {known}.", group=word.group, known=known),
            field="group",
        )
    if len(told[0]) > _LONGEST_VALUE or len(told[3]) > _LONGEST_NOTE:
        raise NotAsWantedError(
            _("Write at most 40 characters as canonical and {limit} as source.", limit=str(_LONGEST_NOTE)), field="note"
        )
    company = company_for(actor)
    before = _told(row) if row else None
    term = row or Term(company=company, surface=clean(word.surface), group=word.group)
    term.changed_at = at
    _fill(term, *told)
    _save_term(term)
    note_words(
        actor, company, "change_term" if row else "add_term", term, at, before=before, after=_told(term), job=False
    )
    return True


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
