"""The form of an event, for a host: what somebody new writes, and more for who is trusted."""

import datetime
from contextlib import suppress

from django import forms
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from events.kinds import KINDS
from events.models import Event
from events.proposals import pictures
from events.proposals.changing import NEXT
from events.proposals.content import FACTS, LINK_LENGTH, LINKS, TEXTS, changed, is_link, read, set_facts
from home.cleaning.forms import CleanUploadField
from home.languages import served
from home.models import HubImage
from home.public_forms import PublicForm, limits
from home.public_forms.fields import LanguageField, WordsField

NEAR = datetime.timedelta(days=60)  # an event of the Day is on or near it
LONGEST = datetime.timedelta(days=14)
NOON = datetime.time(12)
MOST_PICTURES = 30  # an hour of one host
SEEN = "events.proposals.seen"


def words(name, label, help_text="", rows=0, required=False):
    field = WordsField if rows else forms.CharField
    widget = {"widget": forms.Textarea(attrs={"rows": rows})} if rows else {}
    return field(label=label, help_text=help_text, max_length=TEXTS[name], required=required, **widget)


def date_field(label, help_text, required=True):
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": gettext_lazy("Write the date as year-month-day, for instance 2027-09-24.")
        },
    )


def time_field(label, help_text):
    return forms.TimeField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": gettext_lazy("Write the time as hours:minutes, for instance 18:30.")},
    )


class EventForm(PublicForm):
    """`content` is what stands in it at first; `said()` what it says. `holder` names whoever may use its picture again."""

    NEW, TRUSTED, TELLER = "new", "trusted", "teller"  # who writes: how much of it is theirs

    name = "host-event"
    language = LanguageField(
        label=gettext_lazy("Language of your text"),
        help_text=gettext_lazy("We have it translated into others."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of event"),
        choices=lambda: [(key, capfirst(label)) for key, label in KINDS.items()],
        widget=forms.RadioSelect,
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of event"),
        choices=lambda: [(key, capfirst(label)) for key, label in KINDS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tick everything that will happen there."),
    )
    title = words("title", gettext_lazy("Title"), gettext_lazy("What it is, in a few words."), required=True)
    starts_on = date_field(gettext_lazy("Date"), gettext_lazy("The date there, in the city."))
    starts_time = time_field(
        gettext_lazy("Begins at"), gettext_lazy("On the city's clocks. Empty: not known yet.")
    )
    ends_time = time_field(gettext_lazy("Ends at"), gettext_lazy("Empty: about two hours after it begins."))
    ends_on = date_field(gettext_lazy("Last date"), gettext_lazy("Empty: the same day."), required=False)
    venue = words("venue", gettext_lazy("Place"), gettext_lazy("As people there know it."))
    address = words(
        "address",
        gettext_lazy("Address"),
        gettext_lazy("So that people find it. Everybody can read it: no private address."),
        rows=2,
    )
    summary = words("summary", gettext_lazy("In one or two sentences"), rows=2)
    text = words(
        "text",
        gettext_lazy("What people should know"),
        gettext_lazy(
            "What will happen, what to bring. Everybody can read it: no names of private persons, no e-mail address, no telephone number."
        ),
        rows=8,
    )
    links = WordsField(
        label=gettext_lazy("Links"),
        help_text=gettext_lazy("Up to three addresses on the web, one a line."),
        required=False,
        max_length=LINKS * LINK_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
    )
    picture = CleanUploadField(
        family="picture", label=gettext_lazy("Picture"), required=False, widget=forms.FileInput
    )
    picture_alt = words(
        "picture_alt",
        gettext_lazy("What the picture shows"),
        gettext_lazy("One sentence, for people who can't see it. No names."),
    )
    without_picture = forms.BooleanField(label=gettext_lazy("Take the picture away"), required=False)
    kept_picture = forms.CharField(required=False, widget=forms.HiddenInput, max_length=500)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=100_000)
    status = forms.ChoiceField(
        label=gettext_lazy("Is it certain?"),
        choices=[
            ("confirmed", gettext_lazy("It takes place")),
            ("tentative", gettext_lazy("It is not sure yet")),
        ],
        widget=forms.RadioSelect,
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who finds it"),
        choices=[
            ("public", gettext_lazy("Everybody: it stands in lists, on the map and in search")),
            ("by_link", gettext_lazy("Only who has its address")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, city, edition, content, holder, level=NEW, event=None, **kwargs):
        self.city, self.edition, self.event, self.holder = city, edition, event, holder
        self.content, self.level = read(content), level
        self.now = self.before = self.stored = None
        self.sections = self._sections()
        first = {**self.content, "kind": next(iter(self.content["kinds"]), None)}
        first["links"] = "\n".join(self.content["links"])
        kwargs["initial"] = {**first, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        shown = {name for _legend, _help, names in self.sections for name in names} | {"kept_picture", "seen"}
        for name in [name for name in self.fields if name not in shown]:
            del self.fields[name]
        sent = self.data.get("kept_picture", "") if self.is_bound else ""
        self.picture_pk = pictures.referred(sent, holder) or self.content["picture"]
        self._offer_picture()

    def _sections(self):
        what = ["kind"] if self.level == self.NEW else ["kinds", "title", "summary"]
        words = ["text"] if self.level == self.NEW else ["text", "links"]
        picture = ["picture", "picture_alt", "without_picture"]
        found = [
            (_("What"), "", what if self.event else ["language", *what]),
            (
                _("When"),
                _("On the clocks of {city}.").format(city=self.city.display_name),
                ["starts_on", "starts_time", "ends_time", "ends_on"],
            ),
            (_("Where"), "", ["venue", "address"]),
            (_("In your words"), "", words),
        ]
        if self.level != self.TELLER:
            found.append((_("Picture"), "", picture))
        if self.level == self.TRUSTED:
            found.append((_("How it is shown"), "", ["status", "visibility"]))
        return tuple(found)

    def _offer_picture(self):
        """A picture that is there already needs not be chosen again."""
        if "picture" not in self.fields:
            return
        if not self.picture_pk:
            self.fields.pop("without_picture", None)
            self.sections = tuple(
                (legend, help, [name for name in names if name in self.fields])
                for legend, help, names in self.sections
            )
            return
        self.fields["picture"].help_text = _(
            "There is one already. Choose a file only to put another in its place."
        )
        self._keep_reference()

    def _keep_reference(self):
        reference = pictures.reference(self.picture_pk, self.holder)
        self.initial["kept_picture"] = reference
        if self.is_bound:
            self.data = self.data.copy()
            self.data["kept_picture"] = reference

    def _ask_for_files_again(self):
        """No browser keeps a chosen file; we do. What is wrong with a file itself, its field says."""
        if self.trouble != "foreign" and self.store_picture():
            self._offer_picture()
        else:
            super()._ask_for_files_again()

    def store_picture(self):
        """Keep what was uploaded, if anything was, also where a transaction has forgotten it. Returns whether it is kept."""
        upload = self.cleaned_data.get("picture")
        if not upload or (self.stored and HubImage.every.filter(pk=self.stored).exists()):
            return True
        if limits.too_often("host-picture", self.holder, MOST_PICTURES):
            return False
        self.stored = self.picture_pk = pictures.keep(upload).pk
        return True

    # --- A change of what is on the site

    def follow(self, now):
        """`now`: what the event says at this moment. `before` is what it said when this host opened the form."""
        self.now = self.before = now
        if self.is_bound:
            with suppress(signing.BadSignature, TypeError, ValueError):
                self.before = read(signing.loads(self.data.get("seen", ""), salt=SEEN))
        self._show_seen(self.before)

    def _show_seen(self, content):
        self.initial["seen"] = signing.dumps(content, salt=SEEN, compress=True)
        if self.is_bound:
            self.data = self.data.copy()
            self.data["seen"] = self.initial["seen"]

    def _check_meanwhile(self):
        """Whose change would be there at once is told what somebody else has changed; others leave it to the desk."""
        said = self.said()
        both = [
            key
            for key in changed(self.before, said)
            if self.now[key] != self.before[key] and self.now[key] != said[key]
        ]
        for key in both:
            name = key if key in self.fields else None
            self.add_error(
                name,
                _(
                    "Somebody has changed this while you were writing. Send it again to put yours in its place."
                ),
            )
        # Sent again it counts as seen; what this host has not touched stays as it is now.
        self._show_seen({**self.before, **{key: self.now[key] for key in both}})

    def overtaken(self):
        return ValidationError(
            _("The desk has decided about this meanwhile. Go back to your events to see its answer.")
        )

    # --- Errors by field

    def clean_links(self):
        links = self.cleaned_data["links"].split()
        if len(links) > LINKS or not all(is_link(link) for link in links):
            raise ValidationError(
                _("Write up to three addresses, one a line. Each begins with https://"), code="links"
            )
        return links

    def clean(self):
        cleaned = super().clean()
        self._check_dates(cleaned)
        wants = (cleaned.get("picture") or self.picture_pk) and not cleaned.get("without_picture")
        if wants and not cleaned.get("picture_alt") and "picture_alt" not in self.errors:
            self.add_error("picture_alt", _("Say in one sentence what the picture shows."))
        if not self.errors:
            self._check_event()
        if not self.errors and self.now is not None and self.level == self.TRUSTED:
            self._check_meanwhile()
        return cleaned

    def _check_dates(self, cleaned):
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and abs(starts - self.edition.day) > NEAR:
            message = _("An event of this Day is on or near {date}, at most 60 days away from it.")
            self.add_error("starts_on", message.format(date=date_format(self.edition.day)))
        if starts and ends and not starts <= ends <= starts + LONGEST:
            self.add_error("ends_on", _("The last date is the first one or up to 14 days later."))

    def _check_event(self):
        event = Event(edition=self.edition, city=self.city)
        try:
            set_facts(event, self.said(), FACTS)
            event.full_clean(exclude=["edition", "starts_at", "ends_at"], validate_constraints=False)
        except ValidationError as error:
            for name, errors in error.update_error_dict({}).items():
                self.add_error(name if name in self.fields and name != NON_FIELD_ERRORS else None, errors)

    # --- What it says

    def said(self):
        """The whole content: what this host may not change stays as it was."""
        cleaned = self.cleaned_data
        content = {**self.content, **{key: value for key, value in cleaned.items() if key in self.content}}
        if "kind" in cleaned:
            # A new host chooses one; an event that staff gave several keeps them unless another is chosen.
            kept = cleaned["kind"] in self.content["kinds"]
            content["kinds"] = self.content["kinds"] if kept else [cleaned["kind"]]
        content["picture"] = None if cleaned.get("without_picture") else self.picture_pk
        content = read(content)
        if not content["title"]:
            content["title"] = self._title(content["kinds"])
        return content

    def _title(self, kinds):
        with override(self.text_language):
            kind = capfirst(str(KINDS[kinds[0]])) if kinds else ""
            return _("{kind}, {city}").format(kind=kind, city=self.city.name_in(self.text_language))

    @property
    def text_language(self):
        chosen = self.cleaned_data.get("language")
        return chosen if chosen in served() else "en"


class StatusForm(PublicForm):
    name = "host-event-status"
    status = forms.ChoiceField(label=gettext_lazy("What happens to it?"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Choose one when it is postponed or cancelled. Everybody who signed up is told, each in their own language, and the event's page says it."
        ),
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        words = {
            Event.Status.POSTPONED: _("It is postponed"),
            Event.Status.CANCELLED: _("It is cancelled"),
            Event.Status.CONFIRMED: _("It takes place after all"),
        }
        self.fields["status"].choices = [(status.value, words[status]) for status in NEXT[event.status]]
        self.fields["reason"].choices = [
            (reason.value, capfirst(reason.label)) for reason in Event.StatusReason
        ]

    def clean(self):
        cleaned = super().clean()
        off = cleaned.get("status") in (Event.Status.POSTPONED, Event.Status.CANCELLED)
        if off and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose why, so that people can make sense of it."))
        if not off:
            cleaned["reason"] = ""
        return cleaned


def at_first(coordinator, city, content=None):
    """What a new event says before its host has written anything: everybody at noon of the Day."""
    return read(
        {
            "starts_on": coordinator.edition.day,
            "starts_time": NOON,
            "display": coordinator.display,
            **(content or {}),
        }
    )


def defaults(proposal):
    """{key: what the form said by itself} of a new proposal, so that staff see what its host has changed."""
    return {"starts_on": proposal.edition.day.isoformat(), "starts_time": NOON.strftime("%H:%M")}
