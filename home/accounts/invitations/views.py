"""Inviting in the admin, and the page behind the link of an invitation."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from home.accounts import invitations
from home.accounts.invitations.forms import InvitationForm, WelcomeForm
from home.accounts.second_factor import record_authentication
from home.languages import in_words, name_for_reader
from home.models import Invitation, User

INVITE = "home.add_user"


def may_invite(user):
    """Who makes accounts invites."""
    return user.has_perm(INVITE)


class InviteView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "admin/translation/invite.html"
    page_title = gettext_lazy("Invite translators")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not may_invite(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        form = InvitationForm(request.POST)
        if form.is_valid():
            try:
                made = invitations.invite(**form.cleaned_data, by=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _told(made))
                return redirect("translation_invite")
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", InvitationForm())
        pending = list(
            Invitation.objects.filter(accepted_at=None, revoked_at=None).prefetch_related("languages")
        )
        mails = invitations.mails_of(pending)
        return super().get_context_data(
            pending=[
                (
                    each,
                    in_words(name_for_reader(locale.language_code) for locale in each.languages.all()),
                    mails.get(each.pk),
                )
                for each in pending
            ],
            **kwargs,
        )

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


def _told(made):
    if made is None:
        return _(
            "There is an account with this address: it may translate these languages now, and gets a mail."
        )
    return _("The invitation is on its way.")


def _pending(request, pk):
    if not may_invite(request.user):
        raise PermissionDenied
    return get_object_or_404(Invitation, pk=pk, accepted_at=None, revoked_at=None)


@require_POST
def again(request, pk):
    invitations.send_again(_pending(request, pk))
    messages.success(request, _("The invitation is sent again, with a new link."))
    return redirect("translation_invite")


@require_POST
def revoke(request, pk):
    invitations.revoke(_pending(request, pk))
    messages.success(request, _("The invitation is taken back; its link is void."))
    return redirect("translation_invite")


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class WelcomeView(View):
    """Behind the link. Looking at it changes nothing."""

    def dispatch(self, request, token):
        invitation = invitations.find(token)
        if invitation is None:
            return render(request, "account/invitation_gone.html", status=410)
        with override(_language(invitation)):
            if request.user.is_authenticated:
                return render(request, "account/invitation_other.html", status=409)
            return super().dispatch(request, token=token, invitation=invitation)

    def get(self, request, token, invitation):
        return self.answer(
            request, invitation, WelcomeForm(_account(invitation), initial={"name": invitation.name})
        )

    def post(self, request, token, invitation):
        form = WelcomeForm(_account(invitation), request.POST)
        if not form.is_valid():
            return self.answer(request, invitation, form, status=422)
        data = form.cleaned_data
        account, made = invitations.accept(token, data["name"], data["new_password1"])
        if account is None:
            return render(request, "account/invitation_gone.html", status=410)
        if not made:
            return redirect("account_login")
        login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
        record_authentication(request, account, "password")
        return redirect("translation_desk")

    def answer(self, request, invitation, form, status=200):
        languages = [locale.language_code for locale in invitation.languages.order_by("pk")]
        context = {
            "form": form,
            "email": invitation.email,
            "languages": in_words(name_for_reader(code) for code in languages),
            "reviewer": invitation.role == Invitation.Role.REVIEWER,
        }
        return render(request, "account/invitation.html", context, status=status)


def _account(invitation):
    """Not saved: what a password is compared with."""
    return User(email=invitation.email, name=invitation.name)


def _language(invitation):
    first = invitation.languages.order_by("pk").first()
    return first.language_code if first else settings.LANGUAGE_CODE
