"""Rows of several kinds, counted at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from guicheng.apps.organization.models import Unit


def counts_of(rows: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """Return how many rows each of some questions finds: one query, however many questions.

    Args:
        rows: Name → question, which names columns of its own table only.

    Returns:
        Name → count.
    """
    if not rows:
        return {}
    counted = {name: Coalesce(_counted(found), 0) for name, found in rows.items() if not found.query.is_empty()}
    # Any one row will do: the questions do not look at it.
    first = Unit.objects.order_by("pk").values_list(*counted.values())[:1] if counted else []
    found = dict(zip(counted, next(iter(first), ()), strict=False))
    return {name: found.get(name, 0) for name in rows}


def _counted(rows: QuerySet[Any]) -> Subquery:
    all_alike = rows.order_by().select_related(None).annotate(of_all=Value(1)).values("of_all")
    return Subquery(
        all_alike.annotate(counted=Count("pk", distinct=True)).values("counted"), output_field=IntegerField()
    )
