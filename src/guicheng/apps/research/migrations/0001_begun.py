"""The stage begins without a table; what it keeps comes with the migrations after this one."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = []
