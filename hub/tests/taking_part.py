"""Everything that people sent, for the walk of the roles; which addresses show it, and what the desk does there."""

import json
from functools import cached_property
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve, reverse

from events.coordinator_desk import note
from events.factories import (
    CityReportFactory,
    ConversationFactory,
    CoordinatorFactory,
    EditionFactory,
    MissionFactory,
    PrivateContactFactory,
    SignUpFactory,
)
from events.hosting import naming
from events.models import (
    Conversation,
    Coordinator,
    EventProposal,
    ExportRecord,
    HostLetter,
    Side,
    SignUp,
    Update,
    UpdateSending,
)
from events.proposals.deciding import seen_version
from events.reporting import deciding, photographs
from events.updates.versions import content_of, fingerprint
from events.viewsets import DeskViewSetGroup
from home import outbox
from home.factories import sample_picture
from home.models import HubImage, OutboxMail
from home.pictures import withholding

PRIVATE = "sentinelprivate"  # stands in whatever a person sent, or the desk wrote about it
DESK = {"Coordinator desk"}
ROOMS = tuple(
    f"events.{room}." for room in ("coordinator_desk", "conversations", "hosting", "proposals", "reporting")
)
# Addresses of the desk that others may open as well, or instead. None of them shows anything private.
OPEN_TO = {
    "desk_exports": {"Auditors", "Coordinator desk"},
    "next_edition": {"Administrators", "Owners"},
}
BUTTONS_ONLY = {"desk_note", "desk_assign", "sign-ups:person", "sign-ups:many"}  # nothing to look at
# Where the desk does read what people sent. Lists are not among them.
SHOWN = {
    "sign-ups:one",
    "conversations:one",
    "proposal_desk",
    "proposal_preview",
    "city-reports:report",
    "city-reports:preview",
    "city-reports:edit",
    "city-reports:write",
    "coordinators:inspect",
    "coordinators:edit",
    "contacts:edit",
    "names-to-look-at:person",
    "names-to-look-at:group",
    "host-letters-desk:inspect",
}


def is_of_the_desk(address):
    """Whether an address belongs to the desk: by its place in the menu, or by the room that its view is from."""
    match = resolve(address.url.partition("?")[0])
    spaces = {screen.url_namespace for screen in DeskViewSetGroup().registerables}
    module = getattr(match.func, "view_class", match.func).__module__
    return match.namespace in spaces or module.startswith(ROOMS)


class TakingPart:
    """Of everything that people send there is one, and PRIVATE stands in all of it."""

    def __init__(self, event, owner):
        self.event, self.edition, self.owner = event, event.edition, owner
        self.mission = MissionFactory()
        self.city = self.mission.city
        self.make_people()
        self.make_conversations()
        self.make_what_hosts_send()
        self.make_what_the_desk_keeps()

    def contact(self, number):
        return PrivateContactFactory(
            name=f"{PRIVATE} {number}",
            email=f"{PRIVATE}-{number}@example.org",
            telephone=f"{PRIVATE} {number}",
        )

    def sign_up(self, number, **values):
        return SignUpFactory(
            edition=self.edition,
            person=self.contact(number),
            cities=[self.city],
            organisation=PRIVATE,
            note=PRIVATE,
            **values,
        )

    def make_people(self):
        kind, state = SignUp.Kind.COORDINATE, SignUp.State
        self.offer = self.sign_up(1, kind=kind, state=state.WAITING, assigned_to=self.owner)
        self.held = self.sign_up(2, state=state.HELD, confirmed_at=None, doubts=["honeypot"])
        self.coordinator, self.other = (
            CoordinatorFactory(
                edition=self.edition, cities=[self.city], person=self.contact(number), organisation=PRIVATE
            )
            for number in (3, 4)
        )
        waits = {"edition": self.edition, "cities": [self.city], "agreed_word": ""}
        self.renamed = CoordinatorFactory(person=self.contact(8), display="name", **waits).person
        self.renamed.agreed_word = f"{PRIVATE} before"
        self.renamed.save()
        self.regrouped = CoordinatorFactory(display="organisation", organisation=PRIVATE, **waits)
        self.gone = CoordinatorFactory(edition=self.edition, person=self.contact(5), active=False)
        last = EditionFactory(year=self.edition.year - 1, state="archived")
        CoordinatorFactory(
            edition=last, person=self.sign_up(6, agreed=["day", "news"]).person, cities=[self.city]
        )

    def make_conversations(self):
        self.reported = ConversationFactory(
            edition=self.edition,
            city=self.city,
            coordinator=self.coordinator,
            sign_up=self.sign_up(7),
            seeker=PrivateContactFactory(),
            reported_at=self.offer.created_at,
            reported_by=Side.SEEKER,
            report_note=PRIVATE,
        )
        self.question = Conversation.objects.create(
            kind=Conversation.Kind.STAFF, edition=self.edition, city=self.city, coordinator=self.coordinator
        )
        self.reported.messages.create(side=Side.SEEKER, text=PRIVATE)
        self.question.messages.create(side=Side.COORDINATOR, text=PRIVATE)

    def make_what_hosts_send(self):
        where = {"edition": self.edition, "city": self.city, "language": "en"}
        where["coordinator"] = self.coordinator
        content = {
            "title": "Vigil",
            "kinds": ["candlelight_vigil"],
            "starts_on": self.edition.date.isoformat(),
            "starts_time": "19:00",
            "venue": PRIVATE,
            "text": PRIVATE,
        }
        self.proposal = EventProposal.objects.create(
            content=json.dumps(content),
            picture=withholding.take_in(picture(), PRIVATE, reserved=True),
            **where,
        )
        self.letter = HostLetter.objects.create(text=PRIVATE, **where)
        self.report = CityReportFactory(state="submitted", published_at=None, text=PRIVATE, **where)
        self.photo = self.report.photos.create(
            image=photographs.take_in(picture()), alt=PRIVATE, caption=PRIVATE, consent=True
        )
        self.held_photo = photographs.hold(picture())

    def make_what_the_desk_keeps(self):
        for thing in (self.offer, self.reported, self.proposal, self.report, self.coordinator, self.letter):
            note(f"{thing._meta.label_lower}:{thing.pk}", PRIVATE, self.owner)
        ExportRecord.objects.create(by=self.owner, what="sign-ups", rows=1)
        content = {"group": "news", "edition": None, "original": "en", "versions": {}}
        self.sending = UpdateSending.objects.create(translation_key=uuid4(), content=content)
        self.mail = outbox.queue(
            "notice", f"{PRIVATE}@example.org", "en", lambda: outbox.Letter(subject=PRIVATE)
        )
        OutboxMail.objects.filter(pk=self.mail.pk).update(state=OutboxMail.State.FAILED)

    def keep_files(self):
        """Each test has a media folder of its own: the files of withheld pictures are put there once more."""
        for image in HubImage.every.filter(withheld=True):
            image.file.storage.save(image.file.name, picture())

    @cached_property
    def update(self):
        return Update.objects.filter(live=True).first()

    def pk(self, name):
        """What an address of the desk is about."""
        found = {
            "sign-ups": self.offer,
            "conversations": self.reported,
            "proposal_desk": self.proposal,
            "proposal_preview": self.proposal,
            "proposal_picture": self.proposal,
            "host-letters-desk": self.letter,
            "city-reports": self.photo if name == "city-reports:photo" else self.report,
            "coordinators": self.coordinator,
            "contacts": self.offer.person,
            "names-to-look-at": self.regrouped if name == "names-to-look-at:group" else self.renamed,
            "update-sendings": self.sending,
        }.get(name.partition(":")[0])
        return found and found.pk

    def plain(self, name, argument):
        """Of arguments that stand in addresses of the desk only."""
        of_a_report = (
            {"year": self.edition.year, "geonameid": self.city.geonameid} if "reports" in name else {}
        )
        known = {"reference": self.held_photo, "key": self.update.translation_key, **of_a_report}
        return known.get(argument)

    def deeds(self):
        """(name, address, what is sent) of whatever the desk does."""
        yield from self.deeds_on_people()
        yield from self.deeds_on_conversations()
        yield from self.deeds_on_what_hosts_send()
        yield from self.deeds_for_many()

    def deeds_on_people(self):
        offer, held = (reverse("sign-ups:one", args=[each.pk]) for each in (self.offer, self.held))
        yield "accept", offer, {"deed": "accept", "cities": [self.city.pk]}
        yield "decline", offer, {"deed": "decline"}
        yield "erase", offer, {"deed": "erase"}
        yield "let a sign-up go on", held, {"deed": "release"}
        many = {"deed": "decline", "tick": [self.offer.pk, self.held.pk], "sure": "yes"}
        yield "decline many", reverse("sign-ups:many"), many
        assign = {"deed": "assign", "tick": [self.offer.pk], "to": "", "sure": "yes"}
        yield "assign many", reverse("sign-ups:many"), assign
        coordinator, gone = (
            reverse("coordinators:inspect", args=[each.pk]) for each in (self.coordinator, self.gone)
        )
        for deed in ("send-link", "revoke", "take-off"):
            yield f"coordinator: {deed}", coordinator, {"deed": deed}
        yield "coordinator: take-on", gone, {"deed": "take-on"}
        change = {"cities": self.city.name, "display": "anonymous", "trusted": "on"}
        yield "trust a coordinator", reverse("coordinators:edit", args=[self.coordinator.pk]), change
        for thing, page in ((self.renamed, "person"), (self.regrouped, "group")):
            for deed in ("show", "keep-anonymous"):
                address = reverse(f"names-to-look-at:{page}", args=[thing.pk])
                yield f"name of {page}: {deed}", address, {"deed": deed, "seen": naming.version(thing)}
        yield "delete a coordinator", reverse("coordinators:delete", args=[self.gone.pk]), {}
        yield "add a contact", reverse("contacts:add"), {"name": "x", "language": "en"}

    def deeds_on_conversations(self):
        reported, question = (
            reverse("conversations:one", args=[each.pk]) for each in (self.reported, self.question)
        )
        for deed in ("stop", "settle", "take-off"):
            yield f"conversation: {deed}", reported, {"deed": deed}
        yield "pass on", reported, {"deed": "pass-on", "to": self.other.pk}
        yield "answer a coordinator", question, {"deed": "answer", "text": "x"}

    def deeds_on_what_hosts_send(self):
        proposal = reverse("proposal_desk", args=[self.proposal.pk])
        for do in ("approve", "trust", "changes", "reject"):
            yield f"proposal: {do}", proposal, {"do": do, "seen": seen_version(self.proposal), "text": "x"}
        report = reverse("city-reports:report", args=[self.report.pk])
        for do in ("publish", "changes", "reject", "show"):
            yield f"report: {do}", report, {"do": do, "seen": deciding.version(self.report), "text": "x"}
        yield "delete a report", reverse("city-reports:delete", args=[self.report.pk]), {}
        letter = reverse("host-letters-desk:inspect", args=[self.letter.pk])
        yield "approve a letter", letter, {"deed": "approve"}
        yield "reject a letter", letter, {"deed": "reject", "reason": "x"}
        for thing in (self.offer, self.reported, self.proposal, self.report, self.coordinator, self.letter):
            about = f"{thing._meta.label_lower}:{thing.pk}"
            yield f"note on {about}", reverse("desk_note"), {"about": about, "text": "x"}
            if not isinstance(thing, Coordinator | HostLetter):
                yield f"assign {about}", reverse("desk_assign"), {"about": about, "to": ""}

    def deeds_for_many(self):
        taken = {"what": "sign-ups", "edition": self.edition.pk, "sure": "on"}
        yield "take a list away", reverse("desk_export"), taken
        yield "ask last time's coordinators", reverse("desk_ask_again"), {}
        mail = {"action": "again", "mail": [self.mail.pk]}
        yield "send a mail again", reverse("mails:index"), mail
        yield "cancel a mail", reverse("mails:index"), {**mail, "action": "cancel", "sure": "yes"}
        send = reverse("update-sendings:send", args=[self.update.translation_key])
        yield "send an update", send, {"fingerprint": fingerprint(content_of(self.update))}
        yield "send a test", send, {"deed": "test", "language": settings.LANGUAGE_CODE}
        yield "stop an update", reverse("update-sendings:one", args=[self.sending.pk]), {"deed": "stop"}


def picture():
    return SimpleUploadedFile("photo.jpg", sample_picture(), "image/jpeg")
