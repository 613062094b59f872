"""Let the database itself refuse to change or delete what the audit says."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

TABLE = "platform_auditentry"


def forbid(apps, schema_editor):
    """Lay the triggers, in the words of the database at hand."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE FUNCTION {TABLE}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE OR DELETE ON {TABLE} "
            f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_is_append_only()"
        )
        return
    for act in ("UPDATE", "DELETE"):
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_{act.lower()} BEFORE {act} ON {TABLE} "
            "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
        )


def allow(apps, schema_editor):
    """Take the triggers away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {TABLE}_kept ON {TABLE}")
        schema_editor.execute(f"DROP FUNCTION {TABLE}_is_append_only()")
        return
    for act in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_no_{act}")


class Migration(migrations.Migration):
    """Triggers on both databases."""

    dependencies: ClassVar = [("platform", "0002_audit_entry")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
