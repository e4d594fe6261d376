"""How a page points to facts that are the same in every language; see docs/architecture.md."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ProtectedError
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from home.models.base import BasePage


class FactsPage(BasePage):
    """A page whose facts live in a record that all of its translations share.

    A subclass names the foreign key in `facts_field` and the record's fields on the page's form in `facts_fields`.
    `facts_draft` holds what an editor changed and has not published: {field: [value before, value drafted]} as JSON.
    """

    facts_field = ""
    facts_fields = ()
    record_ends_with_page = False  # whether a record that no page speaks of any more is deleted

    facts_draft = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def record_id(self):
        return getattr(self, f"{self.facts_field}_id")

    @property
    def facts(self):
        return getattr(self, self.facts_field)

    def drafted_facts(self):
        """The record as it will be when this version is published; not saved."""
        from home.facts.drafts import apply

        return apply(self.facts, self.facts_draft)

    def complete_record(self, record):
        """Fill in what a new record knows from the page's place in the tree."""

    def with_content_json(self, content):
        """A revision brings back words, never another record."""
        page = super().with_content_json(content)
        setattr(page, f"{self.facts_field}_id", self.record_id)
        return page

    def save(self, *args, **kwargs):
        if self._state.adding:
            self._own_record()
        super().save(*args, **kwargs)

    def _own_record(self):
        """One record belongs to one thing: a copied page gets a copy of its record, a translation shares it."""
        field = self._meta.get_field(self.facts_field)
        record = self.facts if self.record_id or field.is_cached(self) else field.related_model()
        if record.pk is None:
            self.complete_record(record)
            record.save()
            setattr(self, self.facts_field, record)
            return
        others = type(self)._base_manager.filter(**{f"{self.facts_field}_id": record.pk})
        if others.exclude(translation_key=self.translation_key).exists():
            copy = record.duplicate()
            self.complete_record(copy)
            copy.save()
            setattr(self, self.facts_field, copy)

    def clean(self):
        super().clean()
        others = (
            type(self)._base_manager.filter(**{f"{self.facts_field}_id": self.record_id}).exclude(pk=self.pk)
        )
        if self.record_id and others.exclude(translation_key=self.translation_key).exists():
            raise ValidationError(_("Another page speaks of the same record already."))


class FactsRecord(ClusterableModel):
    """A record without a locale. `duplicate` is called when an editor copies its page."""

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def duplicate(self):
        copy = type(self).objects.get(pk=self.pk)
        copy.pk = None
        copy._state.adding = True
        copy.save()
        return copy


def end_record(sender, instance, **kwargs):
    """With its last page a record ends too, unless something else refers to it. A signal: trees are deleted by query."""
    if not issubclass(sender, FactsPage) or not sender.record_ends_with_page:
        return
    key = instance.record_id
    if sender._base_manager.filter(**{f"{sender.facts_field}_id": key}).exists():
        return
    record = sender._meta.get_field(sender.facts_field).related_model.objects.filter(pk=key).first()
    try:
        if record:
            record.delete()
    except ProtectedError:
        pass


def connect():
    post_delete.connect(end_record, dispatch_uid="home.models.facts_page.end_record")
