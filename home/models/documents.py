"""Documents: what people download. Who may have one is decided at its address, see home/filekeeping/documents.py."""

from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document

from home.cleaning.fields import CleanFileField
from home.models.files import KeptFile, own_folder, recognisable_field, removed_field


def document_path(instance, filename):
    return own_folder("documents", filename)


class HubDocument(KeptFile, AbstractDocument):
    file = CleanFileField(
        _("file"), upload_to=document_path, family="document", after=AbstractDocument._meta.get_field("file")
    )

    removed = removed_field()
    recognisable = recognisable_field()
    derived_fields = ("file_size", "file_hash", "removed")
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
