"""Let the database itself keep what was sealed: months, their runs, their sums and every occurrence in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

KEPT = "what was sealed stays as it is"
#: Tables that are only ever added to, with the columns by which a row of them is known.
ADDED = {
    "assessment_sealedmonth": "(id = NEW.id) OR (unit_id = NEW.unit_id AND month = NEW.month AND version = NEW.version)",
    "assessment_sealedrun": "(id = NEW.id) OR (sealed_id = NEW.sealed_id AND unit_id = NEW.unit_id)",
}
#: Columns of an occurrence that say what became of it.
CONTENT = (
    "key", "promise_id", "unit_id", "month", "clause_key", "citation", "edition", "place", "post", "occurrence", "kind",
    "source", "begin", "due", "done", "outcome", "reason", "grade", "micros", "elapsed", "provisional", "sealed_from",
)  # fmt: skip


def changed(differs):
    """Return the condition under which an update would change what was sealed."""
    touched = " OR ".join(f'OLD."{name}" {differs} NEW."{name}"' for name in CONTENT)
    return (
        f"OLD.sealed_from IS NOT NULL AND ({touched} OR (NEW.live AND NOT OLD.live) "
        f"OR (OLD.sealed_to IS NOT NULL AND OLD.sealed_to {differs} NEW.sealed_to))"
    )


def forbid(apps, schema_editor):
    """Lay the triggers, in the words of the database at hand."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        execute(
            "CREATE FUNCTION assessment_sealed_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
        )
        for table in ADDED:
            execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION assessment_sealed_stays()"
            )
        for table, condition in (("counted", "OLD.sealed_from IS NOT NULL"), ("tally", "OLD.version > 0")):
            execute(
                f"CREATE TRIGGER assessment_{table}_no_delete BEFORE DELETE ON assessment_{table} "
                f"FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION assessment_sealed_stays()"
            )
        for table, condition in (("counted", changed("IS DISTINCT FROM")), ("tally", "OLD.version > 0")):
            execute(
                f"CREATE TRIGGER assessment_{table}_no_update BEFORE UPDATE ON assessment_{table} "
                f"FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION assessment_sealed_stays()"
            )
        return
    refuse = f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
    for table, known in ADDED.items():
        for act in ("UPDATE", "DELETE"):
            execute(f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {refuse}")
        # INSERT OR REPLACE takes the old row away without a word to the trigger of DELETE.
        execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {known}) {refuse}"
        )
    for table, sealed, touched in (
        ("assessment_counted", "sealed_from IS NOT NULL", changed("IS NOT")),
        ("assessment_tally", "version > 0", "OLD.version > 0"),
    ):
        execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN {touched} {refuse}")
        execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN OLD.{sealed} {refuse}")
        execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id AND {sealed}) {refuse}"
        )


def allow(apps, schema_editor):
    """Take the triggers away again."""
    execute = schema_editor.execute
    changing = ("assessment_counted", "assessment_tally")
    if schema_editor.connection.vendor == "postgresql":
        for table in ADDED:
            execute(f"DROP TRIGGER {table}_kept ON {table}")
        for table in changing:
            for act in ("update", "delete"):
                execute(f"DROP TRIGGER {table}_no_{act} ON {table}")
        execute("DROP FUNCTION assessment_sealed_stays()")
        return
    for table in (*ADDED, *changing):
        for suffix in ("no_update", "no_delete", "no_replace"):
            execute(f"DROP TRIGGER {table}_{suffix}")


class Migration(migrations.Migration):
    """Triggers on what is only ever added to."""

    dependencies: ClassVar = [("assessment", "0001_counted_months")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
