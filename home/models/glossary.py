"""The glossary of the cause: a concept, and the word for it in each language."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel


class GlossaryConcept(ClusterableModel):
    """Something that has one word in every language: a name, a term of law, a word of the Day."""

    name = models.CharField(
        _("name"), max_length=120, unique=True, help_text=_("In English, for instance “City Coordinator”.")
    )
    note = models.CharField(
        _("note"),
        max_length=500,
        blank=True,
        help_text=_(
            "What it means and what it must not be mistaken for. Translators of all languages read it."
        ),
    )

    panels = [FieldPanel("name"), FieldPanel("note"), InlinePanel("words", heading=_("Words"))]

    class Meta:
        ordering = ["name"]
        verbose_name = _("glossary entry")
        verbose_name_plural = _("glossary")

    def __str__(self):
        return self.name


class GlossaryWord(models.Model):
    """The word for a concept in one language."""

    concept = ParentalKey(GlossaryConcept, on_delete=models.CASCADE, related_name="words")
    locale = models.ForeignKey(
        "wagtailcore.Locale",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("language"),
        help_text=_("The language of this word."),
    )
    word = models.CharField(_("word"), max_length=200, help_text=_("The word to use in this language."))
    also = models.TextField(
        _("also right"),
        blank=True,
        max_length=1000,
        help_text=_(
            "Other forms that count as this word, one on each line: endings, short forms, the plural."
        ),
    )
    avoid = models.TextField(
        _("not this"),
        blank=True,
        max_length=1000,
        help_text=_("Words that must not stand for it, one on each line."),
    )
    note = models.CharField(
        _("note"),
        max_length=500,
        blank=True,
        help_text=_("When to use it, for translators of this language."),
    )

    panels = [
        FieldPanel("locale"),
        FieldPanel("word"),
        FieldPanel("also"),
        FieldPanel("avoid"),
        FieldPanel("note"),
    ]

    class Meta:
        ordering = ["locale__language_code"]
        verbose_name = _("word")
        verbose_name_plural = _("words")
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "locale"],
                name="home_one_word_per_language",
                violation_error_message=_("This entry has a word in that language already."),
            )
        ]

    def __str__(self):
        return self.word

    def clean(self):
        right = {line.strip().casefold() for line in [self.word, *self.also.splitlines()]} - {""}
        for line in self.avoid.splitlines():
            if line.strip().casefold() in right:
                message = _("“%(word)s” stands among the right words, too. Take it out of one of the two.")
                raise ValidationError({"avoid": message % {"word": line.strip()}})
