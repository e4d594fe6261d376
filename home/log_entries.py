"""The log of what happened says which record, never who a person is: ids instead of names and titles."""

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import pre_save
from wagtail.models import ModelLogEntry, Page, PageLogEntry


def keep_ids_only(sender, instance, **kwargs):
    """Wagtail writes an object's name into each entry. Of people's records, and testimonies, only the id stays."""
    model = _model(instance)
    if not getattr(model, "log_by_id", False):
        return
    instance.label = f"#{getattr(instance, 'page_id', None) or instance.object_id}"
    instance.data = _without_titles(instance.data)


def _model(entry):
    """The class of what the entry is about; of a page the specific one, however general the page in hand was."""
    if getattr(entry, "page_id", None):
        if type(entry).page.is_cached(entry):
            kind = entry.page.content_type_id
        else:
            kind = Page.objects.filter(pk=entry.page_id).values_list("content_type_id", flat=True).first()
        if kind:
            return ContentType.objects.get_for_id(kind).model_class()
    return entry.content_type.model_class() if entry.content_type_id else None


def _without_titles(data):
    """The same data without any title, however deep."""
    if isinstance(data, list):
        return [_without_titles(value) for value in data]
    if not isinstance(data, dict):
        return data
    return {key: _without_titles(value) for key, value in data.items() if key not in {"title", "fields"}}


def connect():
    """Signals, because Wagtail builds its entries itself and offers no other door."""
    for model in (PageLogEntry, ModelLogEntry):
        pre_save.connect(keep_ids_only, sender=model, dispatch_uid=f"home.log_entries.{model.__name__}")
