"""Let the database itself refuse to change or delete a pack of evidence that was given out."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

TABLE = "operations_packfile"
KEPT = "a pack of evidence stays as it was made"
#: The columns by which a row is known; a row that replaces one of them would change it.
KNOWN = "pack_id = NEW.pack_id"


def forbid(apps, schema_editor):
    """Lay the triggers, in the words of the database at hand."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        execute(
            "CREATE FUNCTION operations_pack_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
        )
        execute(
            f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION operations_pack_stays()"
        )
        return
    refuse = f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
    for act in ("UPDATE", "DELETE"):
        execute(f"CREATE TRIGGER {TABLE}_no_{act.lower()} BEFORE {act} ON {TABLE} {refuse}")
    # INSERT OR REPLACE takes the old row away without a word to the trigger of DELETE.
    execute(
        f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} "
        f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE {KNOWN}) {refuse}"
    )


def allow(apps, schema_editor):
    """Take the triggers away again."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        execute(f"DROP TRIGGER {TABLE}_kept ON {TABLE}")
        execute("DROP FUNCTION operations_pack_stays()")
        return
    for suffix in ("no_update", "no_delete", "no_replace"):
        execute(f"DROP TRIGGER {TABLE}_{suffix}")


class Migration(migrations.Migration):
    """Triggers on what is only ever added to."""

    dependencies: ClassVar = [("operations", "0060_dispute_packs")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
