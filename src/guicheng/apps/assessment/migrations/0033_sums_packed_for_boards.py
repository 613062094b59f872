"""Packed sums of estates for boards; the database itself keeps those of sealed versions."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

TABLE = "assessment_boardrow"
KEPT = "what was sealed stays as it is"


def forbid(apps, schema_editor):
    """Lay the triggers, in the words of the database at hand."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        for act in ("update", "delete"):
            execute(
                f"CREATE TRIGGER {TABLE}_no_{act} BEFORE {act.upper()} ON {TABLE} "
                "FOR EACH ROW WHEN (OLD.version > 0) EXECUTE FUNCTION assessment_sealed_stays()"
            )
        return
    refuse = f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
    for act in ("UPDATE", "DELETE"):
        execute(f"CREATE TRIGGER {TABLE}_no_{act.lower()} BEFORE {act} ON {TABLE} WHEN OLD.version > 0 {refuse}")
    # INSERT OR REPLACE takes the old row away without a word to the trigger of DELETE.
    known = "id = NEW.id OR (month = NEW.month AND version = NEW.version AND unit_id = NEW.unit_id)"
    execute(
        f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} "
        f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE version > 0 AND ({known})) {refuse}"
    )


def allow(apps, schema_editor):
    """Take the triggers away again."""
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for suffix in ("no_update", "no_delete") if on else ("no_update", "no_delete", "no_replace"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_{suffix}{on}")


class Migration(migrations.Migration):
    """A table, and triggers on it."""

    dependencies: ClassVar = [("assessment", "0032_late_rows_are_found")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="BoardRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.CharField(max_length=7)),
                ("version", models.PositiveIntegerField(default=0)),
                ("content", models.BinaryField()),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_rows",
                        to="organization.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("month", "version", "unit"), name="assessment_board_row_once")
                ],
            },
        ),
        migrations.RunPython(forbid, allow),
    ]
