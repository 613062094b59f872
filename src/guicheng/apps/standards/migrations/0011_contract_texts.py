"""Texts of contracts are kept beside standards, with the days between which they bind."""

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("standards", "0010_handouts"),
    ]

    operations = [
        migrations.AddField(
            model_name="standard",
            name="level",
            field=models.CharField(
                choices=[("standard", "Standard"), ("contract", "Contract")], default="standard", max_length=8
            ),
        ),
        migrations.AddField(model_name="standard", name="binds_from", field=models.DateField(blank=True, null=True)),
        migrations.AddField(model_name="standard", name="binds_until", field=models.DateField(blank=True, null=True)),
        migrations.AddConstraint(
            model_name="standard",
            constraint=models.CheckConstraint(
                condition=models.Q(("binds_from__isnull", False), ("level", "contract"))
                | models.Q(("binds_from__isnull", True), ("binds_until__isnull", True), ("level", "standard")),
                name="standards_standard_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="standard",
            constraint=models.CheckConstraint(
                condition=models.Q(("binds_until__isnull", True))
                | models.Q(("binds_until__gte", django.db.models.expressions.F("binds_from"))),
                name="standards_standard_binds_in_order",
            ),
        ),
    ]
