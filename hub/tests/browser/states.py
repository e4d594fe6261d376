"""States that the demo does not have: empty, one, very many, very long, missing, cancelled, elsewhere.

All in English and below editions far ahead, so that nothing else the demo shows changes; and two languages without a
page of their own. Addresses stand in `STATES`.
"""

import datetime

from django.core.files.base import ContentFile
from wagtail.models import Locale

from events.factories import (
    EditionFactory,
    EditionPageFactory,
    EditionReportPageFactory,
    EventFactory,
    EventIndexPageFactory,
    EventPageFactory,
)
from events.models import City, Edition, EventHost
from home.factories import ContentPageFactory, DocumentFactory, ImageFactory
from resources.factories import (
    ResourceFactory,
    ResourcePageFactory,
    TestimonyFactory,
    TestimonyPageFactory,
    VideoFactory,
    VideoPageFactory,
)
from resources.models import Resource, ResourceFile
from resources.models.testimony import CONTENT_NOTES

GERMAN = "Flüchtlingsabkommensunterzeichnungsgedenktagsveranstaltungsvorbereitungsausschusssitzung"
THAI = "วันช่วยเหลือผู้ลี้ภัยชาวเกาหลีเหนือ" * 5  # no spaces, as Thai is written
KOREAN = "북한이탈주민강제송환중단촉구국제공동행동의날준비위원회전체회의개최안내문"
ADDRESS = "https://example.org/" + "a-very-long-address-without-any-place-to-break/" * 4
EMPTY, FULL = 2030, 2031  # editions; both after the current one, in preparation
UNTRANSLATED = ["th", "zh-hans"]
MANY = 26  # events: more than stand on one page of a list
STATES = {
    "an edition without anything": f"{EMPTY}/",
    "no events": f"{EMPTY}/events/",
    "an edition with many events": f"{FULL}/",
    "many events": f"{FULL}/events/",
    "the last of many events": f"{FULL}/events/?page=2",
    "a title of one long word": f"{FULL}/events/state-0/",
    "a title in Thai": f"{FULL}/events/state-1/",
    "a title in Korean": f"{FULL}/events/state-2/",
    "a postponed event": f"{FULL}/events/state-3/",
    "a cancelled event": f"{FULL}/events/state-4/",
    "an event by link only": f"{FULL}/events/by-link/",
    "a report without reports": f"{FULL}/report/",
    "a resource without files": "resources/no-files/",
    "a resource with forty files": "resources/forty-files/",
    "an account with every note": "testimonies/every-note/",
    "an account without notes": "testimonies/no-notes/",
    "a film that is not there": "videos/no-film/",
    "a page without anything": "nothing-yet/",
    "words that do not break": "long-words/",
}
STATUSES = ("tentative", "confirmed", "confirmed", "postponed", "cancelled", "took_place")
TITLES = (f"{GERMAN} in Washington", THAI, KOREAN)
KINDS = ["petition_delivery", "candlelight_vigil", "signature_collection", "educational_event"]


def make():
    for code in UNTRANSLATED:
        Locale.objects.get_or_create(language_code=code)
    editions = {
        year: EditionPageFactory(
            edition=EditionFactory(year=year, state=Edition.State.PLANNED), title=f"The Day in {year}"
        )
        for year in (EMPTY, FULL)
    }
    for page in editions.values():
        EventIndexPageFactory(parent=page, title=f"Events of {page.slug}")
    make_events(editions[FULL])
    EditionReportPageFactory(parent=editions[FULL], edition=editions[FULL].edition, title=f"Report of {FULL}")
    make_resources()
    notes = TestimonyFactory(content_notes=list(CONTENT_NOTES))
    TestimonyPageFactory(slug="every-note", title=GERMAN, display_name=KOREAN, testimony=notes, body=words())
    TestimonyPageFactory(slug="no-notes", title="No notes", body=words())
    VideoPageFactory(slug="no-film", title=f"A film about {GERMAN}", video=VideoFactory(duration=0))
    ContentPageFactory(slug="nothing-yet", title="Nothing yet", summary="")
    ContentPageFactory(slug="long-words", title=KOREAN, summary=THAI, body=words())


def make_events(edition_page):
    index = edition_page.get_children().get(slug="events").specific
    cities = list(City.objects.order_by("-population")[:MANY])
    for number in range(MANY + 1):
        by_link = number == MANY
        event = EventFactory(
            edition=edition_page.edition,
            city=cities[number % len(cities)],
            status=STATUSES[number % len(STATUSES)],
            kinds=KINDS[: 1 + number % len(KINDS)],
            venue=GERMAN if number == 0 else "",
            address=ADDRESS if number == 0 else "",
            starts_time=None if number % 5 == 0 else datetime.time(12),
            ends_time=None if number % 5 == 0 else datetime.time(13, 30),
            ends_on=edition_page.edition.date if number % 7 == 0 else None,
            visibility="by_link" if by_link else "public",
        )
        EventHost.objects.create(event=event)  # anonymous
        EventPageFactory(
            parent=index,
            event=event,
            slug="by-link" if by_link else f"state-{number}",
            title=TITLES[number] if number < len(TITLES) else f"Event {number}",
            body=words() if number == 0 else [],
        )


def make_resources():
    ResourcePageFactory(slug="no-files", title="No files", resource=ResourceFactory(kind="social_image"))
    resource = ResourceFactory(kind="signature_sheet", licence=GERMAN)
    document = DocumentFactory()
    languages = ("en", "ko", "ar", "th", "de", "ja", "zh-hans", "fr")
    ResourceFile.objects.bulk_create(
        ResourceFile(resource=resource, document=document, language=code, format="pdf", paper=paper)
        for code in languages
        for paper in ResourceFile.Paper.values
    )
    assert Resource.objects.get(pk=resource.pk).files.count() == 40
    ResourcePageFactory(slug="forty-files", title=GERMAN, resource=resource)


def words():
    """A body whose every block holds something that does not break, and a picture that one sees through."""
    picture = ImageFactory(
        title="Seen through", file=ContentFile(see_through(), "mark.png"), credit=f"{GERMAN} / Example"
    )
    text = f"{GERMAN} {THAI} {KOREAN} {ADDRESS}"
    return [
        ("heading", {"text": GERMAN, "level": "2"}),
        ("paragraph", f'<p>{text}</p><p><a href="{ADDRESS}">{ADDRESS}</a></p>'),
        ("picture", {"image": picture, "alt": "A mark", "decorative": False, "caption": text}),
        ("quotation", {"text": text, "source": GERMAN, "source_url": ADDRESS, "language": ""}),
        ("statistic", {"figure": "1,234,567,890", "label": GERMAN, "source": ADDRESS, "source_url": ADDRESS}),
        ("callout", {"tone": "note", "title": GERMAN, "text": f"<p>{text}</p>"}),
    ]


def see_through():
    """The bytes of a PNG: a dark ring on nothing."""
    from io import BytesIO

    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (640, 320), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((200, 40, 440, 280), outline=(16, 27, 58, 255), width=24)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
