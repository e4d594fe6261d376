"""The pages of the forms: to join, to coordinate, to tell of an event, to get one's link again."""

from uuid import UUID

from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.models import EventPage, SignUp
from events.retention import kept_until
from events.signing_up import forms, tell_form
from events.signing_up.door import the_door
from events.signing_up.linking import want_links
from events.signing_up.places import named, places
from events.signing_up.receiving import receive
from events.signing_up.safety import safety_pages
from events.signing_up.thanks import THANKS
from home.languages import reader_language
from home.navigation import link
from home.public_forms import PublicFormView, never_stored, notice

Kind = SignUp.Kind


def way():
    """What stands above these pages: the home page."""
    reader = reader_language()
    return [link(pgettext("breadcrumb", "Home"), f"/{reader}/", reader, reader)]


class SignUpView(PublicFormView):
    """While one cannot sign up, the page says why, and takes the address of whoever wishes to hear when one can."""

    template_name = "events/signing_up/form.html"
    open_form = None
    city_field = "city"
    note = _("You will get one message with a link. Nothing is public before a person has read it.")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.door = the_door()
        self.form_class = self.open_form if self.door.is_open else forms.NewsForm

    def dispatch(self, request, *args, **kwargs):
        if self.door.edition is None:
            sentences = [gettext("No Day is planned yet. Please look in again later.")]
            return notice(request, self.title, sentences)
        return super().dispatch(request, *args, **kwargs)

    def make_form(self, *args):
        return self.form_class(
            *args,
            initial=None if args else self.get_initial(),
            kept=gettext("It is shown to nobody. We keep it encrypted, and erase it on {date}.").format(
                date=date_format(kept_until(self.door.edition))
            )
            if self.door.is_open
            else "",
            **(self.more() if self.door.is_open else {}),
        )

    def more(self):
        """What the open form is to know besides."""
        return {}

    def get_initial(self):
        city = named(self.request.GET.get("city"))
        if city is None:
            return {}
        return {self.city_field: [city] if self.city_field == "cities" else city}

    def accept(self, form):
        sign_up = receive(
            self.door.edition,
            form.kind,
            person=form.person(),
            agreed=form.agreed(),
            doubts=form.doubts,
            **form.values(),
        )
        address = reverse("sign-up-thanks", args=[sign_up.kind])
        where = ",".join(str(city.geonameid) for city in form.values().get("cities", ()))
        return f"{address}?city={where}" if where else address

    def get_context(self, form):
        cities = self.cities_of(form)
        found = places(self.door.edition, cities) if self.door.is_open else []
        if self.city_field in form.fields and form.kind != Kind.TELL:
            form.fields[self.city_field].remarks = [
                gettext("Your role in {city}: {role}. {reason}").format(
                    city=place.city.display_name, role=place.role["title"], reason=place.role["reason"]
                )
                for place in found
            ]
        return {
            "door": self.door,
            "safety": safety_pages(cities),
            "event": getattr(form, "event", None),
            "breadcrumbs": way(),
        }

    def cities_of(self, form):
        """The cities that are known already: of the link that led here, or of what was sent."""
        form.is_valid()  # what is not taken was perhaps not read yet
        chosen = form.cleaned_data if form.is_bound else form.initial
        chosen = chosen.get(self.city_field) or []
        return chosen if isinstance(chosen, list) else [chosen]


class JoinView(SignUpView):
    open_form = forms.JoinForm
    title = _("Take part")
    lead = _(
        "Tell us where you will be. If somebody coordinates there, we connect you. It takes no account, and about a minute."
    )
    submit = _("Take part")

    def more(self):
        return {"event": self.event_page()}

    def get_initial(self):
        initial, page = super().get_initial(), self.event_page()
        return {"city": page.event.city, **initial} if page else initial

    def event_page(self):
        """The page of the event that the link names: one of this edition that visitors may see."""
        try:
            key = UUID(self.request.GET.get("event", ""))
        except ValueError:
            return None
        pages = EventPage.objects.visible().filter(translation_key=key, event__edition=self.door.edition)
        return pages.best_for(reader_language()).with_facts().first()


class CoordinateView(SignUpView):
    open_form = forms.CoordinateForm
    city_field = "cities"
    title = _("Become a coordinator")
    lead = _("You answer for one city, or for several. It takes no account, and about three minutes.")


class TellView(SignUpView):
    open_form = tell_form.TellForm
    title = _("Tell us about an event")
    lead = _("Something is planned that we don't know of yet? Our team reads it, and puts it on the site.")

    def more(self):
        return {"edition": self.door.edition}


class LinkView(PublicFormView):
    """The same answer whoever asks, and whether or not the hub knows them."""

    form_class = forms.LinkForm
    title = _("Send me my link again")
    lead = _("With it you see, change or erase what we keep of you. It comes to your e-mail address only.")

    def get_context(self, form):
        return {"breadcrumbs": way()}

    def accept(self, form):
        want_links(form.cleaned_data["email"], form.doubts)
        return reverse("sign-up-thanks", args=["link"])


@require_safe
def thanks(request, kind):
    """What to do next. It says nothing of whoever sent the form."""
    door = the_door()
    cities = [city for part in request.GET.get("city", "").split(",")[:20] if (city := named(part))]
    title, sentences = THANKS[kind]
    context = {
        "title": title,
        "sentences": sentences,
        "places": places(door.edition, cities) if door.is_open and kind in Kind.values else [],
        "page_type": f"sign-up-thanks-{kind}",
        "noindex": True,
    }
    return never_stored(render(request, "events/signing_up/thanks.html", context))
