"""Forms that clean a file before anything is saved, say by the field why one is refused, and tell what was removed."""

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from home.cleaning import uploads, words
from home.models.files import Recognisable


def help_text(family):
    return format_lazy("{} {}", _kinds(family), words.HELP)


def lazily(function):
    """Fields are made once, long before anybody reads them: what they say is put together in each reader's language."""
    return lazy(function, str)


@lazily
def _kinds(family):
    kinds = words.accepted(uploads.FAMILIES[family])
    return gettext("%(kinds)s, at most %(size)s.") % {
        "kinds": kinds,
        "size": filesizeformat(uploads.limit(family)),
    }


@lazily
def _too_big(family):
    size = filesizeformat(uploads.limit(family))
    return gettext("The file is too big. At most %(limit)s are taken.") % {"limit": size}


@lazily
def _other_kind(family):
    return str(words.REFUSED["kind"]) % {"accepted": words.accepted(uploads.FAMILIES[family])}


class CleanUploadField(forms.FileField):
    """A form field whose value is a CleanFile. Wagtail's page for several documents asks it for its limit."""

    def __init__(self, *args, family="document", **kwargs):
        self.family = family
        kwargs.setdefault("help_text", help_text(family))
        super().__init__(*args, **kwargs)
        self.max_upload_size = uploads.limit(family)
        self.error_messages["file_too_large_unknown_size"] = _too_big(family)

    def to_python(self, data):
        upload = super().to_python(data)
        return upload and uploads.clean_upload(upload, upload.name, self.family)


class CleanPictureField(WagtailImageField):
    """The same for pictures: Wagtail's own views ask this field for its limits."""

    default_validators = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.help_text = help_text("picture")
        self.error_messages["invalid_image_extension"] = _other_kind("picture")

    def to_python(self, data):
        upload = forms.FileField.to_python(self, data)
        return upload and uploads.clean_upload(upload, upload.name, "picture")


class _TellsWhatWasRemoved:
    """A form of an uploaded file. `picture_fields` hold pictures, `file` what `family()` says."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("file", "thumbnail"):
            if name in self.fields:
                self.fields[name] = self._clean_field(name, self.fields[name])
        told = words.what_was_removed(self.instance.removed)
        if told:
            name = "file" if "file" in self.fields else "title"
            field = self.fields[name]
            field.help_text = format_lazy("{} {}", told, field.help_text) if field.help_text else told

    def save(self, commit=True):
        # The model deletes what a new file replaces, once it is certain; Wagtail's forms would do it before, and take
        # with it what has just been made of the new one.
        self.original_file = None
        return super().save(commit=commit)

    def _clean_field(self, name, old):
        kind = CleanPictureField if self.family(name) == "picture" and name == "file" else CleanUploadField
        options = {} if kind is CleanPictureField else {"family": self.family(name)}
        new = kind(label=old.label, required=old.required, widget=old.widget, **options)
        endings = ",".join(f".{ending}" for ending in uploads.endings(self.family(name)))
        new.widget.attrs["accept"] = endings
        if name == "thumbnail":
            new.help_text = format_lazy("{} {}", old.help_text, new.help_text)
        return new


class PictureForm(_TellsWhatWasRemoved, BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].help_text = _(
                "What the picture shows, in one sentence. It is suggested wherever the picture is used, for people who "
                "can't see it."
            )
        if "recognisable" in self.fields:
            heard = {Recognisable.VOICE, Recognisable.BOTH}
            field = self.fields["recognisable"]
            field.choices = [choice for choice in field.choices if choice[0] not in heard]

    def family(self, name):
        return "picture"


class DocumentForm(_TellsWhatWasRemoved, BaseDocumentForm):
    def family(self, name):
        return "document"


class MediaForm(_TellsWhatWasRemoved, BaseMediaForm):
    def family(self, name):
        return "picture" if name == "thumbnail" else self.instance.type or "media"
