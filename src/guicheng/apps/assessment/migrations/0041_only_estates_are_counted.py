"""Forget what was counted of units above estates: a round at the head office had its month counted there.

A version is sealed of estates alone, so none of these rows is in one. They are as many as one unit gives in a month.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

#: In the order in which they may go: a promise once nothing names it.
TABLES = ("tally", "counted", "boardrow", "monthcount", "monthpromise")
FORGET = [
    f"DELETE FROM assessment_{table} WHERE unit_id IN (SELECT id FROM organization_unit WHERE kind <> 'estate')"
    for table in TABLES
]


class Migration(migrations.Migration):
    """Rows go; what is right is counted again from what happened."""

    dependencies: ClassVar = [
        ("assessment", "0040_inspections_are_counted"),
        ("organization", "0011_demonstration_companies"),
    ]
    operations: ClassVar = [migrations.RunSQL(FORGET, migrations.RunSQL.noop)]
