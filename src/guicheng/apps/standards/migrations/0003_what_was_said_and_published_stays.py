"""Let the database itself refuse to change or delete editions, opinions and the history of clauses."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

#: Each table with the columns by which one of its rows is known.
TABLES = {
    "edition": ("id = NEW.id", "key = NEW.key", "standard_id = NEW.standard_id AND number = NEW.number"),
    "editionclause": (
        "id = NEW.id",
        "edition_id = NEW.edition_id AND position = NEW.position",
        "edition_id = NEW.edition_id AND key = NEW.key",
    ),
    "withdrawal": ("id = NEW.id", "edition_id = NEW.edition_id"),
    "opinion": ("id = NEW.id", "key = NEW.key"),
    "opinionvoid": ("id = NEW.id",),
    "clausechange": ("id = NEW.id", "key = NEW.key", "clause_key = NEW.clause_key AND revision = NEW.revision"),
}
KEPT = "what was said and published stays as it is"
WHOLE = "an edition has all of its clauses"
BEYOND = "NEW.position >= (SELECT size FROM standards_edition WHERE id = NEW.edition_id)"


def forbid(apps, schema_editor):
    """Lay the triggers, in the words of the database at hand."""
    if schema_editor.connection.vendor == "postgresql":
        _forbid_postgresql(schema_editor.execute)
    else:
        _forbid_sqlite(schema_editor.execute)


def _forbid_postgresql(execute):
    execute(
        "CREATE FUNCTION standards_row_stays() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
    )
    execute(
        "CREATE FUNCTION standards_edition_is_whole() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {BEYOND} THEN RAISE EXCEPTION '{WHOLE}'; END IF; RETURN NEW; END $$"
    )
    for name in TABLES:
        execute(
            f"CREATE TRIGGER standards_{name}_kept BEFORE UPDATE OR DELETE ON standards_{name} "
            "FOR EACH ROW EXECUTE FUNCTION standards_row_stays()"
        )
    execute(
        "CREATE TRIGGER standards_editionclause_whole BEFORE INSERT ON standards_editionclause "
        "FOR EACH ROW EXECUTE FUNCTION standards_edition_is_whole()"
    )


def _forbid_sqlite(execute):
    for name, known in TABLES.items():
        table, again = f"standards_{name}", " OR ".join(f"({columns})" for columns in known)
        for act in ("UPDATE", "DELETE"):
            execute(f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN {_abort(KEPT)} END")
        # INSERT OR REPLACE takes the old row away without a word to the trigger of DELETE.
        execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {again}) BEGIN {_abort(KEPT)} END"
        )
    execute(
        "CREATE TRIGGER standards_editionclause_whole BEFORE INSERT ON standards_editionclause "
        f"WHEN {BEYOND} BEGIN {_abort(WHOLE)} END"
    )


def _abort(words):
    return f"SELECT RAISE(ABORT, '{words}');"


def allow(apps, schema_editor):
    """Take the triggers away again."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        for name in TABLES:
            execute(f"DROP TRIGGER standards_{name}_kept ON standards_{name}")
        execute("DROP TRIGGER standards_editionclause_whole ON standards_editionclause")
        execute("DROP FUNCTION standards_row_stays()")
        execute("DROP FUNCTION standards_edition_is_whole()")
        return
    for name in TABLES:
        for act in ("update", "delete", "replace"):
            execute(f"DROP TRIGGER standards_{name}_no_{act}")
    execute("DROP TRIGGER standards_editionclause_whole")


class Migration(migrations.Migration):
    """Triggers on both databases."""

    dependencies: ClassVar = [("standards", "0002_standards_drafts_approval_editions")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
