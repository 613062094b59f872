"""Let the database itself refuse to change or delete formulas, cards, results, signatures and appeals."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

KEPT = "what was scored stays as it is"
#: Table → the columns by which a row is known beside its number; a row that replaces one of them would change it.
TABLES = {
    "assessment_metricversion": "(metric_id = NEW.metric_id AND number = NEW.number)",
    "assessment_householdcount": "",
    "assessment_complaintjudgement": "",
    "assessment_cardversion": "(card_id = NEW.card_id AND number = NEW.number)",
    "assessment_extrapoints": "(key = NEW.key)",
    "assessment_cardresult": (
        "(key = NEW.key) OR "
        "(card_id = NEW.card_id AND month = NEW.month AND unit_id = NEW.unit_id AND number = NEW.number)"
    ),
    "assessment_cardsignature": "(result_id = NEW.result_id)",
    "assessment_cardappeal": "(key = NEW.key) OR (result_id = NEW.result_id AND line = NEW.line)",
    "assessment_appealanswer": "(appeal_id = NEW.appeal_id)",
}


def forbid(apps, schema_editor):
    """Lay the triggers, in the words of the database at hand."""
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        execute(
            "CREATE FUNCTION assessment_scored_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
        )
        for table in TABLES:
            execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION assessment_scored_stays()"
            )
        return
    refuse = f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
    for table, also in TABLES.items():
        for act in ("UPDATE", "DELETE"):
            execute(f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {refuse}")
        # INSERT OR REPLACE takes the old row away without a word to the trigger of DELETE.
        known = f"(id = NEW.id){' OR ' if also else ''}{also}"
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
        execute("DROP FUNCTION assessment_scored_stays()")
        return
    for table in TABLES:
        for suffix in ("no_update", "no_delete", "no_replace"):
            execute(f"DROP TRIGGER {table}_{suffix}")


class Migration(migrations.Migration):
    """Triggers on what is only ever added to."""

    dependencies: ClassVar = [("assessment", "0020_satisfaction_and_scorecards")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
