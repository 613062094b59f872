"""What duties of the law said, by their digest."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A table that no company owns."""

    dependencies: ClassVar = [("improvement", "0004_revisions_and_reviews_stay")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="DutyText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("said", models.JSONField()),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
