"""A change of an event of which those who signed up have not been told yet."""

from django.db import models

from events.models.event import Event


class UntoldChange(models.Model):
    """`before`: the facts as people know them. `after`: what they are being told, None as long as nobody is."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="untold")
    before = models.JSONField()
    after = models.JSONField(null=True)
    sequence = models.PositiveIntegerField(default=0)  # of the event, when they began to be told

    def __str__(self):
        return f"#{self.pk}"
