"""Names to look at: the list tells numbers and places, one page the word, and what is done with the very word that was seen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from events.coordinator_desk import names
from events.coordinator_desk.desk_views import PER_PAGE, DeskMixin
from events.hosting import naming

LIST = "names-to-look-at:index"


class NamesMixin(DeskMixin):
    rights = ("events.view_privatecontact", "events.view_coordinator")
    header_icon = "view"


class NamesView(NamesMixin, TemplateView):
    template_name = "admin/coordinator_desk/names.html"
    page_title = gettext_lazy("Names to look at")

    def get_context_data(self, **kwargs):
        page = Paginator(names.in_order(), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page_obj=page, words=names.with_places(list(page)), **kwargs)


class NameView(NamesMixin, TemplateView):
    """One word. What is posted is a decision on the word that was shown."""

    template_name = "admin/coordinator_desk/name.html"
    of_group = False
    deeds = {"show": naming.show, "keep-anonymous": naming.keep_anonymous}

    def get(self, request, *args, **kwargs):
        if self.word is None:
            return self.too_late()
        return super().get(request, *args, **kwargs)

    @cached_property
    def word(self):
        found = names.with_places([(None, self.of_group, self.kwargs["pk"])])
        return found[0] if found else None

    def get_breadcrumbs_items(self):
        above = {"url": reverse(LIST), "label": _("Names to look at")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        word = self.word
        thing = word.thing
        return super().get_context_data(
            word=word,
            said=getattr(thing, thing.word_field),
            seen=naming.version(thing),
            may_decide=self.may_decide(),
            **kwargs,
        )

    def may_decide(self):
        rights = ("events.change_privatecontact", "events.change_coordinator")
        return all(self.request.user.has_perm(right) for right in rights)

    def post(self, request, *args, **kwargs):
        if not self.may_decide():
            raise PermissionDenied
        word, deed = self.word, self.deeds.get(request.POST.get("deed"))
        if word is None:
            return self.too_late()
        if deed is None:
            return redirect(request.path)
        try:
            deed(word.thing, request.user, request.POST.get("seen", ""))
        except naming.Overtaken:
            messages.error(
                request,
                _(
                    "Nothing was changed: somebody has decided, or the name is another one now. Look once more."
                ),
            )
            return redirect(request.path)
        if deed is naming.show:
            messages.success(request, _("Readers see it from now on."))
        else:
            messages.success(request, _("Readers go on seeing nobody. The person is told by mail."))
        return redirect(LIST)

    def too_late(self):
        messages.info(self.request, _("This name does not wait any more."))
        return redirect(LIST)


class PersonNameView(NameView):
    @property
    def page_title(self):
        return _("Name of contact #%(number)d") % {"number": self.kwargs["pk"]}


class GroupNameView(NameView):
    of_group = True

    @property
    def page_title(self):
        return _("Organisation of coordinator #%(number)d") % {"number": self.kwargs["pk"]}
