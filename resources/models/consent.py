"""What a person agreed to, about an account. Private."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.encryption import EncryptedTextField
from home.fields import LanguagesField
from resources.models.testimony import Testimony


class ConsentRecord(models.Model):
    """What a person agreed to. Seen by consent keepers only; its words are encrypted."""

    log_by_id = True

    testimony = models.OneToOneField(
        Testimony,
        on_delete=models.PROTECT,
        related_name="consent",
        verbose_name=_("testimony"),
        help_text=_("The account that this consent is about."),
    )
    website = models.BooleanField(
        _("website"),
        default=False,
        help_text=_("The account may be shown on this website. Without it nothing is published."),
    )
    social_media = models.BooleanField(
        _("social media"), default=False, help_text=_("Parts of it may be shown on social networks.")
    )
    print = models.BooleanField(
        _("print"), default=False, help_text=_("It may be printed, for instance in a booklet.")
    )
    translation = models.BooleanField(
        _("translation"), default=False, help_text=_("It may be translated by people.")
    )
    machine_translation = models.BooleanField(
        _("machine translation"), default=False, help_text=_("It may be translated by a machine.")
    )
    offline_copies = models.BooleanField(
        _("offline copies"),
        default=False,
        help_text=_("It may be in copies that others take along and that can't be called back."),
    )
    name = models.CharField(
        _("name"),
        max_length=20,
        choices=Testimony.NameMode.choices,
        default=Testimony.NameMode.ANONYMOUS,
        help_text=_(
            "The most that may be shown. Who agreed to their real name may be shown by a pseudonym, too."
        ),
    )
    face = models.BooleanField(_("face"), default=False, help_text=_("The person's face may be shown."))
    voice = models.BooleanField(_("voice"), default=False, help_text=_("The person's voice may be heard."))
    languages = LanguagesField(
        _("languages"), default=list, blank=True, help_text=_("The languages in which it may be shown.")
    )
    given_on = models.DateField(_("given on"), help_text=_("The day on which the person agreed."))
    review_by = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("The day by which to ask again. After it the pages leave the site."),
    )
    withdrawn_on = models.DateField(
        _("withdrawn on"),
        null=True,
        blank=True,
        help_text=_("The day on which the person took it back. The pages leave the site on it."),
    )
    evidence = EncryptedTextField(
        _("where the evidence is kept"),
        blank=True,
        help_text=_("For instance the folder of the signed form. Kept encrypted."),
    )
    person = EncryptedTextField(
        _("the person"),
        blank=True,
        help_text=_("Who gave the account. Kept encrypted; nobody but consent keepers sees it."),
    )

    class Meta:
        verbose_name = _("consent record")
        verbose_name_plural = _("consent records")

    def __str__(self):
        return f"#{self.pk}"

    def covers_website(self, today=None):
        today = today or timezone.localdate()
        return (
            self.website
            and (self.withdrawn_on is None or self.withdrawn_on > today)
            and (self.review_by is None or self.review_by >= today)
        )
