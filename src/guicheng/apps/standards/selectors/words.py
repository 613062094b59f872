"""A company's words and parameters, and where they are used."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import DraftClause, Parameter, Term
from guicheng.apps.standards.selectors.fetching import one
from guicheng.domain.clause.lexicon import Term as Word


def terms_visible_to(actor: Actor, *, words: str = "", group: str = "") -> QuerySet[Term]:
    """Return the terms of the actor's company, by class; none without ``standards.read_published`` anywhere."""
    if not actor.may_anywhere("standards.read_published"):
        return Term.objects.none()
    rows = Term.objects.filter(company_id=actor.company_id)
    if group:
        rows = rows.filter(group=group.replace("\0", ""))
    for word in words.replace("\0", "").split()[:8]:
        rows = rows.filter(Q(surface__icontains=word) | Q(canonical__icontains=word) | Q(note__icontains=word))
    return rows.order_by("group", "surface")


def terms_as_filed(company_id: int) -> list[Word]:
    """Return the terms of a company as their table holds them; what one means here stands as its source."""
    rows = Term.objects.filter(company_id=company_id).order_by()
    return [Word(*row) for row in rows.values_list("surface", "group", "canonical", "value", "inclusive", "note")]


def term_visible_to(actor: Actor, key: str | UUID) -> Term:
    """Return a term.

    Raises:
        Term.DoesNotExist: There is none in the actor's company.
    """
    return one(terms_visible_to(actor), key)


def parameters_visible_to(actor: Actor, *, words: str = "") -> QuerySet[Parameter]:
    """Return the parameters of the actor's company, by name."""
    if not actor.may_anywhere("standards.read_published"):
        return Parameter.objects.none()
    rows = Parameter.objects.filter(company_id=actor.company_id)
    for word in words.replace("\0", "").split()[:8]:
        rows = rows.filter(Q(name__icontains=word) | Q(value__icontains=word) | Q(note__icontains=word))
    return rows.order_by("name")


def parameter_visible_to(actor: Actor, key: str | UUID) -> Parameter:
    """Return a parameter.

    Raises:
        Parameter.DoesNotExist: There is none in the actor's company.
    """
    return one(parameters_visible_to(actor), key)


def parameter_uses(company_id: int, name: str) -> QuerySet[DraftClause]:
    """Return the clauses of a company's drafts that name a parameter, in order."""
    # A full-width dot names the same parameter.
    named = Q(text__contains=f"【{name}】") | Q(text__contains=f"【{name.replace('.', '．')}】")
    rows = DraftClause.objects.filter(named, standard__company_id=company_id)
    return rows.select_related("standard").order_by("standard__code", "position")


def visible_uses(actor: Actor, parameter: Parameter) -> QuerySet[DraftClause]:
    """Return the clauses that name a parameter in drafts that the actor may read."""
    return parameter_uses(parameter.company_id, parameter.name).filter(actor.within("standards.read", "standard__unit"))
