"""The events of one's own city, in the coordinator's room: list, add, copy, change, postpone, cancel, take back."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from events.hosting.forms import Button
from events.hosting.rooms import DONE, HostFormView, HostView
from events.proposals import mine
from events.proposals.beginning import at_first, copied
from events.proposals.forms import EventForm, NewEventForm
from events.proposals.proposing import propose, send_again
from events.proposals.publishing import as_content, original_page
from events.proposals.season import takes_new
from home.languages import nearest, reader_language

PICTURES = 25_000_000  # bytes of a form with a picture in it

DONE.update(
    {
        "proposed": lambda: _(
            "Thank you. Staff look at it before anybody else can read it. You get a mail then."
        ),
        "published": lambda: _("It is on the site."),
        "told": lambda: _("That is said on every page now. Everybody who signed up gets a mail."),
    }
)


class EventsView(HostView):
    section = "events"

    def get(self, request, geonameid):
        edition = self.coordinator.edition
        return self.render(
            "events/proposals/list.html",
            rows=mine.overview(self.coordinator, self.city),
            past=[] if edition.is_past else mine.to_copy(self.coordinator, self.city),
            may_add=takes_new(edition),
            button=Button(),
        )


class EventFormView(HostFormView):
    """Subclasses give `content()`, the words to begin with, and `send(form) -> proposal`."""

    section = "events"
    form_class = EventForm
    template_name = "events/proposals/form.html"
    most_bytes = PICTURES
    event = None
    once = True

    def make_form(self, *args):
        form = self.form_class(
            *args,
            city=self.city,
            edition=self.coordinator.edition,
            content=self.content(),
            level=EventForm.TRUSTED if self.coordinator.trusted else EventForm.NEW,
            event=self.event,
            holder=f"coordinator:{self.coordinator.pk}",
            initial={"language": self.first_language()},
        )
        return form

    def first_language(self):
        return nearest(reader_language())

    def accept(self, form):
        form.take_picture()
        proposal = self.send(form)
        done = "published" if proposal.state == proposal.State.APPROVED else "proposed"
        return f"{reverse('host-events', args=[self.city.geonameid])}?done={done}"

    def get_context(self, form):
        words = {
            "title": self.title,
            "event": self.event,
            "kept_picture": form.initial.get("kept_picture", ""),
        }
        return {**super().get_context(form), **words}


class AddEventView(EventFormView):
    form_class = NewEventForm

    @property
    def title(self):
        return _("Add an event")

    @property
    def is_offered(self):
        return takes_new(self.coordinator.edition)

    def get(self, request, *args, **kwargs):
        if not self.is_offered:
            return HttpResponseRedirect(reverse("host-events", args=[self.city.geonameid]))
        return super().get(request, *args, **kwargs)

    def content(self):
        return at_first(self.coordinator)

    def send(self, form):
        return propose(
            edition=self.coordinator.edition,
            city=self.city,
            language=form.text_language,
            content=form.said(),
            coordinator=self.coordinator,
        )


class CopyEventView(AddEventView):
    """Last year's, as this year's. Only what readers see can be copied."""

    @property
    def is_offered(self):
        return not self.coordinator.edition.is_past

    @cached_property
    def page(self):
        found = mine.to_copy(self.coordinator, self.city, limit=100)
        page = next((page for page in found if page.event_id == self.kwargs["pk"]), None)
        if page is None:
            raise Http404
        return page

    def content(self):
        return at_first(self.coordinator, copied(self.page, self.coordinator.edition))

    def first_language(self):
        return self.page.locale.language_code


class EditEventView(EventFormView):
    """An event that is on the site. What somebody new changes waits for the desk; what is trusted is there at once."""

    @property
    def title(self):
        return _("Change the event")

    @cached_property
    def event(self):
        return get_object_or_404(mine.events_of(self.coordinator, self.city), pk=self.kwargs["pk"])

    @cached_property
    def waiting(self):
        return self.event.proposals.open().first()

    @cached_property
    def page(self):
        page = original_page(self.event)
        if page is None:
            raise Http404
        return page

    def content(self):
        """What the host said last, as long as it waits."""
        now = as_content(self.page)
        if self.waiting is None:
            return now
        said, before = self.waiting.said, self.waiting.before_that
        return {**now, **{key: value for key, value in said.items() if value != before.get(key)}}

    def make_form(self, *args):
        form = super().make_form(*args)
        form.follow(as_content(self.page))
        return form

    def send(self, form):
        return propose(
            edition=self.event.edition,
            city=self.city,
            language=self.page.locale.language_code,
            content=form.said(),
            coordinator=self.coordinator,
            event=self.event,
            before=form.before,
        )

    def get_context(self, form):
        return {**super().get_context(form), "proposal": self.waiting, "page_language": self.page}


class EditProposalView(EventFormView):
    """What nobody has approved yet."""

    @cached_property
    def proposal(self):
        found = get_object_or_404(mine.proposals_of(self.coordinator, self.city), pk=self.kwargs["pk"])
        if found.is_change:
            raise Http404
        return found

    @property
    def title(self):
        return _("Change what you sent")

    def get(self, request, *args, **kwargs):
        if not self.proposal.is_open:
            return HttpResponseRedirect(reverse("host-events", args=[self.city.geonameid]))
        return super().get(request, *args, **kwargs)

    def content(self):
        return self.proposal.said

    def first_language(self):
        return self.proposal.language

    def send(self, form):
        proposal = send_again(self.proposal, form.said(), form.text_language)
        if proposal is None:
            raise form.overtaken()
        return proposal

    def get_context(self, form):
        return {**super().get_context(form), "proposal": self.proposal}
