"""What was translated before is offered again: the best first, with its origin, and never to those who may not read it."""

import pytest
from django.contrib.auth.models import Group
from wagtail_localize.models import StringTranslation

from home.accounts.roles import sync_roles
from home.factories import UserFactory
from home.tests.test_translation import content, home, live_translation, locale
from home.translation.memory import matches
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db
LETTER = "The letter is handed over at the gate of the embassy."
BRIEF = "편지는 대사관 정문에서 전달됩니다."


@pytest.fixture
def page():
    page = content(home(), "Deliver", "deliver", summary=LETTER)
    live_translation(page, "ko")
    translation = translate(page, locale("ko"))
    fill(translation, lambda path, text: BRIEF if text == LETTER else "")
    sync_roles()
    return page


def translator(role="Translators: ko"):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


def offered(text, user=None, source="en", target="ko", **kwargs):
    return matches(text, locale(source), locale(target), user=user, **kwargs)


def scores(text, *args, **kwargs):
    return [(match.score, match.translation) for match in offered(text, *args, **kwargs)]


def test_the_very_text_scores_100_and_says_where_it_comes_from(page):
    StringTranslation.objects.filter(data=BRIEF).update(last_translated_by=UserFactory(name="Mina"))
    [match] = offered(LETTER, translator())
    assert (match.score, match.source, match.translation) == (100, LETTER, BRIEF)
    assert (match.title, match.who) == ("Deliver", "Mina")
    assert match.when is not None


def test_what_is_alike_scores_less_the_less_it_is_alike(page):
    user = translator()
    [(near, _text)] = scores("The letter is handed over at the gates of the embassy.", user)
    [(far, _text)] = scores("Our letter was handed in at the gate of an embassy.", user)
    assert 65 <= far < near < 100
    assert scores("Pray for them.", user) == []
