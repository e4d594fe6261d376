"""The log of what happened says which record, never who a person is: ids instead of names and titles."""

from django.db.models.signals import pre_save
from wagtail.models import ModelLogEntry, PageLogEntry


def keep_ids_only(sender, instance, **kwargs):
    """Wagtail writes an object's name into each entry. Of people's records, and testimonies, only the id stays."""
    model = instance.content_type.model_class() if instance.content_type_id else None
    if not getattr(model, "log_by_id", False):
        return
    instance.label = f"#{getattr(instance, 'page_id', None) or instance.object_id}"
    if isinstance(instance.data, dict):
        instance.data = _without_titles(instance.data)


def _without_titles(data):
    """The same data without any title, however deep."""
    return {
        key: _without_titles(value) if isinstance(value, dict) else value
        for key, value in data.items()
        if key not in {"title", "fields"}
    }


def connect():
    """Signals, because Wagtail builds its entries itself and offers no other door."""
    for model in (PageLogEntry, ModelLogEntry):
        pre_save.connect(keep_ids_only, sender=model, dispatch_uid=f"home.log_entries.{model.__name__}")
