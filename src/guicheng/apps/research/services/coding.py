"""The code book, and what each coder made of a quote."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import NotAsWantedError, TakenError, permit, person_of
from guicheng.apps.research.models import Code, Coding
from guicheng.apps.research.selectors.interviews import code_visible_to, quote_visible_to
from guicheng.apps.research.selectors.themes import theme_visible_to
from guicheng.apps.research.services.noting import EDIT, company_for, note, written
from guicheng.domain.demand.masking import mask
from guicheng.domain.values.message import _

_LONGEST_NAME: Final = 40
_LONGEST_TEXT: Final = 500


@transaction.atomic
def add_code(*, actor: Actor, name: str, description: str, at: datetime, theme_key: str = "") -> Code:
    """Add an entry to the code book.

    Args:
        actor: Who adds it; needs ``research.edit`` for the company.
        name: What it is called, once in the company.
        description: When it is given and when not, so that a second coder gives it alike.
        at: Now, with time zone.
        theme_key: Key of the theme that it belongs to, "" for none.

    Raises:
        NotAsWantedError: The name or the description is missing or too long.
        TakenError: The code book has this name.
    """
    company = company_for(actor)
    code = Code(company=company, changed_at=at)
    _fill(actor, code, name, description, theme_key)
    note(actor, "add_code", code, company, at)
    return code


@transaction.atomic
def change_code(
    *, actor: Actor, key: str | UUID, name: str, description: str, at: datetime, theme_key: str = ""
) -> Code:
    """Change an entry of the code book; see ``add_code``."""
    code = _open(actor, key)
    before = {"name": code.name, "description": code.description}
    code.changed_at = at
    _fill(actor, code, name, description, theme_key)
    after = {"name": code.name, "description": code.description}
    note(actor, "change_code", code, code.company, at, before=before, after=after)
    return code


@transaction.atomic
def merge_codes(*, actor: Actor, key: str | UUID, into: str | UUID, at: datetime) -> Code:
    """Merge a code into another one, which every quote that had it gets instead.

    Raises:
        NotAsWantedError: They are one and the same, or one of them was merged already.
    """
    gone, kept = _open(actor, key), _open(actor, into)
    if gone.pk == kept.pk:
        raise NotAsWantedError(_("Choose another code to merge into."), field="into")
    for coding in Coding.objects.filter(codes=gone):
        coding.codes.add(kept)
        coding.codes.remove(gone)
    Code.objects.filter(merged_into=gone).update(merged_into=kept)
    gone.merged_into, gone.changed_at = kept, at
    gone.save()
    note(actor, "merge_codes", gone, gone.company, at, after={"into": kept.name})
    return kept


@transaction.atomic
def code_quote(*, actor: Actor, key: str | UUID, code_keys: Iterable[str], at: datetime) -> Coding:
    """Note which codes a quote has for the person who codes; none is an answer too.

    Raises:
        Quote.DoesNotExist: There is none within reach.
        NotAllowedError: ``research.edit`` does not hold at its unit, or an integration asks.
        NotAsWantedError: A code was merged into another one.
    """
    quote = quote_visible_to(actor, key)
    permit(actor, EDIT, quote.interview.unit)
    codes = [code_visible_to(actor, each) for each in dict.fromkeys(code_keys)]
    for code in codes:
        _refuse_merged(code)
    coding, _new = Coding.objects.update_or_create(quote=quote, coder=person_of(actor), defaults={"coded_at": at})
    coding.codes.set(codes)
    told = {"codes": sorted(code.name for code in codes)}
    note(actor, "code_quote", quote, quote.interview.unit, at, label=quote.interview.title, after=told)
    return coding


def _open(actor: Actor, key: str | UUID) -> Code:
    code = code_visible_to(actor, key)
    company_for(actor)
    _refuse_merged(code)
    return code


def _refuse_merged(code: Code) -> None:
    if code.merged_into is not None:
        raise NotAsWantedError(
            _("{name} was merged into {other}. Use that one.", name=code.name, other=code.merged_into.name),
            field="codes",
        )


def _fill(actor: Actor, code: Code, name: str, description: str, theme_key: str) -> None:
    code.name = written(name, field="name", most=_LONGEST_NAME)
    code.description = mask(written(description, field="description", most=_LONGEST_TEXT)).text
    code.theme = theme_visible_to(actor, theme_key) if theme_key else None
    if Code.objects.filter(company=code.company, name=code.name).exclude(pk=code.pk).exists():
        raise TakenError(_("The code book has {name} already. Merge the two instead.", name=code.name), field="name")
    code.save()
