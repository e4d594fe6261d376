"""For consent keepers: what a withdrawal would erase, the button, and what came of it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from resources.models import ConsentRecord, Withdrawal
from resources.withdrawal import look_again, preview, withdraw
from resources.withdrawal.leftovers import places
from resources.withdrawal.receipts import receipt_of

MAY = ("resources.change_consentrecord", "resources.delete_consentrecord")
PER_PAGE = 50


class KeepersOnly:
    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perms(MAY):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class WithdrawalPage(KeepersOnly, WagtailAdminTemplateMixin):
    header_icon = "bin"

    def get_breadcrumbs_items(self):
        above = {"url": reverse("withdrawals"), "label": _("Withdrawals")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]


class WithdrawalsView(WithdrawalPage, TemplateView):
    template_name = "admin/consent/withdrawals.html"
    page_title = gettext_lazy("Withdrawals")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        page = Paginator(Withdrawal.objects.all(), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page_obj=page, **kwargs)


class SureForm(forms.Form):
    """Typed, so that nobody erases an account by a slip."""

    number = forms.CharField(
        label=gettext_lazy("The number of the consent"),
        help_text=gettext_lazy("Type the number that stands at the head of this page."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def __init__(self, *args, consent, **kwargs):
        super().__init__(*args, **kwargs)
        self.consent = consent

    def clean_number(self):
        if self.cleaned_data["number"].strip().lstrip("#") != str(self.consent.pk):
            raise forms.ValidationError(_("This is another number. Nothing was withdrawn."))
        return self.cleaned_data["number"]


class BeginView(WithdrawalPage, FormView):
    form_class = SureForm
    template_name = "admin/consent/begin.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.consent = None

    def dispatch(self, request, *args, **kwargs):
        if request.user.has_perms(MAY):
            consents = ConsentRecord.objects.select_related("testimony")
            self.consent = get_object_or_404(consents, pk=kwargs["consent"])
            self.page_title = _("Withdraw the account of consent %(number)s") % {"number": self.consent}
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "consent": self.consent}

    def get_context_data(self, **kwargs):
        return super().get_context_data(consent=self.consent, preview=preview(self.consent), **kwargs)

    def form_valid(self, form):
        try:
            made = withdraw(self.consent, by=self.request.user)
        except OSError:
            form.add_error(None, _("The ledger can't be written, so nothing was erased. Tell the operators."))
            return self.form_invalid(form)
        return redirect("withdrawal", made.number)


class WithdrawalView(WithdrawalPage, TemplateView):
    template_name = "admin/consent/withdrawal.html"

    def dispatch(self, request, *args, **kwargs):
        self.page_title = _("Withdrawal %(number)s") % {"number": kwargs["number"]}
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        made = get_object_or_404(Withdrawal, number=kwargs["number"])
        removed = [(capfirst(name), count) for name, count in sorted(made.removed.items())]
        return super().get_context_data(withdrawal=made, removed=removed, left=places(made), **kwargs)

    def post(self, request, number):
        made = look_again(get_object_or_404(Withdrawal, number=number))
        log(made, "resources.look_again", user=request.user)
        if made.is_complete:
            messages.success(request, _("Nothing of the account is left."))
        else:
            messages.warning(request, _("Something is still left. It stands below."))
        return redirect("withdrawal", number)


class ReceiptView(KeepersOnly, View):
    def get(self, request, number):
        made = get_object_or_404(Withdrawal, number=number)
        disposition = f'attachment; filename="withdrawal-{made.number}.json"'
        return HttpResponse(
            receipt_of(made), content_type="application/json", headers={"Content-Disposition": disposition}
        )


class WithdrawalsItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perms(MAY)


def menu_item():
    return WithdrawalsItem(
        gettext_lazy("Withdrawals"),
        reverse_lazy("withdrawals"),
        name="hub-withdrawals",
        icon_name="bin",
        order=241,
    )
