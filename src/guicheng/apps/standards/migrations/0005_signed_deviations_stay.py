"""Let the database itself refuse to change or delete signed deviations and their ends."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

#: Each table with the columns by which one of its rows is known.
TABLES = {
    "deviation": ("id = NEW.id", "key = NEW.key"),
    "deviationend": ("id = NEW.id", "deviation_id = NEW.deviation_id"),
}
KEPT = "what was signed stays as it is"


def forbid(apps, schema_editor):
    """Lay the triggers, in the words of the database at hand."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        for name in TABLES:
            execute(
                f"CREATE TRIGGER standards_{name}_kept BEFORE UPDATE OR DELETE ON standards_{name} "
                "FOR EACH ROW EXECUTE FUNCTION standards_row_stays()"
            )
        return
    for name, known in TABLES.items():
        table, again = f"standards_{name}", " OR ".join(f"({columns})" for columns in known)
        refuse = f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
        for act in ("UPDATE", "DELETE"):
            execute(f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {refuse}")
        # INSERT OR REPLACE takes the old row away without a word to the trigger of DELETE.
        execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {again}) {refuse}"
        )


def allow(apps, schema_editor):
    """Take the triggers away again."""
    execute = schema_editor.execute
    for name in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            execute(f"DROP TRIGGER standards_{name}_kept ON standards_{name}")
        else:
            for act in ("update", "delete", "replace"):
                execute(f"DROP TRIGGER standards_{name}_no_{act}")


class Migration(migrations.Migration):
    """Triggers on both databases."""

    dependencies: ClassVar = [("standards", "0004_grades_services_deviations")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
