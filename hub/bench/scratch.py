"""The scratch site: English pages with bodies as they are, and the home pages of the languages that they are sent into."""

import json

from django.conf import settings
from wagtail.models import Locale

from home.factories import ContentPageFactory, home_page
from home.translation.submit import translate

PER_SECTION = 20


def fill(pages, languages):
    """`pages` live pages in sections, below a home page that is translated into so many `languages`."""
    home = home_page("en")
    for code, _name in [each for each in settings.LANGUAGES if each[0] != "en"][:languages]:
        translate(home, Locale.objects.get_or_create(language_code=code)[0])
    section = home
    for number in range(pages):
        page = ContentPageFactory(
            parent=home if number % PER_SECTION == 0 else section,
            title=f"What to do, part {number}",
            slug=f"part-{number}",
            summary=f"What a group of {number + 3} people can do in its city. It takes an evening.",
            search_description=f"Part {number} of the guide for those who take part.",
            body=json.dumps(list(_body(number))),
        )
        if number % PER_SECTION == 0:
            section = page


def _body(number):
    for part in range(6):
        yield _block(
            f"{number}-h{part}", "heading", {"text": f"Step {part + 1} of part {number}", "level": "2"}
        )
        yield _block(
            f"{number}-p{part}",
            "paragraph",
            f"<p>On day {part + 1} the {number} people meet. <b>Bring the letter</b> of part {number}, please.</p>"
            f'<p>Whoever has questions reads <a href="https://example.org/{number}/{part}">the answers</a>.</p>'
            f"<ul><li>Be on time</li><li>Speak with {part + 2} neighbours</li></ul>",
        )
    yield _block(
        f"{number}-q",
        "quotation",
        {"text": f"We were {number + 40} and sang.", "name": "A coordinator", "source": ""},
    )


def _block(block_id, kind, value):
    return {"id": block_id, "type": kind, "value": value}
