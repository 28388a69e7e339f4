"""What the roof keeps of its own: how the process map looked on earlier days."""

from django.db import models

from programmes.models import Programme


class MapSnapshot(models.Model):
    """The process map as everyone could see it at the end of a day; it held until the day of the next snapshot.

    ``content`` tells for each language what was on the map (kraftsamling.overview.map.snapshots). Texts that are
    removed from a record are removed here too, and a station is shown again only while its record is public.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="map_snapshots")
    day = models.DateField()
    content = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "day"], name="overview_mapsnapshot_day_once")]

    def __str__(self):
        return f"{self.programme} {self.day}"
