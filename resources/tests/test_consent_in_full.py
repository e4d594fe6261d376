"""Name, face, voice, social networks: nothing goes where the person didn't agree to it, by whatever door."""

import datetime
import json

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from home import outbox
from home.accounts.roles import sync_roles
from home.cards import making
from home.factories import ImageFactory, OwnerFactory, UserFactory, sample_picture
from home.models import HubImage, HubMedia, OutboxMail, Release
from home.publishing import PublishRefused
from home.registries import periodic
from home.releases import publishing
from home.releases.contents import add
from home.tests.test_translation import live_translation, locale
from home.translation import workflow
from home.translation.submit import fill, translate
from resources.consent import Purpose, reasons_against
from resources.factories import TestimonyFactory, TestimonyPageFactory, VideoFactory, VideoPageFactory
from resources.models import ConsentRecord, TestimonyPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    """A draft of a real account in English, and what the person agreed to: the website and translation."""
    testimony = TestimonyFactory(is_sample=False, account_language="en")
    page = TestimonyPageFactory(testimony=testimony, live=False, title="Night")
    agree(page)
    return page


def agree(page, **fields):
    values = {"given_on": "2026-01-01", "website": True, "translation": True, **fields}
    ConsentRecord.objects.update_or_create(testimony=page.testimony, defaults=values)


def fresh(page):
    return TestimonyPage.objects.get(pk=page.pk)


def publish(page):
    page.save_revision().publish()
    return fresh(page)


# --- The name


@pytest.mark.parametrize(
    ("agreed", "mode", "shown", "refused"),
    [
        ("real", "real", "Kim", None),
        ("real", "pseudonym", "Kim", None),
        ("pseudonym", "pseudonym", "Kim", None),
        ("pseudonym", "real", "Kim", "real name"),
        ("anonymous", "pseudonym", "Kim", "no name"),
        ("real", "anonymous", "Kim", "is anonymous"),
        ("anonymous", "real", "", None),
    ],
)
def test_a_name_is_shown_as_it_was_agreed_to_and_never_more(account, agreed, mode, shown, refused):
    agree(account, name=agreed)
    account.testimony.name_mode = mode
    account.testimony.save()
    account.display_name = shown
    if refused:
        with pytest.raises(PublishRefused, match=refused):
            publish(account)
    else:
        assert publish(account).live


def test_a_name_that_is_no_longer_agreed_to_takes_the_page_along(account):
    agree(account, name="pseudonym")
    account.display_name = "Kim"
    assert publish(account).live
    agree(account, name="anonymous")
    assert not fresh(account).live


# --- Face and voice


def with_picture(page, mark):
    page.social_image, page.social_image_alt = ImageFactory(recognisable=mark), "Somebody"
    return page


@pytest.mark.parametrize(
    ("mark", "agreed", "refused"),
    [
        ("", {}, "Say of every picture"),
        ("", {"face": True}, "Say of every picture"),
        ("", {"face": True, "voice": True}, None),
        ("nobody", {}, None),
        ("face", {}, "shows a face"),
        ("face", {"voice": True}, "shows a face"),
        ("face", {"face": True}, None),
        ("both", {"face": True}, "a voice be heard"),
    ],
)
def test_a_file_stands_on_the_page_only_if_it_shows_no_more_than_was_agreed_to(
    account, mark, agreed, refused
):
    agree(account, **agreed)
    with_picture(account, mark)
    if refused:
        with pytest.raises(PublishRefused, match=refused):
            publish(account)
    else:
        assert publish(account).live


def test_a_picture_in_the_text_is_judged_like_any_other(account):
    picture = {"image": ImageFactory(recognisable="face").pk, "alt": "x", "decorative": False, "caption": ""}
    account.body = json.dumps([{"type": "picture", "value": picture}])
    with pytest.raises(PublishRefused, match="shows a face"):
        publish(account)


def test_a_film_elsewhere_needs_face_and_voice(account):
    film = {"url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "title": "x"}
    account.body = json.dumps([{"type": "embed", "value": film}])
    with pytest.raises(PublishRefused, match="film elsewhere"):
        publish(account)
    agree(account, face=True, voice=True)
    assert publish(account).live


def playing(account, video):
    account.body = json.dumps([{"type": "video", "value": {"page": VideoPageFactory(video=video).pk}}])
    return account


def test_a_page_of_a_film_elsewhere_needs_face_and_voice_as_well(account):
    elsewhere = VideoFactory(external_url="https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    with pytest.raises(PublishRefused, match="film elsewhere"):
        publish(playing(account, elsewhere))
    agree(account, face=True, voice=True)
    assert publish(account).live


def of_ours(mark="nobody"):
    file = ContentFile(b"ID3" + b"\0" * 500, name="sound.mp3")
    media = HubMedia(title="Film", type="audio", recognisable=mark)
    HubMedia.objects.bulk_create([media])
    HubMedia.objects.filter(pk=media.pk).update(file=default_storage.save("media/film.mp3", file))
    return VideoFactory(media=media, external_url="")


@pytest.mark.parametrize("what", ["mark", "moved elsewhere"])
def test_a_film_that_becomes_another_one_takes_the_account_off_in_which_it_plays(account, what):
    video = of_ours()
    assert publish(playing(account, video)).live
    if what == "mark":
        media = HubMedia.objects.get(pk=video.media_id)
        media.recognisable = "voice"
        media.save(update_fields=["recognisable"])
    else:
        video.media, video.external_url = None, "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
        video.save()
    assert not fresh(account).live


def test_another_picture_before_a_film_is_a_face_that_nobody_has_spoken_of(account):
    media = HubMedia.objects.get(pk=of_ours().media_id)
    media.thumbnail.save("poster.jpg", ContentFile(sample_picture(), name="poster.jpg"))
    media.save()
    media.refresh_from_db()
    assert media.recognisable == ""


def test_a_face_that_is_noticed_later_takes_the_page_off(account):
    page = publish(with_picture(account, "nobody"))
    picture = page.social_image
    picture.title = "Another title"
    picture.save()
    assert fresh(page).live
    picture.recognisable = "face"
    picture.save()
    assert not fresh(page).live


def test_what_was_said_of_a_file_is_not_said_of_the_one_that_takes_its_place(account):
    page = publish(with_picture(account, "nobody"))
    picture = HubImage.objects.get()
    picture.file = ContentFile(sample_picture((32, 32)), "other.jpg")
    picture.save()
    assert HubImage.objects.get().recognisable == ""
    assert not fresh(page).live
    picture.file, picture.recognisable = ContentFile(sample_picture((31, 31)), "third.jpg"), "face"
    picture.save()
    assert HubImage.objects.get().recognisable == "face"


# --- Every door, at the moment when it opens


@pytest.fixture
def korean(account):
    """A complete Korean translation below a live Korean list; Korean is what the person takes back."""
    agree(account, languages=["en", "ko"])
    page = publish(account)
    live_translation(page.get_parent().get_parent().specific, "ko")
    translation = translate(page, locale("ko"))
    fill(translation, lambda path, text: f"번역 {text}")
    parents = translate(page.get_parent().specific, locale("ko"))
    fill(parents, lambda path, text: f"번역 {text}")
    parents.save_target(publish=True)
    sync_roles()
    return translation


def test_a_translation_published_from_its_segments_is_judged(account, korean):
    agree(account, languages=["en"])
    with pytest.raises(PublishRefused, match="this language"):
        korean.save_target(publish=True)
    agree(account, languages=["en", "ko"])
    korean.save_target(publish=True)
    assert korean.get_target_instance().live


def test_a_translation_that_is_approved_is_judged(account, korean):
    owner = OwnerFactory()
    korean.save_target(publish=False)
    workflow.submit(korean.get_target_instance(), owner)
    agree(account, languages=["en"])
    with pytest.raises(PublishRefused, match="this language"):
        workflow.approve(korean.get_target_instance(), owner)
    assert not korean.get_target_instance().live


def test_an_account_that_is_approved_by_moderators_is_judged(account):
    owner = OwnerFactory()
    account.save_revision()
    state = Workflow.objects.get(name="Moderators approval").start(account, owner)
    agree(account, website=False)
    with pytest.raises(PublishRefused):
        state.current_task_state.approve(user=owner)
    assert not fresh(account).live


def test_a_release_is_judged(account, korean):
    owner = OwnerFactory()
    korean.save_target(publish=False)
    release = Release.objects.create(name="All of it")
    add(release, [korean.get_target_instance()], owner)
    agree(account, languages=["en"])
    assert publishing.publish(release, owner).state == Release.State.REFUSED
    assert not korean.get_target_instance().live


# --- Other purposes


@pytest.mark.parametrize("purpose", [each for each in Purpose if each != Purpose.WEBSITE])
def test_each_purpose_has_a_tick_of_its_own_and_needs_the_website_too(account, purpose):
    assert len(reasons_against(account.testimony, "en", purpose)) == 1
    agree(account, **{purpose: True})
    assert reasons_against(account.testimony, "en", purpose) == []
    agree(account, **{purpose: True}, website=False)
    assert "website" in reasons_against(account.testimony, "en", purpose)[0]


def test_networks_learn_of_an_account_only_where_that_was_agreed_to(account, client):
    page = publish(account)
    address, card = "/en/testimonies/" + page.slug + "/", making.address(page)
    html = client.get(address).content.decode()
    assert "og:" not in html
    assert "/card/" not in html
    assert client.get(card).status_code == 404
    agree(page, social_media=True)
    html = client.get(address).content.decode()
    assert 'property="og:title"' in html
    assert client.get(card).status_code == 200
    agree(page, social_media=False)
    assert client.get(card).status_code == 404
    assert making.erase([page.pk]) == 0


# --- Reviews


@pytest.fixture
def keeper():
    sync_roles()
    user = UserFactory(email="keeper@example.org")
    user.groups.add(Group.objects.get(name="Consent keepers"))
    return user


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.mark.parametrize(("days", "mails"), [(91, 0), (90, 1), (8, 1), (7, 1), (0, 1), (-1, 0)])
def test_keepers_are_told_that_a_consent_ends(account, keeper, days, mails):
    agree(account, review_by=in_days(days))
    for _time in range(2):
        periodic.get("consent-reviews").run()
    assert OutboxMail.objects.filter(kind="consent-review").count() == mails


def test_keepers_are_told_three_times_in_all_and_read_nothing_of_the_account(account, keeper, mailoutbox):
    from resources.consent.reviewing import remind

    UserFactory(email="other@example.org")
    last = in_days(100)
    agree(account, review_by=last)
    for days in range(100, 0, -1):
        remind(last - datetime.timedelta(days=days))
    outbox.deliver_due()
    assert [mail.to for mail in mailoutbox] == [["keeper@example.org"]] * 3
    assert not any("Night" in mail.body + mail.subject for mail in mailoutbox)
    assert f"/consents/edit/{account.testimony.consent.pk}/" in mailoutbox[0].body


@pytest.mark.parametrize(("withdrawn", "seen"), [(None, True), ("2026-01-02", False)])
def test_what_is_due_stands_on_the_keepers_dashboard(client, account, keeper, withdrawn, seen):
    agree(account, review_by=in_days(30), withdrawn_on=withdrawn)
    client.force_login(keeper)
    assert ("consent-reviews" in client.get(reverse("wagtailadmin_home")).content.decode()) is seen


def test_nobody_else_sees_it(client, account):
    sync_roles()
    agree(account, review_by=in_days(30))
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    assert "consent-reviews" not in client.get(reverse("wagtailadmin_home")).content.decode()
