from django.db import migrations, models


def remove_readable(apps, schema_editor):
    """Earlier receipts told in clear where answers led. Without them a form sent twice around the upgrade is new."""
    apps.get_model("shared", "FormReceipt").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("shared", "0001_initial")]

    operations = [
        migrations.RunPython(remove_readable, migrations.RunPython.noop),
        migrations.AlterField("formreceipt", "location", models.TextField(blank=True)),
    ]
