"""Big jobs of translation: what was asked for, and what became of each thing."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TranslationJob(models.Model):
    """Sending, refreshing or importing many things, done in the background, one thing after the other."""

    class Kind(models.TextChoices):
        SEND = "send", _("sending for translation")
        REFRESH = "refresh", _("bringing up to date")
        IMPORT = "import", _("importing files")
        MACHINE = "machine", _("machine drafts")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("failed")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    label = models.CharField(max_length=200)
    parameters = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.label


class TranslationJobItem(models.Model):
    """One step of a job. What is still waiting is what a worker does next, after a crash too."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        UNCHANGED = "unchanged", _("nothing to do")
        FAILED = "failed", _("failed")

    job = models.ForeignKey(TranslationJob, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    translation_key = models.UUIDField(null=True, blank=True)
    locale = models.ForeignKey(
        "wagtailcore.Locale", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    data = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["job", "state", "position"], name="home_next_step_of_a_job")]

    def __str__(self):
        return self.name
