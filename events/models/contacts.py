"""A person whom only the coordinator desk knows, how they wish to be shown, and which of their words readers may see."""

from secrets import token_urlsafe

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.encryption import EncryptedTextField, lookup_hash
from home.fields import LanguageField


def link_nonce():
    """What makes a personal link void when it changes."""
    return token_urlsafe(18)


class PublicDisplay(models.TextChoices):
    NAME = "name", _("name")
    ORGANISATION = "organisation", _("organisation only")
    ANONYMOUS = "anonymous", _("anonymous")


class ShownWord(models.Model):
    """Somebody's name, or that of their group, which readers see once the coordinator desk has looked at it.

    Kept is the very word that was agreed to: another one waits anew, and the old one is never shown in its place. Both are
    encrypted, so a date tells the database that a word waits. Every save of the word sets it.
    """

    word_field = ""

    agreed_word = EncryptedTextField(blank=True, editable=False)
    word_waits_since = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.word_waits_since = None if self.is_agreed else self.word_waits_since or timezone.now()
        theirs = {self.word_field, "agreed_word"}
        if kwargs.get("update_fields") is not None and theirs & set(kwargs["update_fields"]):
            # The three are one thing: written apart they might not fit what another process wrote meanwhile.
            kwargs["update_fields"] = {*kwargs["update_fields"], *theirs, "word_waits_since"}
        super().save(*args, **kwargs)

    @property
    def shown_word(self):
        """The word as readers may see it, "" while the desk has not agreed to it."""
        word = getattr(self, self.word_field)
        return word if word == self.agreed_word else ""

    @property
    def is_agreed(self):
        return self.shown_word == getattr(self, self.word_field)

    def agree(self):
        """The desk has seen the word, or trusts whoever wrote it. Of a row that nobody else changes meanwhile."""
        self.agreed_word = getattr(self, self.word_field)
        self.save(update_fields=["agreed_word"])


class PrivateContact(ShownWord):
    """A person whom only the coordinator desk knows. Without a name in any log or list."""

    log_by_id = True
    word_field = "name"

    name = EncryptedTextField(
        _("name"), blank=True, help_text=_("Kept encrypted. Nobody but the coordinator desk sees it.")
    )
    email = EncryptedTextField(
        _("e-mail address"), blank=True, help_text=_("Kept encrypted. It is never shown on the site.")
    )
    email_hash = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    new_email = EncryptedTextField(blank=True, editable=False)  # until it is confirmed as well
    new_email_at = models.DateTimeField(null=True, blank=True, editable=False)
    telephone = EncryptedTextField(
        _("telephone"),
        blank=True,
        help_text=_("Kept encrypted. With the code of the country, for instance +82."),
    )
    language = LanguageField(
        _("language"),
        max_length=20,
        blank=True,
        help_text=_("The language in which one writes to this person."),
    )
    nonce = models.CharField(max_length=64, default=link_nonce, editable=False)
    confirmed_at = models.DateTimeField(_("address confirmed"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("private contact")
        verbose_name_plural = _("private contacts")

    def __str__(self):
        return f"#{self.pk}"

    def save(self, *args, **kwargs):
        self.email_hash = lookup_hash(self.email) if self.email else ""
        super().save(*args, **kwargs)
