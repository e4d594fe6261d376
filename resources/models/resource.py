"""Downloads: one resource, many files by language, format and paper."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from home.fields import LanguageField
from home.languages import own_name, reader_language
from home.models import FactsRecord


class Resource(FactsRecord):
    class Kind(models.TextChoices):
        PETITION_LETTER = "petition_letter", _("petition letter")
        POSTER = "poster", _("poster")
        PRAYER_POINTS = "prayer_points", _("prayer points")
        SIGNATURE_SHEET = "signature_sheet", _("signature sheet")
        FLYER = "flyer", _("flyer")
        FACT_SHEET = "fact_sheet", _("fact sheet")
        SOCIAL_IMAGE = "social_image", _("social image")
        GUIDE = "guide", _("guide")

    kind = models.CharField(
        _("kind"),
        max_length=30,
        choices=Kind.choices,
        help_text=_("What it is. The library is ordered by it."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=100,
        blank=True,
        help_text=_(
            "How others may use it, for instance CC BY 4.0. Left empty, the page says nothing about it."
        ),
    )

    class Meta:
        verbose_name = _("resource (files)")
        verbose_name_plural = _("resources (files)")

    def __str__(self):
        return f"#{self.pk} {self.get_kind_display()}"

    @property
    def languages(self):
        """[(code, own name)] of the languages there are files in, the reader's first; papers of them: `papers`."""
        codes = {file.language for file in self.files.all()}
        named = [(code, own_name(code)) for code in codes]
        return sorted(named, key=lambda pair: (pair[0] != reader_language(), pair[1]))

    @property
    def papers(self):
        """Sizes that the files are made for, in the order of `Paper`: ["A4", "Letter", "phone"]."""
        used = {file.paper for file in self.files.all()}
        return [label for value, label in ResourceFile.Paper.choices if value in used]


class ResourceFile(models.Model):
    class Paper(models.TextChoices):
        A4 = "a4", "A4"
        A3 = "a3", "A3"
        LETTER = "letter", "Letter"
        SCREEN = "screen", _("screen")
        PHONE = "phone", _("phone")

    resource = ParentalKey(Resource, on_delete=models.CASCADE, related_name="files")
    language = LanguageField(
        _("language"), max_length=20, help_text=_("The language of the words in the file.")
    )
    format = models.CharField(
        _("format"),
        max_length=10,
        validators=[RegexValidator(r"^[A-Za-z0-9]+$", _("Letters and digits only, for instance pdf."))],
        help_text=_("For instance pdf, docx or png. The file's address ends with it."),
    )
    paper = models.CharField(
        _("paper"),
        max_length=10,
        choices=Paper.choices,
        blank=True,
        help_text=_("The size of the paper, or where it is shown. May be left empty."),
    )
    document = models.ForeignKey(
        "home.HubDocument",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("document"),
        help_text=_("The file itself. Names of authors and other hidden traces are removed from it."),
    )

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["language", "format", "paper"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "language", "format", "paper"],
                name="resources_one_file_per_kind",
                violation_error_message=_("There is a file in this language, format and paper size already."),
            ),
        ]

    def __str__(self):
        return f"{self.language} {self.format} {self.paper}"

    @property
    def label(self):
        return " ".join(part for part in (self.format.upper(), str(self.get_paper_display() or "")) if part)
