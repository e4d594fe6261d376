"""Sending an update: first who gets which version, then a mail to oneself, then the button. Writing one is another matter."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from events.models import Edition, Update, UpdateSending
from events.updates import letters, sending
from events.updates.versions import content_of, fingerprint, spread
from home import outbox
from home.languages import bcp47, direction, name_for_reader, reader_language
from home.models import OutboxMail

PER_PAGE = 50
BEGUN, STOPPED, RESUMED = "update.send", "update.stop", "update.resume"


class SendingView(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "mail"
    right = "events.view_updatesending"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.right):
            raise PermissionDenied
        return self.prepare(**kwargs) or super().dispatch(request, *args, **kwargs)

    def prepare(self, **kwargs):
        """Finds what the page is about; a response where there is no such page."""

    def get_breadcrumbs_items(self):
        above = {"url": reverse("update-sendings:index"), "label": _("Send updates")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]


class SendingsView(SendingView):
    template_name = "admin/updates/list.html"
    page_title = gettext_lazy("Send updates")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        sent = UpdateSending.objects.all()
        waiting = Update.objects.best_for(reader_language()).order_by("-last_published_at", "-pk")
        waiting = waiting.exclude(translation_key__in=sent.values("translation_key"))
        return super().get_context_data(
            waiting=waiting.select_related("locale")[:PER_PAGE],
            page_obj=Paginator(sent, PER_PAGE).get_page(self.request.GET.get("p")),
            **kwargs,
        )


class SendView(SendingView):
    template_name = "admin/updates/send.html"
    right = "events.add_updatesending"

    def prepare(self, key):
        before = UpdateSending.objects.filter(translation_key=key).first()
        if before:
            return redirect("update-sendings:one", before.pk)
        self.update = Update.objects.filter(translation_key=key).best_for(reader_language()).first()
        if self.update is None:
            messages.error(self.request, _("This update isn't published. Publish it first, then send it."))
            return redirect("update-sendings:index")
        self.page_title = _("Send “%(subject)s”") % {"subject": self.update.subject}
        return None

    @cached_property
    def content(self):
        return content_of(self.update)

    def get_context_data(self, **kwargs):
        content = self.content
        rows = spread(content) if content else []
        return super().get_context_data(
            update=self.update,
            edition=content and content["edition"] and Edition.objects.get(pk=content["edition"]),
            group=content and Update.Group(content["group"]).label,
            rows=[
                (name_for_reader(language), name_for_reader(version), number, language == version)
                for language, version, number in rows
            ],
            total=sum(number for _language, _version, number in rows),
            versions=[_shown(code, words) for code, words in content["versions"].items()] if content else [],
            fingerprint=content and fingerprint(content),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if self.content is None:
            return redirect(request.path)
        if request.POST.get("deed") == "test":
            return self.test()
        if request.POST.get("fingerprint") != fingerprint(self.content):
            messages.error(
                request, _("Its words have changed since you opened this page. Look at them once more.")
            )
            return redirect(request.path)
        try:
            begun = sending.begin(self.update.translation_key, self.content, request.user)
        except sending.SentAlready:
            return redirect(request.path)
        log(begun, BEGUN, user=request.user)
        messages.success(request, _("It is on its way. This page says how far it has come."))
        return redirect("update-sendings:one", begun.pk)

    def test(self):
        """To the person who asks, in one of the languages, as readers get it but for the way out."""
        code = self.request.POST.get("language")
        words = self.content["versions"].get(code)
        if words is None or not self.request.user.email:
            messages.error(
                self.request, _("There is no such version, or your account has no e-mail address.")
            )
            return redirect(self.request.path)
        outbox.queue(
            "update-test",
            self.request.user.email,
            code,
            lambda: letters.letter(words, _("This is a test. Readers find here how to get no more of it.")),
        )
        messages.success(self.request, _("The test is on its way to you."))
        return redirect(self.request.path)


def _shown(code, words):
    return {
        "code": code,
        "name": name_for_reader(code),
        "lang": bcp47(code),
        "dir": direction(code),
        "subject": words["subject"],
        "paragraphs": letters.paragraphs(words["text"]),
    }


class ProgressView(SendingView):
    template_name = "admin/updates/progress.html"

    def prepare(self, pk):
        self.sending = get_object_or_404(UpdateSending.objects.select_related("by"), pk=pk)
        self.page_title = self.sending.subject

    def get_context_data(self, **kwargs):
        mails = OutboxMail.objects.filter(about=sending.about(self.sending)).order_by()
        states = dict(mails.values_list("state").annotate(Count("pk")))
        may_change = self.request.user.has_perm("events.change_updatesending")
        waiting = states.get(OutboxMail.State.QUEUED, 0)
        return super().get_context_data(
            sending=self.sending,
            waiting=waiting,
            failed=states.get(OutboxMail.State.FAILED, 0),
            may_stop=may_change and not self.sending.stopped_at and (waiting or not self.sending.finished_at),
            may_resume=may_change and bool(self.sending.stopped_at),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if not request.user.has_perm("events.change_updatesending"):
            raise PermissionDenied
        deed = request.POST.get("deed")
        if deed == "stop":
            number = sending.stop(self.sending)
            log(self.sending, STOPPED, user=request.user)
            words = ngettext(
                "Stopped. %(number)d mail had left or been tried already.",
                "Stopped. %(number)d mails had left or been tried already.",
                number,
            )
            messages.success(request, words % {"number": number})
        elif deed == "resume":
            sending.resume(self.sending)
            log(self.sending, RESUMED, user=request.user)
            messages.success(request, _("It goes on. Nobody gets it twice."))
        return redirect(request.path)
