"""Pictures that are unusual but sound are taken, and nothing that they show is lost."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from home.cleaning.formats import images
from home.cleaning.formats.result import Refused
from home.tests.cleaning import pictures


@pytest.fixture
def clean(tmp_path):
    """Cleans bytes; → (Cleaned, the new picture opened)."""

    def act(data, kind):
        source = tmp_path / "source"
        source.write_bytes(data)
        cleaned = images.clean(source, tmp_path, kind)
        return cleaned, Image.open(BytesIO(cleaned.path.read_bytes()))

    return act


@pytest.mark.parametrize(
    ("kind", "options"), [("jpeg", {"quality": 94, "subsampling": 0}), ("tiff", {}), ("heic", {})]
)
def test_a_grainy_photograph_is_taken(clean, kind, options):
    data = pictures.encode(pictures.grain(), kind, plant=False, **options)
    _cleaned, picture = clean(data, kind)
    assert pictures.psnr(Image.open(BytesIO(data)), picture) > 30


def test_a_picture_that_cannot_be_encoded_is_not_called_damaged(clean, monkeypatch):
    def fail(*_arguments, **_options):
        raise OSError

    monkeypatch.setattr(images, "save_still", fail)
    with pytest.raises(Refused) as refused:
        clean(pictures.encode(pictures.scene(), "png"), "png")
    assert refused.value.code == "heavy"


@pytest.mark.parametrize("primary", [0, 1, 2])
def test_of_a_series_of_pictures_the_one_meant_to_be_shown_stays(clean, primary):
    series = [pictures.scene().rotate(turn) for turn in (0, 90, 180)]
    data = pictures.series(series, primary)
    cleaned, picture = clean(data, "heic")
    assert pictures.psnr(Image.open(BytesIO(data)), picture) > 36
    assert cleaned.removed == {"pages"}


@pytest.mark.parametrize("kind", ["tiff", "mpo", "heic"])
def test_pages_that_do_not_stay_are_not_counted_as_frames(clean, kind, monkeypatch):
    monkeypatch.setattr(images, "MAX_MOVING_PIXELS", 50_000)
    page = pictures.scene()
    if kind == "heic":
        data = pictures.series([page] * 9, 0)
    else:
        pages = {"save_all": True, "append_images": [page] * 8}
        data = pictures.encode(page, kind, plant=False, **pages)
    cleaned, picture = clean(data, "jpeg" if kind == "mpo" else kind)
    assert picture.size == page.size
    assert "pages" in cleaned.removed


@pytest.mark.parametrize("frames", [1, 4])
@pytest.mark.parametrize("icc", [None, pictures.profile()])
def test_a_drawing_without_loss_stays_without_loss(clean, frames, icc):
    frames = [pictures.stripes((200, 100), step=3 + number) for number in range(frames)]
    data = pictures.encode(frames[0], "webp", frames=frames[1:], durations=100, icc=icc, lossless=True)
    _cleaned, picture = clean(data, "webp")
    before = Image.open(BytesIO(data))
    for number in range(len(frames)):
        before.seek(number)
        picture.seek(number)
        meant = before if icc is None else pictures.meant(before, icc)
        assert pictures.psnr(meant, picture) > 45


@pytest.mark.parametrize("sampling", ["4:4:4", "4:2:2", "4:2:0", "4:0:0"])
@pytest.mark.parametrize("frames", [1, 3])
def test_fine_colours_of_avif_stay_as_fine(clean, sampling, frames):
    frames = [pictures.stripes((200, 100), step=3 + number) for number in range(frames)]
    data = pictures.encode(
        frames[0], "avif", frames=frames[1:], durations=100, plant=False, quality=95, subsampling=sampling
    )
    _cleaned, picture = clean(data, "avif")
    assert pictures.psnr(Image.open(BytesIO(data)), picture) > 34


GAIN_MAP = pictures.encode(pictures.scene(mode="L"), "jpeg", plant=False, xmp=b"<?xml version='1.0'?><x/>")
FILM = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + bytes(4000) + b"PK\x03\x04 <SCRIPT \x7fELF Rar!\x1a"
SAMSUNG = b"\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data1600000000000" + bytes(4000) + b"PK\x03\x04"


@pytest.mark.parametrize("behind", [GAIN_MAP, b"\0\0" + GAIN_MAP, FILM, SAMSUNG])
def test_what_cameras_append_is_no_hidden_file(clean, behind):
    data = pictures.encode(pictures.scene(), "jpeg", plant=False)
    cleaned, picture = clean(data + behind, "jpeg")
    assert cleaned.removed == {"hidden"}
    assert pictures.psnr(Image.open(BytesIO(data)), picture) > 36


def test_an_archive_is_found_from_its_end(clean):
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("evil.js", "alert(1)")
        written.comment = b"nothing to see"
    data = pictures.encode(pictures.scene(), "jpeg", plant=False) + b"\n" * 2000 + archive.getvalue()
    with pytest.raises(Refused) as refused:
        clean(data, "jpeg")
    assert refused.value.code == "polyglot"


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"restart_marker_blocks": 3}, {"subsampling": 0}]
)
@pytest.mark.parametrize("missing", [1, 2])
def test_a_jpeg_without_its_end_is_taken_if_the_picture_is_there(clean, missing, options):
    whole = pictures.encode(pictures.scene((240, 160)), "jpeg", plant=False, **options)
    _cleaned, picture = clean(whole[:-missing], "jpeg")
    assert pictures.psnr(Image.open(BytesIO(whole)), picture) > 36


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"restart_marker_blocks": 3}, {"subsampling": 0}]
)
@pytest.mark.parametrize("missing", [6, 10, 100, 1000])
def test_a_jpeg_without_the_end_of_its_picture_is_damaged(clean, missing, options):
    whole = pictures.encode(pictures.grain(), "jpeg", plant=False, **options)
    with pytest.raises(Refused) as refused:
        clean(whole[:-missing], "jpeg")
    assert refused.value.code == "damaged"


@pytest.mark.parametrize("kind", ["gif", "png", "webp", "avif"])
def test_an_animation_of_many_pixels_is_refused_before_it_is_decoded(clean, kind, monkeypatch):
    monkeypatch.setattr(images, "MAX_MOVING_PIXELS", 3 * 120 * 80)
    frames = [pictures.scene().rotate(turn) for turn in (0, 90, 180, 270)]
    data = pictures.encode(frames[0], kind, plant=False, frames=frames[1:], durations=10)
    with pytest.raises(Refused) as refused:
        clean(data, kind)
    assert refused.value.code == "frames"


def test_a_jpeg_that_would_get_finer_still_is_damaged(clean):
    whole = pictures.encode(pictures.scene((240, 160)), "jpeg", plant=False, progressive=True)
    with pytest.raises(Refused) as refused:
        clean(whole[: whole.rindex(b"\xff\xda")], "jpeg")
    assert refused.value.code == "damaged"
