from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("dialogues", "0005_copied_answers_and_moved_occasions")]

    operations = [
        migrations.AddField("promise", "noted_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AddField("promiseversion", "noted_at", models.DateTimeField(null=True)),
    ]
