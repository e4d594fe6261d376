"""Choosing the file that is taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.translation.offline.archives import LARGEST_ARCHIVE, is_archive, unpack
from home.translation.offline.reading import LARGEST, Damaged, read

ONE, MANY = _("A PO file."), _("A PO file, or a ZIP archive with many of them, as you downloaded it.")


class FileForm(forms.Form):
    """`cleaned_data["file"]` is a reading.FileContent, or [archives.Member] of an archive with several files."""

    file = forms.FileField(
        label=_("File"),
        help_text=MANY,
        allow_empty_file=True,  # we say so ourselves, as for every other damage
        error_messages={"required": _("Choose a file first.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".po,.zip"}),
    )

    def __init__(self, *args, only_one=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.only_one = only_one
        if only_one:
            self.fields["file"].help_text = ONE
            self.fields["file"].widget.attrs["accept"] = ".po"

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            if file.size and is_archive(file):
                return self._archive(file)
            if file.read(4) == b"PK\x03\x04":
                raise Damaged(_("This archive is damaged."))
            file.seek(0)
            if file.size > LARGEST:
                raise Damaged(_("This file is too big to be a translation from here."))
            return read(file.read())
        except Damaged as error:
            raise forms.ValidationError(str(error)) from error

    def _archive(self, file):
        if file.size > LARGEST_ARCHIVE:
            raise Damaged(_("This archive is too big. Send its files in several."))
        members = unpack(file)
        if len(members) > 1:
            if self.only_one:
                raise Damaged(_("This archive holds several files. Send them from the page for many files."))
            return members
        if members[0].problem:
            raise Damaged(members[0].problem)
        return read(members[0].content)
