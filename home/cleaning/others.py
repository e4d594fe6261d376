"""File fields of installed apps that are none of ours: cleaned before they are saved, too."""

from collections import defaultdict

from django.db.models import FileField, ImageField
from django.db.models.signals import pre_save
from wagtail.images.models import AbstractRendition

from home.cleaning.fields import CleanFileField, CleanImageField, MadeFileField, RenditionField
from home.cleaning.uploads import CleanFile, clean_upload

OWN = (CleanFileField, CleanImageField, MadeFileField, RenditionField)


def _clean_first(sender, instance, **kwargs):
    for field in _fields[sender]:
        file = getattr(instance, field.attname)
        if file and not file._committed and not isinstance(file.file, CleanFile):
            family = "picture" if isinstance(field, ImageField) else "anything"
            setattr(instance, field.name, clean_upload(file.file, file.name, family, field=field.name))


_fields = defaultdict(list)


def connect(models):
    """Listen to every model with a file field that doesn't clean by itself; Wagtail's renditions come from clean files."""
    for model in models:
        if issubclass(model, AbstractRendition):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField) and not isinstance(field, OWN):
                _fields[model].append(field)
                pre_save.connect(
                    _clean_first, sender=model, dispatch_uid=f"home.cleaning.{model._meta.label}"
                )
