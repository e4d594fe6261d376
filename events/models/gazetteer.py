"""By what a city is found: its names, folded as `home.text` folds them, forwards and backwards."""

from django.db import models

from events.models.places import City


class CityKey(models.Model):
    """One folded name of a city. `backwards` finds what ends alike, so that one slip of the pen does not hide it."""

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="keys")
    key = models.CharField(max_length=200)
    backwards = models.CharField(max_length=200)
    weight = models.FloatField(default=0)  # of two cities of one name, the better known comes first

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "city"], name="events_one_key_of_a_city")]
        indexes = [
            models.Index(fields=["key", "weight"], name="events_citykey_key"),
            models.Index(fields=["backwards"], name="events_citykey_backwards"),
        ]

    def __str__(self):
        return self.key
