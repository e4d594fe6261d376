"""The form of an event: what somebody new writes, and more for who is trusted."""

import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.kinds import KINDS
from events.models import Event
from events.proposals.content import FACTS, LINKS, is_link, read, set_facts
from events.proposals.fields import EventFields
from events.proposals.kept_picture import KeepsPicture
from events.proposals.meanwhile import Follows
from events.proposals.season import NEAR, takes_new, today_in
from home.languages import served

LONGEST = datetime.timedelta(days=14)


class EventForm(KeepsPicture, Follows, EventFields):
    """`content` is what stands in it at first; `said()` what it says. `holder` names whoever may use its picture again."""

    NEW, TRUSTED, TELLER = "new", "trusted", "teller"  # who writes: how much of it is theirs

    name = "host-event"

    def __init__(self, *args, city, edition, content, holder, level=NEW, event=None, **kwargs):
        self.city, self.edition, self.event, self.holder = city, edition, event, holder
        self.content, self.level = read(content), level
        self.sections = self._sections()
        first = {**self.content, "kind": next(iter(self.content["kinds"]), None)}
        first["links"] = "\n".join(self.content["links"])
        del first[
            "picture"
        ]  # found by its reference: a file field would give its number back as what was sent
        kwargs["initial"] = {**first, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        shown = {name for _legend, _help, names in self.sections for name in names} | {"kept_picture", "seen"}
        for name in [name for name in self.fields if name not in shown]:
            del self.fields[name]
        self.find_picture(self.content["picture"])

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
            self.check_meanwhile()
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


class NewEventForm(EventForm):
    """Once the Day is over, only what is still to come is new. What took place belongs in a report."""

    def _check_dates(self, cleaned):
        super()._check_dates(cleaned)
        last = cleaned.get("ends_on") or cleaned.get("starts_on")
        if not takes_new(self.edition):
            self.add_error(None, _("The Day is over, and no new events are added to it any more."))
        elif self.edition.is_past and last and last < today_in(self.city):
            self.add_error(
                "starts_on",
                _(
                    "The Day is over: a new event is one that is still to come. Tell of the others in your report."
                ),
            )
