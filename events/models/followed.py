"""Records that people's own calendars hold a copy of: changes that matter there are counted."""

from django.db import models

from home.models import FactsRecord


class FollowedRecord(FactsRecord):
    """`calendar_facts` names the fields (as columns) that calendars must learn of; `sequence` counts how often they changed."""

    calendar_facts = ()

    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self._count_change()
        super().save(*args, **kwargs)

    def _count_change(self):
        before = type(self).objects.filter(pk=self.pk).values("sequence", *self.calendar_facts).first()
        if before and any(before[name] != getattr(self, name) for name in self.calendar_facts):
            self.sequence = before["sequence"] + 1
