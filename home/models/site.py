"""Words around every page, links to networks, and people who act in public."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.models.snippets import DraftSnippet


class SiteWords(DraftSnippet):
    statement = models.CharField(
        _("statement"),
        max_length=160,
        blank=True,
        help_text=_("The large words at the foot of every page. Left empty: the name of the site."),
    )
    about = models.TextField(
        _("about the Day"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences below the statement: what the Day is and who calls it."),
    )
    contact = models.TextField(
        _("contact"),
        max_length=300,
        blank=True,
        help_text=_(
            "How readers reach the organisers, for instance a postal address. No private address or number."
        ),
    )
    credit = models.TextField(
        _("thanks"), max_length=300, blank=True, help_text=_("A last line: whom the site thanks, a licence.")
    )

    panels = [FieldPanel(name) for name in ("statement", "about", "contact", "credit")]
    translatable_fields = [TranslatableField(name) for name in ("statement", "about", "contact", "credit")]

    class Meta(DraftSnippet.Meta):
        verbose_name = _("words of the site")
        verbose_name_plural = _("words of the site")
        constraints = [
            models.UniqueConstraint(
                fields=["locale"],
                name="home_one_set_of_words",
                violation_error_message=_(
                    "There are words of the site in this language already. Change those."
                ),
            )
        ]

    def __str__(self):
        return self.statement or str(_("Words of the site"))


class SocialLink(DraftSnippet):
    name = models.CharField(
        _("name"), max_length=60, help_text=_("As readers know it, for instance the network and the account.")
    )
    url = models.URLField(_("web address"), help_text=_("It opens only when a reader follows it."))
    position = models.PositiveSmallIntegerField(
        _("position"), default=10, help_text=_("Small numbers come first.")
    )

    panels = [FieldPanel("name"), FieldPanel("url"), FieldPanel("position")]
    translatable_fields = [
        TranslatableField("name"),
        SynchronizedField("url"),
        SynchronizedField("position", overridable=False),
    ]

    class Meta(DraftSnippet.Meta):
        verbose_name = _("social link")
        verbose_name_plural = _("social links")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class Person(DraftSnippet):
    name = models.CharField(
        _("name"), max_length=120, help_text=_("As the person wishes to be named in public. Ask before.")
    )
    roles = models.TextField(
        _("roles"),
        blank=True,
        max_length=600,
        help_text=_("One a line, for instance: Chair, North Korea Freedom Coalition."),
    )
    honours = models.TextField(
        _("honours"), blank=True, max_length=600, help_text=_("Prizes and titles, one a line.")
    )
    url = models.URLField(_("web address"), blank=True, help_text=_("A public page about the person."))

    panels = [
        HelpPanel(_("Only people who act in public. No photographs: the site shows no faces.")),
        FieldPanel("name"),
        FieldPanel("roles"),
        FieldPanel("honours"),
        FieldPanel("url"),
    ]
    translatable_fields = [
        TranslatableField("name"),
        TranslatableField("roles"),
        TranslatableField("honours"),
        SynchronizedField("url"),
    ]

    class Meta(DraftSnippet.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def role_lines(self):
        return [line.strip() for line in self.roles.splitlines() if line.strip()]

    @property
    def honour_lines(self):
        return [line.strip() for line in self.honours.splitlines() if line.strip()]
