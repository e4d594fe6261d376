"""How accounts behave. Staff make them: nobody signs up, and no answer tells whether an address has an account."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse
from django.utils.translation import gettext as _

from home import outbox
from home.accounts.roles import only_translates
from home.languages import reader_language


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("translation_desk" if only_translates(request.user) else "wagtailadmin_home")
        return reverse("mfa_index")  # /admin/ would refuse them

    def send_mail(self, template_prefix, email, context):
        """The one mail that accounts need is ours; whatever else allauth may send one day goes its own way to the outbox."""
        link = context.get("password_reset_url")
        if not link:
            return super().send_mail(template_prefix, email, context)
        outbox.queue("password-reset", email, reader_language(), lambda: _reset(link))


def _reset(link):
    return outbox.Letter(
        subject=_("Choose a new password"),
        paragraphs=(_("Somebody, you we hope, asked for a new password for your account."),),
        action=(_("Choose a new password"), link),
        after=(_("If it was not you, do nothing: your password stays as it is."),),
        reason=_("You get this because you have an account for looking after this site."),
    )
