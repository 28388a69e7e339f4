"""Of outcomes noted before the moment was kept, the day is known: its end stands for the moment, so that nobody who
signed up on that day goes without the news."""

import datetime as dt

from django.db import migrations
from django.utils import timezone


def fill(apps, schema_editor):
    for name, otherwise in (("Promise", "updated_at"), ("PromiseVersion", "replaced_at")):
        for row in apps.get_model("dialogues", name).objects.exclude(state="open").filter(noted_at__isnull=True):
            row.noted_at = getattr(row, otherwise)
            if row.noted_on:
                row.noted_at = timezone.make_aware(dt.datetime.combine(row.noted_on, dt.time(23, 59)))
            row.save(update_fields=["noted_at"])


class Migration(migrations.Migration):

    dependencies = [("dialogues", "0006_moment_of_outcome")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
