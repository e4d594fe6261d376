"""What a report says, as a form: the same in a coordinator's room and for staff who write it down for them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import CityReport
from events.reporting import links
from events.reporting.missions import Missions
from events.reporting.photographs import MOST as MOST_PHOTOS
from events.reporting.rows import MOST_LETTERS, delivery_rows, photo_rows
from home.languages import own_name, reader_language, served
from home.public_forms import PublicForm

MOST_PEOPLE = 10_000_000
FRESH_ROWS = 2
ROWS = {"deliveries": MOST_LETTERS, "photos": MOST_PHOTOS}
"""Kinds of rows → how many there can be."""


def language_choices():
    return [(code, own_name(code)) for code in served()]


class ReportFields(forms.Form):
    """`subject`: what it tells of; `report`: the one that is changed, if there is one; `coordinator`: who writes, None: staff."""

    attendance = forms.IntegerField(
        label=_("People who came"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        help_text=_("About how many. Of a whole city: all events together."),
    )
    signatures = forms.IntegerField(
        label=_("Signatures"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        help_text=_("How many were collected."),
    )
    text = forms.CharField(
        label=_("What happened"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=CityReport._meta.get_field("text").help_text,
    )
    language = forms.ChoiceField(
        label=_("Language of the text"),
        choices=language_choices,
        help_text=_("Write in the language in which you tell it best."),
    )
    links = forms.CharField(
        label=_("Links"),
        max_length=links.MOST * (links.LONGEST + 2),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        help_text=_("Pages that tell of it: newspapers, films, photographs. One address a line."),
    )
    country = forms.ChoiceField(
        label=_("Another country"),
        required=False,
        help_text=_("You wrote to a mission in another country? Choose it and press the button."),
    )

    def __init__(self, data=None, files=None, *, subject, report=None, coordinator=None, **kwargs):
        self.more = data.get("more", "") if data is not None else ""
        if data is not None:
            data = data.copy()  # what is held is noted in it
        if self.more in ROWS:
            add_rows(data, self.more)
        kwargs["initial"] = initial(report) | (kwargs.pop("initial", None) or {})
        super().__init__(data, files, **kwargs)
        self.missions = Missions(subject.edition, subject.city)
        self.fields["country"].choices = self.missions.country_choices()
        self.countries = self._countries_shown()
        photos = {photo.pk: photo for photo in report.photos.all()} if report else {}
        # What was sent stands for itself: it is never taken as unchanged because the row behind it happens to be the same.
        known = report if data is None else None
        self.deliveries = delivery_rows(FRESH_ROWS)(
            data,
            prefix="deliveries",
            initial=[_delivery(each) for each in known.deliveries.all()] if known else [],
            form_kwargs={"missions": self.missions, "countries": self.countries},
        )
        self.photos = photo_rows(FRESH_ROWS)(
            data,
            files,
            prefix="photos",
            initial=[_photo(each) for each in photos.values()] if known else [],
            form_kwargs={"own_photos": photos, "coordinator": coordinator},
        )

    def _countries_shown(self):
        """Further countries whose missions can be chosen: each that was asked for since the form was opened."""
        if not self.is_bound:
            return []
        asked = [*self.data.getlist("more_countries"), self.data.get("country", "")]
        known = {code for code, _name in self.fields["country"].choices if code}
        return [code for code in dict.fromkeys(asked) if code in known]

    def is_multipart(self):
        return True

    def is_valid(self):
        """Never while somebody asks for more rows: they are not done yet."""
        valid = [super().is_valid(), self.deliveries.is_valid(), self.photos.is_valid()]
        if self.more and not getattr(self, "trouble", ""):
            self._forgive()
        return all(valid) and not self.more

    def clean_links(self):
        return links.read_links(self.cleaned_data.get("links"))

    def clean(self):
        cleaned = super().clean()
        said = [cleaned.get(name) for name in ("attendance", "signatures", "text", "links")]
        rows = any(form.has_changed() for formset in (self.deliveries, self.photos) for form in formset)
        if not rows and not self.errors and all(each in (None, "", []) for each in said):
            self.add_error("text", _("Tell us something: a sentence, a number, a letter or a photograph."))
        return cleaned

    def hold_photos(self):
        for form in self.photos:
            form.hold()

    @property
    def problems(self):
        """[{field, row, text}] of all that is to be mended, in the order of the page."""
        found = [{"text": text} for text in self.non_field_errors()]
        found += _problems(self, ("text", "language", "attendance", "signatures"))
        for formset in (self.deliveries, self.photos):
            found += [{"text": text} for text in formset.non_form_errors()]
            for number, form in enumerate(formset, 1):
                found += _problems(form, form.fields, number)
        return found + _problems(self, ("country", "links"))

    def _forgive(self):
        """Only what is wrong with a file is said: browsers don't keep it, so it must be chosen again."""
        self.errors.clear()
        for formset in (self.deliveries, self.photos):
            for form in formset:
                for name in [name for name in form.errors if name != "file"]:
                    del form.errors[name]


def _problems(form, names, row=None):
    return [
        {"field": form[name], "row": row, "text": text}
        for name in names
        if name in form.errors
        for text in form.errors[name]
    ]


def initial(report):
    if report is None:
        return {"language": reader_language()}
    return {
        "attendance": report.attendance,
        "signatures": report.signatures,
        "text": report.text,
        "language": report.language,
        "links": "\n".join(report.links),
    }


def _delivery(row):
    return {"mission": row.mission_id, "method": row.method, "outcome": row.outcome, "note": row.note}


def _photo(row):
    return {"photo": row.pk, "alt": row.alt, "caption": row.caption, "consent": row.consent}


def add_rows(data, kind):
    """Some more of a kind of `ROWS`, in what was sent."""
    name = f"{kind}-TOTAL_FORMS"
    total = data.get(name, "")
    total = int(total) if total.isascii() and total.isdecimal() and len(total) < 4 else FRESH_ROWS
    data[name] = str(min(total + FRESH_ROWS, ROWS[kind]))


class HostReportForm(ReportFields, PublicForm):
    name = "report"
