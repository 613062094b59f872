"""A mark on companies that were made up to show the product; the database lets nobody set or take it later."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

TABLE = "organization_unit"
NAME = f"{TABLE}_demonstration_stays"
SAID = "whether a company is a demonstration is said when it is founded"


def forbid(apps, schema_editor):
    """Lay the trigger, in the words of the database at hand."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{SAID}'; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} FOR EACH ROW "
            f"WHEN (NEW.demonstration IS DISTINCT FROM OLD.demonstration) EXECUTE FUNCTION {NAME}()"
        )
        return
    schema_editor.execute(
        f"CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} WHEN NEW.demonstration IS NOT OLD.demonstration "
        f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    )


def allow(apps, schema_editor):
    """Take the trigger away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {NAME} ON {TABLE}")
        schema_editor.execute(f"DROP FUNCTION {NAME}()")
        return
    schema_editor.execute(f"DROP TRIGGER {NAME}")


class Migration(migrations.Migration):
    """The mark, and what keeps it."""

    dependencies: ClassVar = [("organization", "0010_rank_and_duty_hours")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="unit",
            name="demonstration",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("demonstration", False), ("kind", "company"), _connector="OR"),
                name="organization_unit_demonstration_is_a_company",
            ),
        ),
        migrations.RunPython(forbid, allow),
    ]
