"""Let the database itself refuse to change or delete editions and the history of tables."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

#: Each table with the columns by which one of its rows is known.
TABLES = {
    "processedition": ("id = NEW.id", "key = NEW.key", "process_id = NEW.process_id AND number = NEW.number"),
    "tablechange": ("id = NEW.id", "process_id = NEW.process_id AND revision = NEW.revision"),
}
KEPT = "what was written and published stays as it is"


def forbid(apps, schema_editor):
    """Lay the triggers, in the words of the database at hand."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        execute(
            "CREATE FUNCTION processes_row_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
        )
        for name in TABLES:
            execute(
                f"CREATE TRIGGER processes_{name}_kept BEFORE UPDATE OR DELETE ON processes_{name} "
                "FOR EACH ROW EXECUTE FUNCTION processes_row_stays()"
            )
        return
    for name, known in TABLES.items():
        table, again = f"processes_{name}", " OR ".join(f"({columns})" for columns in known)
        for act in ("UPDATE", "DELETE"):
            execute(f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN {_abort()} END")
        # INSERT OR REPLACE takes the old row away without a word to the trigger of DELETE.
        execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {again}) BEGIN {_abort()} END"
        )


def _abort():
    return f"SELECT RAISE(ABORT, '{KEPT}');"


def allow(apps, schema_editor):
    """Take the triggers away again."""
    execute = schema_editor.execute
    for name in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            execute(f"DROP TRIGGER processes_{name}_kept ON processes_{name}")
        else:
            for suffix in ("no_update", "no_delete", "no_replace"):
                execute(f"DROP TRIGGER processes_{name}_{suffix}")
    if schema_editor.connection.vendor == "postgresql":
        execute("DROP FUNCTION processes_row_stays()")


class Migration(migrations.Migration):
    """Triggers on what is only ever added to."""

    dependencies: ClassVar = [("processes", "0001_processes_requests_editions")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
