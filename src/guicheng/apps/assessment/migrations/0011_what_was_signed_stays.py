"""Let the database itself refuse to change or delete a version of a sheet, and what somebody signed by it."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

KEPT = "a version of a sheet and what was signed by it stay as they are"
#: The columns by which a row is known; a row that replaces one of them would change it.
TABLES = {
    "assessment_sheetversion": "(id = NEW.id) OR (sheet_id = NEW.sheet_id AND number = NEW.number)",
    "assessment_inspectionsignature": "(id = NEW.id) OR (inspection_id = NEW.inspection_id)",
}


def forbid(apps, schema_editor):
    """Lay the triggers, in the words of the database at hand."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        execute(
            "CREATE FUNCTION assessment_signed_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
        )
        for table in TABLES:
            execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION assessment_signed_stays()"
            )
        return
    refuse = f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
    for table, known in TABLES.items():
        for act in ("UPDATE", "DELETE"):
            execute(f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {refuse}")
        # INSERT OR REPLACE takes the old row away without a word to the trigger of DELETE.
        execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {known}) {refuse}"
        )


def allow(apps, schema_editor):
    """Take the triggers away again."""
    execute = schema_editor.execute
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            execute(f"DROP TRIGGER {table}_kept ON {table}")
        else:
            for suffix in ("no_update", "no_delete", "no_replace"):
                execute(f"DROP TRIGGER {table}_{suffix}")
    if schema_editor.connection.vendor == "postgresql":
        execute("DROP FUNCTION assessment_signed_stays()")


class Migration(migrations.Migration):
    """Triggers on what is only ever added to."""

    dependencies: ClassVar = [("assessment", "0010_inspections")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
