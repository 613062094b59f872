"""Carry over how often each person wants letters; they are chosen with notices from now on."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

BATCH = 500


def carry_over(apps, schema_editor):
    """Copy the choices that are there, in batches."""
    old = apps.get_model("standards", "NotificationChoice")
    new = apps.get_model("notices", "NoticeWish")
    rows = [new(person_id=row.person_id, letters=row.email) for row in old.objects.order_by("pk").iterator(BATCH)]
    new.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def carry_back(apps, schema_editor):
    """Copy them back."""
    old = apps.get_model("standards", "NotificationChoice")
    new = apps.get_model("notices", "NoticeWish")
    rows = [old(person_id=row.person_id, email=row.letters) for row in new.objects.order_by("pk").iterator(BATCH)]
    old.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


class Migration(migrations.Migration):
    """Data only: the table goes in the next one."""

    dependencies: ClassVar = [("standards", "0020_demand_links"), ("notices", "0001_told_and_sent")]
    operations: ClassVar = [migrations.RunPython(carry_over, carry_back)]
