"""Carry over how often each person wants letters; they are chosen with notices from now on."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

# One statement in the database, a row a person: no batch is needed.
CARRY_OVER = (
    "INSERT INTO notices_noticewish (person_id, letters) SELECT person_id, email FROM standards_notificationchoice "
    "WHERE person_id NOT IN (SELECT person_id FROM notices_noticewish)"
)
CARRY_BACK = (
    "INSERT INTO standards_notificationchoice (person_id, email) SELECT person_id, letters FROM notices_noticewish "
    "WHERE person_id NOT IN (SELECT person_id FROM standards_notificationchoice)"
)


class Migration(migrations.Migration):
    """Data only: the table goes in the next one."""

    dependencies: ClassVar = [("standards", "0020_demand_links"), ("notices", "0001_told_and_sent")]
    operations: ClassVar = [migrations.RunSQL(CARRY_OVER, CARRY_BACK)]
