"""allauth offers a second factor; this insists on it.

Public addresses are left alone entirely: looking at `request.user` there would read the session and make the answer
vary by cookie.
"""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .second_factor import has_second_factor, session_proved_second_factor

WANTED = "wanted_before_second_step"


class SecondFactorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.refusal(request) or self.get_response(request)

    @cached_property
    def open_account_paths(self):
        """What a session without a proven factor may still use."""
        names = ("account_login", "account_logout", "account_inactive", "mfa_authenticate")
        return {reverse(name) for name in names}

    @cached_property
    def account_prefix(self):
        return reverse("account_login").removesuffix("login/")

    def refusal(self, request):
        path = request.path_info
        is_admin = path.startswith(tuple(settings.ADMIN_PREFIXES))
        if not is_admin and (not path.startswith(self.account_prefix) or path in self.open_account_paths):
            return None
        if not request.user.is_authenticated or path == reverse("wagtailadmin_logout"):
            return None
        if is_admin and not request.user.has_perm("wagtailadmin.access_admin"):
            # Wagtail would send them to log in, and the log-in page back again, without end.
            raise PermissionDenied
        if not settings.HUB_REQUIRE_SECOND_FACTOR:
            return None
        enrolled = has_second_factor(request.user)
        if enrolled and not session_proved_second_factor(request):
            # Also on the account pages: a password alone must not switch the factor off.
            logout(request)
            messages.info(request, _("Log in again, with your second step, to go on."))
            return redirect_to_login(
                request.get_full_path() if is_admin else reverse("mfa_index"), reverse("account_login")
            )
        if is_admin and not enrolled:
            messages.warning(
                request,
                _("This site asks everybody on the staff for a second step at log-in. Set one up first."),
            )
            if request.method == "GET":
                request.session[WANTED] = path
            return redirect("mfa_index")
        if path == reverse("wagtailadmin_home") and WANTED in request.session:
            # Where they were going before they were sent to set up their second step.
            return redirect(request.session.pop(WANTED))
        return None
