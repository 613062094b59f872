"""All rows that belong to a company, whatever stage keeps them: what points at it, and what points at that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.apps import apps
from django.db.models import ForeignKey, Model, QuerySet

from guicheng.apps.organization.models import Unit
from guicheng.apps.platform.models import AuditEntry

#: Keys of one question: every database takes as many.
_CHUNK: Final = 500
Rows = dict[type[Model], set[Any]]


def rows_of_company(company: Unit) -> Rows:
    """Return the primary keys of all rows that belong to a company, by model: its units and whatever points there.

    Args:
        company: The root of a tree.
    """
    units = set(Unit.objects.filter(path__startswith=company.path).values_list("pk", flat=True))
    found: Rows = {Unit: units}
    fresh: Rows = {Unit: set(units)}
    while fresh:
        added: Rows = {}
        for model, key in _keys():
            target = key.related_model
            if target not in fresh:
                continue
            new = set(_pointing(model, key, fresh[target])) - found.get(model, set())
            if new:
                found.setdefault(model, set()).update(new)
                added.setdefault(model, set()).update(new)
        fresh = added
    # The audit names its company as a plain number, so that its rows outlive what they speak of.
    found[AuditEntry] = set(AuditEntry.objects.filter(company=company.pk).values_list("pk", flat=True))
    return found


def crossing(rows: Mapping[type[Model], set[Any]]) -> str:
    """Return the name of a table with a row among them that is also another company's, "" where there is none."""
    units = rows[Unit]
    for model, key in _keys():
        if key.related_model is not Unit or model not in rows:
            continue
        for part in parts(rows[model]):
            named: QuerySet[Any, Any] = (
                QuerySet(model).filter(pk__in=part).values_list(key.attname, flat=True).distinct()
            )
            if any(unit is not None and unit not in units for unit in named):
                return str(model._meta.db_table)  # noqa: SLF001 - Django has no other name for it
    return ""


def parts(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield keys in parts that every database takes in one question."""
    listed = sorted(keys)
    for start in range(0, len(listed), _CHUNK):
        yield listed[start : start + _CHUNK]


def _keys() -> Iterator[tuple[type[Model], ForeignKey[Any, Any]]]:
    """Yield each foreign key of each table, those that join many to many among them."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:  # noqa: SLF001 - Django has no other name for it
            if isinstance(field, ForeignKey):
                yield model, field


def _pointing(model: type[Model], key: ForeignKey[Any, Any], targets: set[Any]) -> Iterator[Any]:
    for part in parts(targets):
        yield from QuerySet(model).filter(**{f"{key.name}__in": part}).values_list("pk", flat=True)
