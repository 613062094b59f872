"""Let the database itself refuse to change or delete revisions, reviews and changes of the law."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

KEPT = "revisions, reviews and changes of the law stay as they are"
#: Each table with the columns by which a row is known; a row that replaces one of them would change it.
TABLES = {
    "improvement_revision": "(id = NEW.id) OR (key = NEW.key)",
    "improvement_revisionevidence": (
        "(id = NEW.id) OR (revision_id = NEW.revision_id AND nonconformity_id = NEW.nonconformity_id)"
    ),
    "improvement_review": "(id = NEW.id) OR (key = NEW.key)",
    "improvement_lawchange": "(id = NEW.id)",
}


def forbid(apps, schema_editor):
    """Lay the triggers, in the words of the database at hand."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        execute(
            "CREATE FUNCTION improvement_rows_stay() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
        )
        for table in TABLES:
            execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION improvement_rows_stay()"
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
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            execute(f"DROP TRIGGER {table}_kept ON {table}")
        execute("DROP FUNCTION improvement_rows_stay()")
        return
    for table in TABLES:
        for suffix in ("no_update", "no_delete", "no_replace"):
            execute(f"DROP TRIGGER {table}_{suffix}")


class Migration(migrations.Migration):
    """Triggers on what is only ever added to."""

    dependencies: ClassVar = [("improvement", "0003_revisions_and_reviews")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
