"""How accounts behave. Staff make them: nobody signs up, and no answer tells whether an address has an account."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse

from home.accounts.roles import only_translates


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("translation_desk" if only_translates(request.user) else "wagtailadmin_home")
        return reverse("mfa_index")  # /admin/ would refuse them
