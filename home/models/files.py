"""What pictures, documents, audio and video have in common: clean files that go with their rows."""

import secrets

from django.db import models, transaction
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _
from wagtail.utils.file import hash_filelike

from home.cleaning.telling import tell
from home.filekeeping.rollback import delete_on_commit


def new_token():
    """A part of a public address that nobody guesses: 96 random bits."""
    return secrets.token_hex(12)


def own_folder(folder, filename):
    """`documents/<random>/letter.pdf`: no two uploads ever share a name, so that deleting one late never meets another."""
    return f"{folder}/{new_token()}/{get_valid_filename(filename)}"


class KeptFile(models.Model):
    """A model with uploads: notes what cleaning removed, and deletes a file that another one replaces."""

    removed = models.JSONField(_("removed when it was uploaded"), default=list, blank=True, editable=False)

    upload_fields = ("file",)

    class Meta:
        abstract = True

    def note_upload(self, field, clean):
        """`clean` (a CleanFile) is about to be stored in `field`; called before the other fields are written."""
        if field == "file":
            self.removed = sorted(clean.removed)
            tell(self.title, self.removed)

    def note_size_and_hash(self, clean):
        self.file_size = clean.size
        self.file_hash = hash_filelike(clean)

    def save(self, *args, **kwargs):
        with transaction.atomic():
            before = self._stored_names() if self.pk and not self._state.adding else {}
            super().save(*args, **kwargs)
            for field, name in before.items():
                if name and name != getattr(self, field).name:
                    delete_on_commit(self._meta.get_field(field).storage, name)

    def _stored_names(self):
        return type(self)._base_manager.filter(pk=self.pk).values(*self.upload_fields).first() or {}
