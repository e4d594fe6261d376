"""Documents: what people download. Who may have one is decided at its address, see home/filekeeping/documents.py."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document

from home.cleaning.fields import CleanFileField, MadeFileField
from home.models.files import KeptFile, new_token, own_folder, recognisable_field, removed_field
from home.previews import making


def document_path(instance, filename):
    return own_folder("documents", filename)


def preview_path(instance, filename):
    return f"previews/{new_token()}.webp"


class HubDocument(KeptFile, AbstractDocument):
    file = CleanFileField(
        _("file"), upload_to=document_path, family="document", after=AbstractDocument._meta.get_field("file")
    )

    removed = removed_field()
    recognisable = recognisable_field()
    uploaded_at = models.DateTimeField(_("uploaded at"), null=True, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    # Served below the page that offers the document, as that is: never by an address of its own (home/previews).
    preview = MadeFileField(upload_to=preview_path, blank=True, editable=False)
    preview_width = models.PositiveSmallIntegerField(null=True, editable=False)
    preview_height = models.PositiveSmallIntegerField(null=True, editable=False)

    made_fields = ("preview",)
    derived_fields = (
        "file_size",
        "file_hash",
        "removed",
        "uploaded_at",
        "pages",
        "preview",
        "preview_width",
        "preview_height",
    )
    admin_form_fields = (*Document.admin_form_fields, "recognisable")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def __str__(self):
        return self.title

    def note_upload(self, field, clean):
        super().note_upload(field, clean)
        self.note_size_and_hash(clean)
        self.uploaded_at = timezone.now()
        self.pages = clean.facts.get("pages")
        self.preview = ""
        self.preview_width = self.preview_height = None

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        making.want(self)

    def take_from_row(self, row):
        """The worker writes these: whoever opened the document before keeps nothing older."""
        super().take_from_row(row)
        for field in ("pages", "preview", "preview_width", "preview_height"):
            setattr(self, field, getattr(row, field))
