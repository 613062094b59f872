"""Let the database itself keep the files of reports as they were made."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

TABLE = "assessment_monthlyfile"
KEPT = "a report stays as it was made"


def forbid(apps, schema_editor):
    """Lay the triggers, in the words of the database at hand."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        execute(
            "CREATE FUNCTION assessment_report_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
        )
        execute(
            f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION assessment_report_stays()"
        )
        return
    refuse = f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
    for act in ("UPDATE", "DELETE"):
        execute(f"CREATE TRIGGER {TABLE}_no_{act.lower()} BEFORE {act} ON {TABLE} {refuse}")
    # INSERT OR REPLACE takes the old row away without a word to the trigger of DELETE.
    execute(
        f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} "
        f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE report_id = NEW.report_id) {refuse}"
    )


def allow(apps, schema_editor):
    """Take the triggers away again."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        execute(f"DROP TRIGGER {TABLE}_kept ON {TABLE}")
        execute("DROP FUNCTION assessment_report_stays()")
        return
    for suffix in ("no_update", "no_delete", "no_replace"):
        execute(f"DROP TRIGGER {TABLE}_{suffix}")


class Migration(migrations.Migration):
    """Triggers on what is only ever added to."""

    dependencies: ClassVar = [("assessment", "0030_monthly_reports")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
