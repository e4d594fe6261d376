"""Pictures of every kind: what they tell goes, what they show stays."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageOps

from home.cleaning.formats import images, kinds
from home.cleaning.formats.result import Refused
from home.tests.cleaning import pictures

KINDS = list(pictures.PILLOW)
TURNED = [kind for kind in KINDS if kind != "gif"]


def known(kinds, modes):
    """(kind, mode) of every picture that there can be: JPEG knows neither transparency nor a palette."""
    return [(kind, mode) for kind in kinds for mode in modes if kind != "jpeg" or mode in ("RGB", "L")]


@pytest.fixture
def clean(tmp_path):
    """Cleans bytes; → (Cleaned, the new picture opened)."""

    def act(data, kind):
        source = tmp_path / "source"
        source.write_bytes(data)
        assert kinds.sniff(source) == kind
        cleaned = images.clean(source, tmp_path, kind)
        return cleaned, Image.open(BytesIO(cleaned.path.read_bytes()))

    return act


def shown(data):
    """The picture as a browser shows it."""
    picture = Image.open(BytesIO(data))
    picture.load()
    return ImageOps.exif_transpose(picture)


def told(data):
    """Whether the secret is in there, in whatever letters."""
    words = pictures.SECRET.decode()
    return any(words.encode(code) in data for code in ("ascii", "utf-16-le", "utf-16-be"))


@pytest.mark.parametrize(("kind", "mode"), known(KINDS, ["RGB", "RGBA", "L", "P"]))
def test_what_a_picture_tells_goes_and_what_it_shows_stays(clean, kind, mode):
    data = pictures.encode(pictures.scene((240, 160), mode), kind, orientation=6)
    assert told(data)
    cleaned, picture = clean(data, kind)
    assert not told(cleaned.path.read_bytes())
    assert pictures.psnr(shown(data), picture) > 36
    assert (cleaned.facts["width"], cleaned.facts["height"]) == picture.size


@pytest.mark.parametrize("kind", TURNED)
def test_the_editor_can_be_told_what_was_in_it(clean, kind):
    cleaned, _picture = clean(pictures.encode(pictures.scene(), kind), kind)
    expected = {"location", "author", "device", "dates", "software", "description", "comments"}
    assert expected <= cleaned.removed


@pytest.mark.parametrize("kind", KINDS)
def test_a_clean_picture_has_nothing_to_lose(clean, kind):
    data = pictures.encode(pictures.scene(), kind, plant=False)
    cleaned, _picture = clean(data, kind)
    assert cleaned.removed == frozenset()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", TURNED)
def test_a_turned_picture_is_stored_upright(clean, kind, orientation):
    data = pictures.encode(pictures.scene((240, 160)), kind, orientation=orientation)
    cleaned, picture = clean(data, kind)
    assert picture.size == ((160, 240) if orientation > 4 else (240, 160))
    assert pictures.psnr(shown(data), picture) > 36
    assert picture.getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize(("kind", "mode"), known(TURNED, ["RGB", "RGBA"]))
def test_colours_are_counted_over_to_those_of_the_web(clean, kind, mode):
    profile = pictures.profile()
    data = pictures.encode(pictures.scene((240, 160), mode), kind, icc=profile)
    _cleaned, picture = clean(data, kind)
    before = shown(data)
    meant = ImageCms.profileToProfile(
        before.convert("RGB"), ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
    )
    if mode == "RGBA":
        meant.putalpha(before.getchannel("A"))
    assert "icc_profile" not in picture.info
    assert pictures.psnr(meant, picture) > 36
    assert pictures.psnr(before, picture) < 20


@pytest.mark.parametrize("kind", ["png", "webp", "avif", "tiff", "heic", "gif"])
def test_what_is_transparent_stays_so(clean, kind):
    scene = pictures.scene((240, 160), "RGBA")
    if kind == "gif":  # knows only one or the other
        scene.putalpha(scene.getchannel("A").point(lambda value: 255 * (value > 128)))
    data = pictures.encode(scene, kind)
    before = shown(data).convert("RGBA").getchannel("A")
    _cleaned, picture = clean(data, kind)
    after = picture.convert("RGBA").getchannel("A")
    assert before.getextrema()[0] < 100
    assert pictures.psnr(before, after) > 36


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
@pytest.mark.parametrize("kind", ["gif", "png", "webp", "avif"])
def test_what_moves_goes_on_moving_at_its_own_pace(clean, kind, mode):
    still = pictures.scene((160, 120), "RGBA" if mode == "RGBA" else "RGB")
    frames = [still.rotate(30 * turn).convert(mode) for turn in range(6)]
    pace = [100, 200, 100, 50, 100, 300]
    data = pictures.encode(frames[0], kind, frames=frames[1:], durations=pace)
    cleaned, picture = clean(data, kind)
    assert not told(cleaned.path.read_bytes())
    before = Image.open(BytesIO(data))
    assert cleaned.facts["frames"] == picture.n_frames == before.n_frames
    for number in range(before.n_frames):
        before.seek(number)
        before.load()
        picture.seek(number)
        picture.load()
        assert pictures.psnr(before, picture) > 36
        assert picture.info["duration"] == before.info["duration"] == pace[number]
    assert picture.info.get("loop") == before.info.get("loop")


DEEP = pictures.scene((120, 80), "L").convert("I").point(lambda value: value * 257).convert("I;16")


@pytest.mark.parametrize(
    ("picture", "kind", "meant"),
    [
        (pictures.scene((120, 80), "CMYK"), "jpeg", None),
        (pictures.scene((120, 80), "CMYK"), "tiff", None),
        (pictures.scene((120, 80), "1"), "png", None),
        (pictures.scene((120, 80), "1"), "tiff", None),
        (pictures.scene((120, 80), "RGBA").convert("LA"), "png", None),
        (DEEP, "png", pictures.scene((120, 80), "L")),
        (DEEP, "tiff", pictures.scene((120, 80), "L")),
        (pictures.scene((120, 80), "L").convert("F"), "tiff", pictures.scene((120, 80), "L")),
    ],
)
def test_pictures_for_print_and_science_look_the_same(clean, picture, kind, meant):
    data = pictures.encode(picture, kind)
    _cleaned, after = clean(data, kind)
    assert after.mode in ("1", "L", "RGB", "RGBA")
    assert pictures.psnr(meant or shown(data), after) > 36


@pytest.mark.parametrize("kind", ["tiff", "heic"])
def test_what_browsers_do_not_know_becomes_what_they_do(clean, kind):
    assert clean(pictures.encode(pictures.scene(), kind), kind)[0].ending == "jpg"
    assert clean(pictures.encode(pictures.scene(mode="RGBA"), kind), kind)[0].ending == "png"


def test_of_several_pages_the_first_stays(clean):
    data = pictures.encode(pictures.scene(), "tiff", plant=False, frames=[pictures.scene().rotate(90)])
    cleaned, picture = clean(data, "tiff")
    assert cleaned.removed == {"pages"}
    assert pictures.psnr(pictures.scene(), picture) > 36


@pytest.mark.parametrize("part", [0.02, 0.3, 0.7, 0.97])
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_is_cut_off_is_refused(clean, kind, part):
    data = pictures.encode(pictures.scene((240, 160)), kind, plant=False)
    with pytest.raises(Refused) as refused:
        clean(data[: max(16, int(len(data) * part))], kind)
    assert refused.value.code == "damaged"


@pytest.mark.parametrize(
    "payload", [b"PK\x03\x04\x14\x00\x00\x00", b"%PDF-1.7\n", b"<script>alert(1)</script>", b"\x7fELF\x02"]
)
@pytest.mark.parametrize("kind", ["jpeg", "png", "gif", "webp"])
def test_a_file_behind_a_picture_is_refused(clean, kind, payload):
    with pytest.raises(Refused) as refused:
        clean(pictures.encode(pictures.scene(), kind, plant=False) + payload, kind)
    assert refused.value.code == "polyglot"


@pytest.mark.parametrize("size", [(5001, 5000), (30_001, 1)])
def test_too_many_pixels_are_refused_before_they_are_decoded(clean, size):
    with pytest.raises(Refused) as refused:
        clean(pictures.encode(Image.new("1", size), "png", plant=False), "png")
    assert refused.value.code == "pixels"


def test_twenty_five_million_pixels_are_taken(clean):
    cleaned, _picture = clean(pictures.encode(Image.new("L", (5000, 5000)), "png", plant=False), "png")
    assert cleaned.facts["width"] == 5000


def test_too_many_frames_are_refused(clean):
    frames = [Image.new("L", (2, 2), number % 256) for number in range(images.MAX_FRAMES + 1)]
    data = pictures.encode(frames[0], "gif", plant=False, frames=frames[1:], durations=10)
    with pytest.raises(Refused) as refused:
        clean(data, "gif")
    assert refused.value.code == "frames"


@pytest.mark.parametrize("kind", ["jpeg", "png", "gif", "webp", "tiff"])
def test_a_picture_inside_another_file_stays_of_its_kind(kind):
    data = pictures.encode(pictures.scene(), kind)
    clean, removed = images.clean_inside(data, kinds.ENDINGS[kind][0])
    assert not told(clean)
    assert removed
    assert Image.open(BytesIO(clean)).format == pictures.PILLOW[kind]
