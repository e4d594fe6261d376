"""Mails in the admin: how each stands, never to whom it goes nor what it says. For the coordinator desk."""

from django.contrib import messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from home.languages import name_for_reader
from home.models import OutboxMail
from home.outbox import sending, words
from home.outbox.queueing import cancel_these

PER_PAGE = 50
MAY = "home.view_outboxmail"
State = OutboxMail.State


class MailsView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "admin/mails/list.html"
    page_title = gettext_lazy("Mails")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(MAY):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        state, kind = self.chosen()
        counts = dict(OutboxMail.objects.order_by().values_list("state").annotate(Count("pk")))
        kinds = OutboxMail.objects.order_by("kind").values_list("kind", flat=True).distinct()
        page = Paginator(self.found(), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            page_obj=page,
            rows=[_row(mail) for mail in page],
            states=[(each, f"{each.label} ({intcomma(counts.get(each, 0))})") for each in State],
            kinds=sorted(((code, words.kind(code)) for code in kinds), key=lambda each: each[1]),
            state=state,
            kind=kind,
            filters=self.filters(),
            failed=counts.get(State.FAILED, 0),
            **kwargs,
        )

    def chosen(self):
        """(state, kind) that the address asks for; what is none counts as all."""
        state, kind = self.request.GET.get("state", ""), self.request.GET.get("kind", "")
        return state if state in State.values else "", kind if kind.isprintable() else ""

    def found(self):
        state, kind = self.chosen()
        mails = OutboxMail.objects.defer("content")
        return mails.filter(**{key: value for key, value in (("state", state), ("kind", kind)) if value})

    def filters(self):
        return urlencode(
            [(key, each) for key, each in zip(("state", "kind"), self.chosen(), strict=True) if each]
        )

    def post(self, request, *args, **kwargs):
        """Send again or cancel what is ticked; with `all`, whatever failed."""
        action = request.POST.get("action")
        everything = action == "again" and "all" in request.POST
        mails = OutboxMail.objects.all() if everything else OutboxMail.objects.filter(pk__in=self.ticked())
        if action == "again":
            count = sending.send_again(mails)
            (messages.success if count else messages.warning)(request, _told_again(count))
        elif action == "cancel" and "sure" not in request.POST:
            waiting = mails.filter(state__in=[State.QUEUED, State.FAILED])
            context = super().get_context_data(
                ids=list(waiting.values_list("pk", flat=True)), filters=self.filters()
            )
            return render(request, "admin/mails/cancel.html", context)
        elif action == "cancel":
            messages.success(request, _told_cancelled(cancel_these(mails)))
        return redirect(f"{reverse('mails:index')}?{self.filters()}")

    def ticked(self):
        ids = [each for each in self.request.POST.getlist("mail") if each.isascii() and each.isdecimal()]
        return [int(each) for each in ids if len(each) < 19][:PER_PAGE]


def _row(mail):
    waits = mail.state == State.QUEUED
    return {
        "mail": mail,
        "kind": words.kind(mail.kind),
        "about": words.about(mail.about),
        "language": name_for_reader(mail.language),
        "error": words.error(mail.last_error),
        "next_attempt_at": mail.next_attempt_at if waits and mail.attempts else None,
        "can_change": waits or mail.state == State.FAILED,
    }


def _told_again(count):
    if not count:
        return _("No mail was sent again: only failed ones can be, and only for thirty days.")
    return ngettext(
        "%(count)d mail waits again and is sent soon.", "%(count)d mails wait again and are sent soon.", count
    ) % {"count": count}


def _told_cancelled(count):
    return ngettext(
        "%(count)d mail is cancelled. It is never sent.",
        "%(count)d mails are cancelled. They are never sent.",
        count,
    ) % {"count": count}


class MailsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY)


class MailsViewSet(ViewSet):
    """Stands in the menu of the coordinator desk, which a higher room makes."""

    icon = "mail"
    menu_label = gettext_lazy("Mails")
    menu_item_class = MailsMenuItem

    def get_urlpatterns(self):
        return [path("", MailsView.as_view(), name="index")]
