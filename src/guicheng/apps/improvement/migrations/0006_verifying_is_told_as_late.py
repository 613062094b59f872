"""What was said to be mended before is looked at: whether somebody has to be told that nobody verified it."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import migrations

#: The worker looks at every nonconformity that waits to be verified.
LOOK: Final = """
UPDATE improvement_nonconformity SET notice_at = finished_at WHERE stand = 'finished' AND notice_at IS NULL
"""
#: Nothing is told of them any more, as before.
FORGET: Final = "UPDATE improvement_nonconformity SET notice_at = NULL WHERE stand = 'finished'"


class Migration(migrations.Migration):
    """One statement: of nonconformities that wait to be verified there are few."""

    dependencies: ClassVar = [("improvement", "0005_texts_of_duties")]

    operations: ClassVar = [migrations.RunSQL(LOOK, FORGET)]
