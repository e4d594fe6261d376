"""Pictures on pages: made by the worker, shown without making or writing anything."""

import json
import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.factories import ContentPageFactory, ImageFactory, OwnerFactory
from home.models import HubImage
from home.models.images import StaleImage
from home.pictures import making
from home.pictures.roles import ROLES
from home.publishing import PublishRefused
from home.tests.cleaning import pictures
from home.tests.working import run_everything

pytestmark = pytest.mark.django_db


def photo(size=(2000, 1400), mode="RGB", kind="jpeg", **more):
    data = pictures.encode(pictures.scene(size, mode), kind, plant=False, **more)
    return ImageFactory(file=ContentFile(data, f"photo.{kind}"))


def block(image, alt="A candle in the dark", **more):
    return {"type": "picture", "value": {"image": image.pk, "alt": alt, "decorative": False, **more}}


def page_with(*blocks, **more):
    return ContentPageFactory(body=json.dumps(blocks), **more)


def html(client, page):
    response = client.get(f"/en/{page.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def files_in(text):
    return set(re.findall(r"/media/(images/[^\s\"]+)", text))


def test_a_page_names_every_format_and_width_that_the_worker_made(client, committed):
    with committed:
        image = photo()
        page = page_with(block(image))
    run_everything()
    text = html(client, page)
    for kind in ("avif", "webp"):
        source = re.search(rf'<source type="image/{kind}" srcset="([^"]+)" sizes="[^"]+">', text).group(1)
        assert [part.split()[-1] for part in source.split(", ")] == ["400w", "800w", "1200w", "1600w"]
    img = re.search(r"<img [^>]+>", text).group()
    assert 'width="800" height="560"' in img
    assert 'alt="A candle in the dark"' in img
    assert 'fetchpriority="high"' in img and "lazy" not in img
    for name in files_in(text):
        with default_storage.open(name) as file, Image.open(file) as opened:
            assert opened.format in ("AVIF", "WEBP", "JPEG")
            assert f"width-{opened.width}." in name


def test_only_the_first_picture_of_a_page_is_loaded_at_once(client):
    text = html(client, page_with(*(block(photo((300, 200))) for _number in range(3))))
    assert [("lazy" in img, "fetchpriority" in img) for img in re.findall(r"<img [^>]+>", text)] == [
        (False, True),
        (True, False),
        (True, False),
    ]


@pytest.mark.parametrize("number", [1, 12])
def test_a_warm_page_makes_nothing_and_writes_nothing(
    client, committed, django_assert_max_num_queries, number
):
    with committed:
        page = page_with(*(block(photo((500, 300))) for _number in range(number)))
    run_everything()
    html(client, page)
    before = sorted(HubImage.objects.values_list("pk", "made"), key=str)
    with django_assert_max_num_queries(40) as seen:
        html(client, page)
    assert not [query["sql"] for query in seen if not query["sql"].lstrip("( ").startswith("SELECT")]
    assert sum("home_hubimage" in query["sql"] for query in seen) == 1
    assert not [query for query in seen if "home_hubrendition" in query["sql"]]
    assert sorted(HubImage.objects.values_list("pk", "made"), key=str) == before


def test_a_cold_page_shows_the_first_size_without_making_any(client, monkeypatch):
    page = page_with(block(photo()))
    monkeypatch.setattr(HubImage, "create_rendition", lambda *args: pytest.fail("made in a request"))
    text = html(client, page)
    assert len(files_in(text)) == 1
    assert 'width="800"' in text
    assert "<source" not in text


def test_a_small_picture_is_not_blown_up(client, committed):
    with committed:
        image = photo((500, 300))
        page = page_with(block(image))
    run_everything()
    text = html(client, page)
    assert "500w" in text and "800w" not in text
    assert "500px, 94vw" in text


def test_a_transparent_picture_falls_back_to_png(client, committed):
    with committed:
        page = page_with(block(photo((500, 300), "RGBA", "png")))
    run_everything()
    image = HubImage.objects.get()
    assert [form for form, _entries in image.made["text"]["files"]] == ["avif", "webp", "png"]
    for name in files_in(html(client, page)):
        with default_storage.open(name) as file, Image.open(file) as opened:
            assert opened.convert("RGBA").getchannel("A").getextrema()[0] < 50


def test_a_moving_picture_moves_for_those_who_do_not_mind(client, committed):
    frames = [pictures.scene((300, 200)).rotate(40 * turn) for turn in range(4)]
    data = pictures.encode(frames[0], "gif", plant=False, frames=frames[1:], durations=[100, 200, 300, 400])
    with committed:
        page = page_with(block(ImageFactory(file=ContentFile(data, "move.gif"))))
    run_everything()
    text = html(client, page)
    source = re.search(r'<source type="image/webp" media="([^"]+)" srcset="/media/([^ ]+)', text)
    assert source.group(1) == "(prefers-reduced-motion: no-preference)"
    with default_storage.open(source.group(2)) as file, Image.open(file) as opened:
        assert opened.n_frames == 4
    assert text.index("no-preference") < text.index("image/avif")


def test_a_crop_keeps_the_focal_point(committed):
    canvas = Image.new("RGB", (1000, 400), "white")
    canvas.paste((200, 0, 0), (850, 100, 950, 300))
    out = BytesIO()
    canvas.save(out, "PNG")
    with committed:
        image = ImageFactory(file=ContentFile(out.getvalue(), "wide.png"))
        making.want(image, ["card"])
    run_everything()

    def red(image):
        name, *_size = image.made["card"]["files"][-1][1][0]
        with default_storage.open(name) as file, Image.open(file) as opened:
            return any(r > 150 and g < 80 for r, g, _b in opened.convert("RGB").get_flattened_data())

    image.refresh_from_db()
    assert not red(image)
    old = {name for name, *_size in image.made["card"]["files"][-1][1]}
    with committed:
        image.focal_point_x, image.focal_point_y = 900, 200
        image.focal_point_width = image.focal_point_height = 100
        image.save()
    with committed:
        run_everything()
    image.refresh_from_db()
    assert red(image)
    assert not [name for name in old if default_storage.exists(name)]


def test_an_editor_who_saves_an_old_form_does_not_undo_what_the_worker_made(committed):
    with committed:
        photo()
    old = HubImage.objects.get()
    run_everything()
    old.title = "A better title"
    old.save()
    assert HubImage.objects.get().made["text"]["files"]


def test_a_picture_whose_file_is_missing_leaves_the_page_whole(client, committed):
    with committed:
        page = page_with(block(photo()))
    run_everything()
    for name in [HubImage.objects.get().file.name, *files_in(html(client, page))]:
        default_storage.delete(name)
    text = html(client, page)
    assert 'alt="A candle in the dark"' in text and 'width="800"' in text
    HubImage.objects.update(made={})
    HubImage.objects.get().renditions.all().delete()
    assert 'aria-label="A candle in the dark"' in html(client, page)


def test_the_address_of_a_picture_does_not_tell_what_its_file_was_called(client):
    image = ImageFactory(file=ContentFile(pictures.encode(pictures.scene(), "jpeg"), "Kim-family-Seoul.jpg"))
    assert "Kim" not in html(client, page_with(block(image)))


def test_decorative_says_nothing_and_the_description_of_the_file_is_only_a_suggestion(client):
    image = photo((300, 200))
    assert image.default_alt_text
    text = html(client, page_with(block(image, alt="", decorative=True)))
    assert 'alt=""' in text
    assert image.default_alt_text not in text


def test_a_picture_needs_a_text_or_to_be_decorative(client):
    from wagtail.blocks.struct_block import StructBlockValidationError

    from home.blocks import PictureBlock

    chosen = PictureBlock()
    value = chosen.to_python({"image": photo((300, 200)).pk, "alt": "", "decorative": False})
    with pytest.raises(StructBlockValidationError) as refused:
        chosen.clean(value)
    assert list(refused.value.block_errors) == ["alt"]


def test_what_is_wanted_and_was_lost_is_asked_for_again(committed):
    photo()  # whose task was never enqueued: nothing was committed
    assert making.complete() == "1"
    run_everything()
    assert making.is_made(HubImage.objects.get(), "text")
    assert making.complete() == ""


def test_every_role_says_which_widths_it_needs():
    for name, role in ROLES.items():
        assert role.name == name
        assert role.widths == tuple(sorted(role.widths))


def test_a_page_names_its_picture_for_sharing_by_a_whole_address(client, committed):
    with committed:
        page = page_with(social_image=photo(), social_image_alt="A candle in the dark")
    run_everything()
    text = html(client, page)
    address = re.search(r'<meta property="og:image" content="([^"]+)">', text).group(1)
    assert address.startswith("http://localhost/media/images/")
    assert '<meta property="og:image:alt" content="A candle in the dark">' in text
    name = address.removeprefix("http://localhost/media/")
    with default_storage.open(name) as file, Image.open(file) as opened:
        assert (opened.format, opened.size) == ("JPEG", (1200, 630))


def test_a_page_goes_live_with_a_text_for_its_picture_for_sharing_only():
    with pytest.raises(PublishRefused):
        page_with(social_image=photo((300, 200)))
    page_with(social_image=photo((300, 200)), live=False)


@pytest.mark.parametrize(("action", "saved"), [("action-publish", False), (None, True)])
def test_a_missing_text_is_told_at_its_field_when_it_is_published_and_not_before(client, action, saved):
    client.force_login(OwnerFactory())
    page = page_with(live=False)
    image = photo((300, 200))
    data = nested_form_data(
        {
            "title": "New title",
            "slug": page.slug,
            "body": streamfield([]),
            "social_image": image.pk,
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
            **({action: "1"} if action else {}),
        }
    )
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    page.refresh_from_db()
    assert (page.get_latest_revision_as_object().title == "New title") is saved
    if not saved:
        assert list(response.context["form"].errors) == ["social_image_alt"]


def replace(image, size):
    image = HubImage.objects.get(pk=image.pk)
    image.file = ContentFile(pictures.encode(pictures.scene(size), "jpeg", plant=False), "a.jpg")
    image.save()


def shown_and_there(client, page):
    """Addresses on the page, and whether each file is there."""
    return {name: default_storage.exists(name) for name in files_in(html(client, page))}


def test_a_picture_replaced_in_the_admin_is_on_its_pages_at_once_and_when_it_is_made(client, committed):
    client.force_login(OwnerFactory())
    with committed:
        image = photo((900, 600))
        page = page_with(block(image))
    run_everything()
    upload = SimpleUploadedFile("b.jpg", pictures.encode(pictures.scene((700, 500)), "jpeg"), "image/jpeg")
    address = reverse("wagtailimages:edit", args=[image.pk])
    with committed:
        client.post(address, {"title": "New", "file": upload, "collection": 1})
    assert set(shown_and_there(client, page).values()) == {True}
    with committed:
        run_everything()
    there = shown_and_there(client, page)
    assert len(there) > 3 and set(there.values()) == {True}


def test_a_picture_replaced_there_and_back_is_whole(client, committed):
    with committed:
        image = photo((900, 600))
        page = page_with(block(image))
    run_everything()
    for size in ((700, 500), (900, 600)):
        with committed:
            replace(image, size)
    with committed:
        run_everything()
    there = shown_and_there(client, page)
    assert len(there) > 3 and set(there.values()) == {True}


def test_a_worker_with_an_old_copy_puts_nothing_back_into_public(committed):
    with committed:
        image = photo((900, 600))
        page = page_with(block(image))
    old = HubImage.objects.get()
    with committed:
        page.unpublish()
    with pytest.raises(StaleImage):
        old.get_rendition("width-64|format-jpeg")
    assert (
        not default_storage.exists(f"images/{old.token}")
        or not default_storage.listdir(f"images/{old.token}")[1]
    )


def test_what_was_made_under_an_older_address_is_made_again(committed):
    with committed:
        image = photo((900, 600))
    HubImage.objects.update(token="another", made={})
    image.refresh_from_db()
    assert image.get_rendition("width-800|format-jpeg").file.name.startswith("images/another/")


def test_saving_only_the_file_saves_what_hangs_on_it():
    image = photo((300, 200))
    image.file = ContentFile(pictures.encode(pictures.scene((90, 60)), "jpeg", orientation=6), "b.jpg")
    image.save(update_fields=["file"])
    image.refresh_from_db()
    assert (image.width, image.height) == (60, 90)
    assert "location" in image.removed
    assert default_storage.exists(image.made["first"][0])
