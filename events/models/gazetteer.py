"""By what a city is found: its names, folded as `home.names` folds them, forwards and backwards."""

from django.db import models
from django.db.models import Q

from events.models.places import City


class CityKey(models.Model):
    """One folded name of a city. `backwards` finds what ends alike, so that one slip of the pen does not hide it.

    Keys are the city's `own` where its row or its `CityName`s say so, and follow these; all others are GeoNames', and
    follow its file. `name` is how it is written.
    """

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="keys", db_index=False)
    key = models.CharField(max_length=200)
    backwards = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    weight = models.FloatField(default=0)  # of two cities of one name, the better known comes first
    own = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "key", "own"], name="events_one_key_of_a_city")
        ]
        # The constraint's index finds those of a city. The others are ordered by letters, not by a language, so that PostgreSQL too finds beginnings in them.
        indexes = [
            models.Index(
                fields=["key", "weight", "city"],
                name="events_citykey_key",
                opclasses=["varchar_pattern_ops", "float8_ops", "int8_ops"],
            ),
            models.Index(
                fields=["key", "weight", "city"],
                name="events_citykey_own",
                opclasses=["varchar_pattern_ops", "float8_ops", "int8_ops"],
                condition=Q(own=True),
            ),
            models.Index(
                fields=["backwards", "weight", "city"],
                name="events_citykey_backwards",
                opclasses=["varchar_pattern_ops", "float8_ops", "int8_ops"],
            ),
        ]

    def __str__(self):
        return self.key
