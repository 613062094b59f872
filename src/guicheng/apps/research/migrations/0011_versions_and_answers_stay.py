"""Let the database itself refuse to change what was asked and what was answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

VERSION = "research_formversion"
RESPONSE = "research_response"
SAID = "what respondents saw stays as it is"
ANSWERED = "answers stay as they were given"


def forbid(apps, schema_editor):
    """Lay the triggers, in the words of the database at hand."""
    if schema_editor.connection.vendor == "postgresql":
        _forbid_in_postgresql(schema_editor.execute)
    else:
        _forbid_in_sqlite(schema_editor.execute)


def _forbid_in_postgresql(execute):
    for name, sentence in (("version", SAID), ("answers", ANSWERED)):
        execute(
            f"CREATE FUNCTION research_{name}_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{sentence}'; END $$"
        )
    execute(
        f"CREATE TRIGGER {VERSION}_kept BEFORE UPDATE OR DELETE ON {VERSION} "
        "FOR EACH ROW EXECUTE FUNCTION research_version_stays()"
    )
    # A response may go for good, at the respondent's wish or when its time is over; its answers never become others.
    execute(
        f"CREATE TRIGGER {RESPONSE}_kept BEFORE UPDATE ON {RESPONSE} FOR EACH ROW "
        "WHEN (OLD.answers::text IS DISTINCT FROM NEW.answers::text OR OLD.version_id IS DISTINCT FROM NEW.version_id) "
        "EXECUTE FUNCTION research_answers_stays()"
    )


def _forbid_in_sqlite(execute):
    for act in ("UPDATE", "DELETE"):
        execute(f"CREATE TRIGGER {VERSION}_no_{act.lower()} BEFORE {act} ON {VERSION} BEGIN {_abort(SAID)} END")
    # INSERT OR REPLACE takes the old row away without a word to the trigger of DELETE.
    execute(
        f"CREATE TRIGGER {VERSION}_no_replace BEFORE INSERT ON {VERSION} WHEN EXISTS (SELECT 1 FROM {VERSION} "
        f"WHERE id = NEW.id OR (survey_id = NEW.survey_id AND number = NEW.number)) BEGIN {_abort(SAID)} END"
    )
    execute(
        f"CREATE TRIGGER {RESPONSE}_no_update BEFORE UPDATE ON {RESPONSE} "
        f"WHEN OLD.answers IS NOT NEW.answers OR OLD.version_id IS NOT NEW.version_id BEGIN {_abort(ANSWERED)} END"
    )
    execute(
        f"CREATE TRIGGER {RESPONSE}_no_replace BEFORE INSERT ON {RESPONSE} WHEN EXISTS (SELECT 1 FROM {RESPONSE} "
        f"WHERE id = NEW.id OR (survey_id = NEW.survey_id AND digest = NEW.digest)) BEGIN {_abort(ANSWERED)} END"
    )


def _abort(sentence):
    return f"SELECT RAISE(ABORT, '{sentence}');"


def allow(apps, schema_editor):
    """Take the triggers away again."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        for table, name in ((VERSION, "version"), (RESPONSE, "answers")):
            execute(f"DROP TRIGGER {table}_kept ON {table}")
            execute(f"DROP FUNCTION research_{name}_stays()")
        return
    for name in (f"{VERSION}_no_update", f"{VERSION}_no_delete", f"{VERSION}_no_replace"):
        execute(f"DROP TRIGGER {name}")
    for name in (f"{RESPONSE}_no_update", f"{RESPONSE}_no_replace"):
        execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    """Triggers on versions and answers."""

    dependencies: ClassVar = [("research", "0010_surveys")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
