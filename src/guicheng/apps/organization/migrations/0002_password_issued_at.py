"""Remember which passwords were given by an administrator and have to be replaced by one's own."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more field of a person."""

    dependencies: ClassVar = [("organization", "0001_units_posts_people")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="person",
            name="password_issued_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
