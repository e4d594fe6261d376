"""Records that people's own calendars hold a copy of: changes that matter there are counted."""

from django.db import models, transaction

from home.models import FactsRecord


class FollowedRecord(FactsRecord):
    """`calendar_facts` names the fields (as columns) that calendars must learn of; `sequence` counts how often they changed.

    `told_facts`: fields whose values from before `followed_change` wants to know.
    """

    calendar_facts = ()
    told_facts = ()

    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            before = self._count_change()
            super().save(*args, **kwargs)
            if before:
                self.followed_change(before)

    def _count_change(self):
        """What is stored, {field: value}, where it differs in something that is followed; else None."""
        followed = {*self.calendar_facts, *self.told_facts}
        before = type(self).objects.filter(pk=self.pk).values("sequence", *followed).first()
        if not before or all(before[name] == getattr(self, name) for name in followed):
            return None
        if any(before[name] != getattr(self, name) for name in self.calendar_facts):
            self.sequence = before["sequence"] + 1
        return before

    def followed_change(self, before):
        """Called in the transaction in which a change is saved that others follow."""
