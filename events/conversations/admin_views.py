"""One conversation at the desk: how it stands, its text only where staff were asked or called, and what staff can do."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from events.conversations import showing, staff
from events.conversations.admin_forms import AnswerForm, PassOnForm
from events.conversations.admin_list import waits
from events.conversations.talking import Closed
from events.models import Conversation

SURE = {
    "stop": gettext_lazy(
        "Neither can write any more. Both are told that it has ended, not why. A report is settled by it."
    ),
    "take-off": gettext_lazy(
        "This person coordinates no longer, in none of their cities. Their link stops working, and all their conversations come back to the desk."
    ),
}


class ConversationView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "admin/conversations/conversation.html"
    header_icon = "comment"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("events.view_conversation"):
            raise PermissionDenied
        found = Conversation.objects.select_related("city", "edition", "seeker", "coordinator", "assigned_to")
        self.conversation = get_object_or_404(found, pk=kwargs["pk"])
        self.page_title = _("Conversation %(number)s") % {"number": self.conversation}
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        above = {"url": reverse("conversations:index"), "label": _("Conversations")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    @cached_property
    def may_read(self):
        return self.conversation.readable_by_staff and self.request.user.has_perm("events.view_message")

    def get_context_data(self, answer_form=None, pass_on_form=None, **kwargs):
        conversation = self.conversation
        sure = self.request.GET.get("sure")
        if sure in SURE:
            return super().get_context_data(
                conversation=conversation, sure=sure, sure_words=SURE[sure], **kwargs
            )
        introduction = conversation.kind == Conversation.Kind.INTRODUCTION
        may_change = self.request.user.has_perm("events.change_conversation")
        successors = staff.successors(conversation) if introduction and conversation.is_going_on else None
        if pass_on_form is None and successors and may_change:
            pass_on_form = PassOnForm(successors=successors)
        if answer_form is None and not introduction and conversation.takes_messages and may_change:
            answer_form = AnswerForm()
        return super().get_context_data(
            conversation=conversation,
            waits=waits(conversation),
            readable=self.may_read,
            lines=showing.of_messages(conversation, self.read_messages()),
            answer_form=answer_form,
            pass_on_form=pass_on_form,
            may_stop=may_change and introduction and conversation.is_going_on,
            may_settle=may_change and introduction and conversation.readable_by_staff,
            may_take_off=may_change and introduction and conversation.takes_messages,
            **kwargs,
        )

    def read_messages(self):
        return staff.read(self.conversation, self.request.user) if self.may_read else []

    def post(self, request, *args, **kwargs):
        if not request.user.has_perm("events.change_conversation"):
            raise PermissionDenied
        deed = {
            "answer": self.answer,
            "stop": self.stop,
            "settle": self.settle,
            "take-off": self.take_off,
            "pass-on": self.pass_on,
        }.get(request.POST.get("deed"))
        try:
            again = deed() if deed else None
        except Closed:
            messages.error(request, _("This conversation has ended meanwhile. Nothing was changed."))
            again = None
        return again or redirect("conversations:one", self.conversation.pk)

    def answer(self):
        form = AnswerForm(self.request.POST)
        asked = self.conversation.kind == Conversation.Kind.STAFF
        if not asked or not form.is_valid():
            return asked and self.render_to_response(self.get_context_data(answer_form=form))
        staff.answer(self.conversation, form.cleaned_data["text"], self.request.user)
        messages.success(
            self.request, _("Your answer is written; the coordinator gets a mail that it waits.")
        )
        return None

    def pass_on(self):
        form = PassOnForm(self.request.POST, successors=staff.successors(self.conversation))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(pass_on_form=form))
        if staff.pass_on(self.conversation, form.cleaned_data["to"], self.request.user):
            messages.success(
                self.request, _("A new conversation has begun; both get a mail with their link.")
            )
        else:
            messages.error(
                self.request, _("These two can't be brought together: they were before, or are one person.")
            )
        return None

    def stop(self):
        if self.conversation.kind == Conversation.Kind.INTRODUCTION:
            staff.stop(self.conversation, self.request.user)
            messages.success(self.request, _("The conversation is stopped; both are told that it has ended."))

    def settle(self):
        if self.conversation.kind == Conversation.Kind.INTRODUCTION:
            staff.settle(self.conversation, self.request.user)
            messages.success(self.request, _("The report is settled. The text can't be read here any more."))

    def take_off(self):
        if self.conversation.takes_messages and self.conversation.kind == Conversation.Kind.INTRODUCTION:
            staff.take_off(self.conversation, self.request.user)
            messages.success(
                self.request,
                _("This person coordinates no longer. Their conversations are back at the desk."),
            )
