"""A page that Korean translators are in the middle of: done, changed, commented, untranslated, and translated before elsewhere."""

from django.contrib.auth.models import Group
from wagtail.models import Locale
from wagtail_localize.models import StringSegment

from home.factories import ContentPageFactory, home_page
from home.models import PassageComment, User
from home.translation.submit import fill, translate

SLUG, TITLE = "what-to-bring", "What to bring"
TRANSLATOR_EMAIL, REVIEWER_EMAIL = "translator-ko@example.org", "reviewer-ko@example.org"
BODY = [
    ("paragraph", "<p>Bring the petition letter in <b>two copies</b>: one for the embassy, one for you.</p>"),
    ("heading", {"text": "For the vigil", "level": "2"}),
    (
        "paragraph",
        "<p>The date of the Day is chosen anew each year, so check the poster before you print it.</p>",
    ),
    (
        "paragraph",
        '<p>Read the <a href="https://example.org/safety">safety page</a> before North Korean refugees speak.</p>',
    ),
    ("paragraph", "<p>For the vigil</p>"),
    ("paragraph", "<p>Ask the police beforehand where people may stand.</p>"),
    ("paragraph", "<p>One person with one letter is a city that took part.</p>"),
]
KOREAN = {
    TITLE: "준비물",
    "A short list for the day itself.": "그날을 위한 짧은 목록.",
    "Bring the petition letter in <b>two copies</b>: one for the embassy, one for you.": (
        "청원 편지는 <b>두 부</b>를 가져오세요. 한 부는 대사관에, 한 부는 본인이 갖습니다."
    ),
}


def make(password):
    """The page, its Korean translation, and two people who may log in with this password."""
    page = ContentPageFactory(
        parent=home_page("en"), slug=SLUG, title=TITLE, summary="A short list for the day itself.", body=BODY
    )
    korean = Locale.objects.get(language_code="ko")
    translation = translate(page, korean)
    translator = User.objects.get(email=TRANSLATOR_EMAIL)
    fill(translation, lambda path, text: KOREAN.get(text), user=translator)
    translation.save_target(publish=False)
    page.summary = "A short list for the evening itself."
    page.save_revision().publish()
    translation = translate(page, korean)
    segment = StringSegment.objects.get(source=translation.source, string__data__contains="safety page")
    PassageComment.objects.create(
        context_id=segment.context_id, locale=korean, author=translator, words="Which safety page is meant?"
    )
    reviewer, _made = User.objects.get_or_create(
        email=REVIEWER_EMAIL, defaults={"name": "Korean reviewer (demo)"}
    )
    reviewer.groups.add(Group.objects.get(name="Reviewers: ko"))
    for user in (translator, reviewer):
        user.set_password(password)
        user.save()
