"""Let the database itself refuse to change or delete what was done about a nonconformity."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

TABLE = "improvement_nonconformityact"
KEPT = "what was done about a nonconformity stays as it is"
#: The columns by which a row is known; a row that replaces one of them would change it.
KNOWN = "(id = NEW.id) OR (nonconformity_id = NEW.nonconformity_id AND seq = NEW.seq) OR (key <> '' AND nonconformity_id = NEW.nonconformity_id AND key = NEW.key)"


def forbid(apps, schema_editor):
    """Lay the triggers, in the words of the database at hand."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        execute(
            "CREATE FUNCTION improvement_act_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
        )
        execute(
            f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION improvement_act_stays()"
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
        execute("DROP FUNCTION improvement_act_stays()")
        return
    for suffix in ("no_update", "no_delete", "no_replace"):
        execute(f"DROP TRIGGER {TABLE}_{suffix}")


class Migration(migrations.Migration):
    """Triggers on what is only ever added to."""

    dependencies: ClassVar = [("improvement", "0001_nonconformities")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
