"""What tests of sign-ups share: forms as people send them, and the links in the mails that come of them."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils.translation import override
from wagtail.models import Locale

from events.models import SignUp
from home.languages import forget_locales
from home.outbox import deliver_due
from home.public_forms import tokens

AGREED = {"agree_day": "on", "agree_news": "on", "agree_sensitive": "on"}
LANGUAGES = ("en", "ko", "ar")


@pytest.fixture
def locales(db):
    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    forget_locales()
    with override("en"):
        yield


def token(form, ago=60):
    """The token of a form that somebody has looked at for a minute."""
    return tokens.give(form, ago=timedelta(seconds=ago))


def join(client, city, language="en", **data):
    """Send the form of whoever joins."""
    sent = {
        "token_field": token("sign-up-join"),
        "name": "Hana Sample",
        "email": "hana@example.org",
        "language": language,
        "city": f"#{city.geonameid}",
        "note": "",
        **AGREED,
        **data,
    }
    return client.post(f"/{language}/sign-up/join/", {key: value for key, value in sent.items() if value})


def coordinate(client, *cities, language="en", **data):
    sent = {
        "token_field": token("sign-up-coordinate"),
        "name": "Carl Sample",
        "email": "carl@example.org",
        "language": language,
        "cities": "\n".join(f"#{city.geonameid}" for city in cities),
        "activities": ["petition_delivery", "candlelight_vigil"],
        "display": "anonymous",
        **AGREED,
        **data,
    }
    address = f"/{language}/sign-up/coordinator/"
    return client.post(address, {key: value for key, value in sent.items() if value})


def tell(client, city, language="en", **data):
    sent = {
        "token_field": token("sign-up-tell"),
        "name": "Tom Sample",
        "email": "tom@example.org",
        "language": language,
        "city": f"#{city.geonameid}",
        "title": "Vigil at the river",
        "kinds": ["candlelight_vigil"],
        "starts_on": "2027-09-24",
        "starts_time": "18:30",
        "ends_time": "20:00",
        "relation": "organises",
        **AGREED,
        **data,
    }
    return client.post(f"/{language}/sign-up/event/", {key: value for key, value in sent.items() if value})


def press(client, address):
    """Open a page and press its button."""
    page = client.get(address)
    assert page.status_code == 200, page.content.decode()
    found = re.search(r'name="token_field"\s+value="([^"]+)"', page.content.decode())
    return client.post(address, {"token_field": found[1]})


def links_in(mail):
    """The addresses on this site that a mail holds, without host."""
    return [urlsplit(each).path for each in re.findall(r"http://localhost(?:/\S*)", mail.body)]


def link_to(mails, what):
    """The newest link of a kind ("confirm", "mine") in mails."""
    found = [link for mail in mails for link in links_in(mail) if f"/sign-up/{what}/" in link]
    return found[-1]


def confirm_by_mail(client, mailoutbox):
    """Open the mail and press the button behind its link."""
    deliver_due()
    answer = press(client, link_to(mailoutbox, "confirm"))
    deliver_due()
    return answer


def room_by_mail(client, mailoutbox):
    """Where everything of a person stands, by the link in their mail."""
    deliver_due()
    return press(client, link_to(mailoutbox, "mine"))["Location"]


def the_sign_up():
    return SignUp.objects.select_related("person").get()
