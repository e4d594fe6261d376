"""Model fields whose files are clean, whatever door they come in by: a form, a chooser, a command, a shell."""

import os

from django.db.models.fields.files import FieldFile, FileField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from home.cleaning.uploads import CleanFile, clean_upload
from home.filekeeping.rollback import keep_if_committed


class _CleansOnSave:
    """`FieldFile.save` is the one door to the storage: `Model.save`, `bulk_create` and `file.save` all go through it."""

    def save(self, name, content, save=True):
        clean = content
        if not isinstance(clean, CleanFile):
            family = self.field.family_of(self.instance)
            clean = clean_upload(content, name, family, field=self.field.name)
        clean.open()
        noted = getattr(self.instance, "note_upload", None)
        if noted:
            noted(self.field.name, clean)
        super().save(f"{os.path.splitext(name)[0]}.{clean.ending}", clean, save=False)
        keep_if_committed(self.storage, self.name)
        if save:
            self.instance.save()


class CleanFieldFile(_CleansOnSave, FieldFile):
    pass


class CleanImageFieldFile(_CleansOnSave, WagtailImageFieldFile):
    def get_image_dimensions(self):
        """Nothing reads a file of which nothing is known yet: before it is cleaned it has no size."""
        if not self._committed and not isinstance(self.file, CleanFile):
            return None, None
        return super().get_image_dimensions()


class _MadeHere:
    """Made here from a clean original: only taken away again when its row is not committed."""

    def save(self, name, content, save=True):
        super().save(name, content, save=save)
        keep_if_committed(self.storage, self.name)


class RenditionFieldFile(_MadeHere, WagtailImageFieldFile):
    pass


class RenditionField(WagtailImageField):
    attr_class = RenditionFieldFile


class MadeFieldFile(_MadeHere, FieldFile):
    pass


class MadeFileField(FileField):
    attr_class = MadeFieldFile


class _TakesFamily:
    """`family` is a key of uploads.FAMILIES, or a function of the instance that gives one."""

    def __init__(self, *args, family="anything", after=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.family = family
        if (
            after is not None
        ):  # in the place of an abstract model's field: saved before what is derived from the file
            self.creation_counter = after.creation_counter

    def family_of(self, instance):
        return self.family(instance) if callable(self.family) else self.family


class CleanFileField(_TakesFamily, FileField):
    attr_class = CleanFieldFile


class CleanImageField(_TakesFamily, WagtailImageField):
    attr_class = CleanImageFieldFile

    def __init__(self, *args, family="picture", **kwargs):
        super().__init__(*args, family=family, **kwargs)
