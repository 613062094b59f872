"""Let what is counted come from a line of an inspection."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

KINDS = ["order", "case", "round", "plan", "event", "check"]


class Migration(migrations.Migration):
    """One more kind; the database keeps the column as it is."""

    dependencies: ClassVar = [("assessment", "0035_cards_work_themselves_out")]
    operations: ClassVar = [
        migrations.AlterField(
            model_name="counted",
            name="kind",
            field=models.CharField(choices=[(each, each.capitalize()) for each in KINDS], max_length=5),
        ),
    ]
