"""Note of each order when somebody may have to be told that a limit of it nears its end or is over."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("operations", "0056_versions_of_checklists_stay")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="workorder",
            name="notice_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="workorder",
            index=models.Index(
                condition=models.Q(("notice_at__isnull", False)),
                fields=["notice_at"],
                name="operations_order_notice",
            ),
        ),
    ]
