"""The one way in, and redirects from every other log-in page that Wagtail or Django would offer."""

from django.http import Http404, HttpResponseRedirect
from django.urls import include, path, re_path, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from home.accounts.invitations.views import WelcomeView
from home.accounts.views import AccountView


@never_cache
def to_login(request, *args, **kwargs):
    """To our log-in page, keeping `next` when it stays on this site."""
    target = reverse("account_login")
    following = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure()):
        target += "?" + urlencode({"next": following})
    return HttpResponseRedirect(target)


@never_cache
def to_password_reset(request, *args, **kwargs):
    return HttpResponseRedirect(reverse("account_reset_password"))


def closed(request, *args, **kwargs):
    raise Http404


# Before Wagtail's own addresses: its log-in views know no second factor, its account view asks for two names.
bypass_patterns = [
    re_path(r"^admin/login(?:/.*)?$", to_login),
    re_path(r"^admin/password_reset(?:/.*)?$", to_password_reset),
    path("admin/account/", never_cache(require_admin_access(AccountView.as_view()))),
    re_path(r"^django-admin(?:/.*)?$", to_login),
    re_path(r"^_util/login(?:/.*)?$", to_login, name="wagtailcore_login"),
]

urlpatterns = [
    # Staff change addresses and make accounts, so these pages of allauth are closed.
    re_path(r"^signup(?:/.*)?$", closed, name="account_signup"),
    re_path(r"^email(?:/.*)?$", closed),
    re_path(r"^confirm-email(?:/.*)?$", closed),
    path("invitation/<str:token>/", WelcomeView.as_view(), name="account_invitation"),
    path("", include("allauth.urls")),
]
