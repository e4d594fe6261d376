"""What pictures, documents, audio and video have in common: clean files that go with their rows."""

import secrets

from django.db import models, transaction
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _
from wagtail.utils.file import hash_filelike

from home.cleaning.telling import tell
from home.cleaning.uploads import CleanFile, clean_upload
from home.filekeeping.rollback import delete_on_commit


def new_token():
    """A part of a public address that nobody guesses: 96 random bits."""
    return secrets.token_hex(12)


def own_folder(folder, filename):
    """`documents/<random>/letter.pdf`: no two uploads ever share a name, so that deleting one late never meets another."""
    return f"{folder}/{new_token()}/{get_valid_filename(filename)}"


def removed_field():
    """What cleaning removed, by code. A field of each model itself: it must be written after the file, which fills it."""
    return models.JSONField(_("removed when it was uploaded"), default=list, blank=True, editable=False)


class Recognisable(models.TextChoices):
    """By what somebody can be known in a file. Whoever may be at risk must have agreed to it."""

    UNKNOWN = "", _("not said yet")
    NOBODY = "nobody", _("nobody can be recognised")
    FACE = "face", _("by a face")
    VOICE = "voice", _("by a voice")
    BOTH = "both", _("by a face and a voice")


def recognisable_field():
    """Of each model itself, like `removed_field`: a new file empties it."""
    return models.CharField(
        _("who can be recognised"),
        max_length=10,
        choices=Recognisable.choices,
        default=Recognisable.UNKNOWN,
        blank=True,
        help_text=_(
            "A testimony is published only with files of which this is said, and only where the person agreed to it. Say it "
            "again when you replace the file."
        ),
    )


class KeptFile(models.Model):
    """A model with uploads: notes what cleaning removed, and deletes a file that another one replaces."""

    upload_fields = ("file",)
    made_fields = ()  # files made of them
    derived_fields = ()  # what is written with a new file, whatever a caller asks to be saved
    _names_known = {}

    class Meta:
        abstract = True

    def note_upload(self, field, clean):
        """`clean` (a CleanFile) is about to be stored in `field`; called before the other fields are written."""
        if field == "file":
            self.removed = sorted(clean.removed)
            self._forget_who_was_recognised()
            tell(self.title, self.removed)

    def _forget_who_was_recognised(self):
        """What was said of a file is not said of the one that takes its place."""
        said = type(self)._base_manager.filter(pk=self.pk).values_list("recognisable", flat=True).first()
        if said == self.recognisable:
            self.recognisable = Recognisable.UNKNOWN

    def note_size_and_hash(self, clean):
        self.file_size = clean.size
        self.file_hash = hash_filelike(clean)

    def save(self, *args, update_fields=None, **kwargs):
        new = self._clean_new_files()
        if update_fields is not None and new & set(update_fields):
            update_fields = {*update_fields, *self.derived_fields, "recognisable"}
        with transaction.atomic():
            row = self._locked_row()
            if row:
                self.take_from_row(row)
            super().save(*args, update_fields=update_fields, **kwargs)
            for field in (*self.upload_fields, *self.made_fields) if row else ():
                old, now = getattr(row, field).name, getattr(self, field).name
                if old and old != now and (update_fields is None or field in update_fields):
                    delete_on_commit(self._meta.get_field(field).storage, old, type(self), field)
        self._names_known = {field: getattr(self, field).name for field in self.upload_fields}

    def _clean_new_files(self):
        """Clean what is new before a transaction holds anybody up. → names of the fields"""
        new = {
            field
            for field in self.upload_fields
            if getattr(self, field) and not getattr(self, field)._committed
        }
        for field in new:
            file, described = getattr(self, field), self._meta.get_field(field)
            if not isinstance(file.file, CleanFile):
                clean = clean_upload(file.file, file.name, described.family_of(self), field=field)
                setattr(self, field, clean)
        return new

    def _locked_row(self):
        if not self.pk or self._state.adding:
            return None
        return type(self)._base_manager.select_for_update().filter(pk=self.pk).first()

    def take_from_row(self, row):
        """A file that has moved since this copy was read (withdrawn, replaced) is where its row says."""
        for field in self.upload_fields:
            file = getattr(self, field)
            unchanged = file._committed and file.name == self._names_known.get(field, file.name)
            if unchanged and file.name != getattr(row, field).name:
                setattr(self, field, getattr(row, field).name)

    @classmethod
    def from_db(cls, db, field_names, values):
        thing = super().from_db(db, field_names, values)
        loaded = thing.__dict__
        thing._names_known = {field: str(loaded[field]) for field in cls.upload_fields if loaded.get(field)}
        return thing
