"""Forget what was counted of units above estates: a round at the head office had its month counted there."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

#: In the order in which they may go; a promise goes once nothing names it.
TABLES = ("Tally", "Counted", "BoardRow", "MonthCount", "MonthPromise")
BATCH = 500


def forget(apps, schema_editor):
    """Delete rows of units that are no estates; a version is sealed of estates alone, so none of them is in one."""
    for name in TABLES:
        model = apps.get_model("assessment", name)
        rows = model.objects.exclude(unit__kind="estate").order_by("pk")
        while found := list(rows.values_list("pk", flat=True)[:BATCH]):
            model.objects.filter(pk__in=found).delete()


class Migration(migrations.Migration):
    """Rows go; what is right is counted again from what happened."""

    dependencies: ClassVar = [
        ("assessment", "0040_inspections_are_counted"),
        ("organization", "0011_demonstration_companies"),
    ]
    operations: ClassVar = [migrations.RunPython(forget, migrations.RunPython.noop, elidable=True)]
