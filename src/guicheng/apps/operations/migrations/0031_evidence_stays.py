"""Let the database itself refuse to change or delete evidence; content may be forgotten, and nothing else."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

#: Table → columns that stay for good, columns that may be emptied once, and how a row is known.
TABLES = {
    "operations_fieldevent": (
        (
            "id", "company_id", "seq", "event_id", "device_id", "unit_id", "device_seq", "kind", "occurrence", "wall",
            "wall_ms", "since_contact_ms", "contact", "payload_hash", "commitments", "photos", "prev_hash", "hash",
            "sender", "received_ms", "effective_ms", "link", "retention",
        ),
        ("payload", "personal", "subject_id"),
        ("id = NEW.id", "company_id = NEW.company_id AND (seq = NEW.seq OR event_id = NEW.event_id)"),
    ),
    "operations_fieldphoto": (
        (
            "id", "company_id", "unit_id", "seq", "sent", "kept", "media", "size", "width", "height", "taken_ms",
            "received_ms", "link",
        ),
        (),  # gone_ms says when its bytes went
        ("id = NEW.id", "company_id = NEW.company_id AND (seq = NEW.seq OR sent = NEW.sent)"),
    ),
    "operations_dailyroot": (
        ("id", "company_id", "day", "first_seq", "last_seq", "last_link", "root", "made_at"),
        (),
        ("id = NEW.id", "company_id = NEW.company_id AND day = NEW.day"),
    ),
}  # fmt: skip
KEPT = "evidence stays as it is; only its content can be forgotten"


def forbid(apps, schema_editor):
    """Lay the triggers, in the words of the database at hand."""
    execute = schema_editor.execute
    server = schema_editor.connection.vendor == "postgresql"
    if server:
        execute(
            "CREATE FUNCTION operations_evidence_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
        )
    for table, (fixed, emptied, known) in TABLES.items():
        changes = _changes(fixed, emptied, "IS DISTINCT FROM" if server else "IS NOT")
        if server:
            act = "FOR EACH ROW {when} EXECUTE FUNCTION operations_evidence_stays()"
            execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} " + act.format(when=f"WHEN ({changes})"))
            execute(f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} " + act.format(when=""))
            continue
        execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN {changes} BEGIN {_abort()} END")
        execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {_abort()} END")
        # INSERT OR REPLACE takes the old row away without a word to the trigger of DELETE.
        again = " OR ".join(f"({columns})" for columns in known)
        execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {again}) BEGIN {_abort()} END"
        )


def _changes(fixed, emptied, differs):
    """Return the condition under which an update is refused."""
    return " OR ".join(
        [f"NEW.{name} {differs} OLD.{name}" for name in fixed]
        + [f"(NEW.{name} IS NOT NULL AND NEW.{name} {differs} OLD.{name})" for name in emptied]
    )


def _abort():
    return f"SELECT RAISE(ABORT, '{KEPT}');"


def allow(apps, schema_editor):
    """Take the triggers away again."""
    execute = schema_editor.execute
    server = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for suffix in ("kept", "stays") if server else ("no_update", "no_delete", "no_replace"):
            execute(f"DROP TRIGGER {table}_{suffix}" + (f" ON {table}" if server else ""))
    if server:
        execute("DROP FUNCTION operations_evidence_stays()")


class Migration(migrations.Migration):
    """Triggers on what is only ever added to."""

    dependencies: ClassVar = [("operations", "0030_field_events")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
