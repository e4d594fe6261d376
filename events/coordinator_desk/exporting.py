"""Which lists can be taken away, and the note of who took one. Addresses leave the hub here, so nothing goes unseen."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.coordinator_desk.spreadsheets import write
from events.kinds import KINDS
from events.models import CityReport, Coordinator, EventPage, ExportRecord, SignUp
from home.languages import listed, name_for_reader, reader_language

AT_ONCE = 500


def _cities(thing):
    return listed(f"{city.display_name} ({city.country})" for city in thing.cities.all())


def _kinds(kinds):
    return listed(KINDS[kind] for kind in kinds if kind in KINDS)


class SignUps:
    label = gettext_lazy("Sign-ups")
    rights = ("events.view_signup", "events.view_privatecontact")

    def heads(self):
        return [_("Number"), _("Kind"), _("State"), _("Edition"), _("Cities"), _("Name"), _("E-mail address"),
                _("Telephone"), _("Language"), _("Organisation"), _("Activities"), _("Public display"), _("Note"),
                _("Sent"), _("Confirmed")]  # fmt: skip

    def rows(self, edition, **chosen):
        """What somebody merely typed, whose address is not confirmed, leaves the hub only when it is asked for."""
        found = SignUp.objects.filter(edition=edition, **chosen).order_by("pk")
        if "state" not in chosen:
            found = found.exclude(state__in=[SignUp.State.UNCONFIRMED, SignUp.State.HELD])
        found = found.select_related("person", "edition").prefetch_related("cities__names")
        for each in found.iterator(chunk_size=AT_ONCE):
            yield [each.pk, each.get_kind_display(), each.get_state_display(), each.edition.year, _cities(each),
                   each.person.name, each.person.email, each.person.telephone, name_for_reader(each.language),
                   each.organisation, _kinds(each.activities), each.get_display_display(), each.note,
                   each.created_at, each.confirmed_at]  # fmt: skip


class Coordinators:
    label = gettext_lazy("Coordinators")
    rights = ("events.view_coordinator", "events.view_privatecontact")

    def heads(self):
        return [_("Number"), _("Edition"), _("Cities"), _("Name"), _("E-mail address"), _("Telephone"), _("Language"),
                _("Public display"), _("Active"), _("Trusted")]  # fmt: skip

    def rows(self, edition):
        found = Coordinator.objects.filter(edition=edition).select_related("person", "edition").order_by("pk")
        for each in found.prefetch_related("cities__names").iterator(chunk_size=AT_ONCE):
            person = each.person
            yield [each.pk, each.edition.year, _cities(each), person.name, person.email, person.telephone,
                   name_for_reader(person.language) if person.language else "", each.get_display_display(),
                   _("yes") if each.active else _("no"), _("yes") if each.trusted else _("no")]  # fmt: skip


class Events:
    label = gettext_lazy("Events")
    rights = ("events.view_event",)

    def heads(self):
        return [_("Title"), _("City"), _("Country"), _("Date"), _("Begins at"), _("Venue"), _("Address"), _("Kinds"),
                _("Status"), _("Visibility"), _("Hosts")]  # fmt: skip

    def rows(self, edition):
        pages = (
            EventPage.objects.visible()
            .filter(event__edition=edition)
            .best_for(reader_language())
            .with_facts()
            .order_by("event__starts_at", "pk")
        )
        for page in pages.iterator(chunk_size=AT_ONCE):
            event = page.event
            hosts = ", ".join(dict.fromkeys(host.public_name for host in event.hosts.all()))
            yield [page.title, event.city.display_name, event.city.country_name, event.starts_on,
                   event.starts_time.strftime("%H:%M") if event.starts_time else "", event.venue, event.address,
                   _kinds(event.kinds), event.get_status_display(), event.get_visibility_display(), hosts]  # fmt: skip


class Reports:
    label = gettext_lazy("Reports of cities")
    rights = ("events.view_cityreport",)

    def heads(self):
        return [_("Number"), _("State"), _("City"), _("Country"), _("People who came"), _("Signatures"), _("Deliveries"),
                _("What happened"), _("Links"), _("Sent")]  # fmt: skip

    def rows(self, edition):
        found = CityReport.objects.filter(edition=edition).select_related("city").order_by("pk")
        for each in found.prefetch_related("city__names", "deliveries").iterator(chunk_size=AT_ONCE):
            deliveries = ", ".join(
                f"{one.get_method_display()}: {one.get_outcome_display()}" for one in each.deliveries.all()
            )
            yield [each.pk, each.get_state_display(), each.city.display_name, each.city.country_name, each.attendance,
                   each.signatures, deliveries, each.text, "\n".join(map(str, each.links)), each.created_at]  # fmt: skip


LISTS = {"sign-ups": SignUps(), "coordinators": Coordinators(), "events": Events(), "reports": Reports()}


def may_export(user, what):
    return all(user.has_perm(right) for right in LISTS[what].rights) and user.has_perm("events.view_signup")


@transaction.atomic
def export(what, edition, by, **chosen):
    """A file with the list, noted before anybody has it."""
    rows = list(LISTS[what].rows(edition, **chosen))
    ExportRecord.objects.create(by=by, what=what, chosen={"edition": edition.year, **chosen}, rows=len(rows))
    return write(LISTS[what].label, LISTS[what].heads(), rows)
