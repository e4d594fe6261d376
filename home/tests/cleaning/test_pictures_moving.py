"""What moves is shown as browsers show it, frame by frame."""

from io import BytesIO
from struct import pack

import pytest
from PIL import Image

from home.cleaning.formats import images
from home.cleaning.formats.result import Refused
from home.tests.cleaning import pictures, rasters

SIZE = WIDTH, HEIGHT = 40, 30
PALETTE = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)]
WHOLE = [(x // 4 + y // 4) % 4 for y in range(HEIGHT) for x in range(WIDTH)]
GREEN, MIXED = [1] * 100, [number % 3 for number in range(100)]


@pytest.fixture
def clean(tmp_path):
    """Cleans bytes; → (Cleaned, the new picture opened)."""

    def act(data, kind):
        source = tmp_path / "source"
        source.write_bytes(data)
        cleaned = images.clean(source, tmp_path, kind)
        return cleaned, Image.open(BytesIO(cleaned.path.read_bytes()))

    return act


def played(frames):
    """Every frame as the standard and all browsers have it: what is not drawn is transparent."""
    canvas, out = Image.new("RGBA", SIZE), []
    for left, top, width, height, pixels, _delay, disposal, clear in frames:
        before = canvas.copy()
        for number, index in enumerate(pixels):
            if index != clear:
                canvas.putpixel((left + number % width, top + number // width), (*PALETTE[index], 255))
        out.append(canvas.copy())
        if disposal == 2:
            canvas.paste((0, 0, 0, 0), (left, top, left + width, top + height))
        if disposal == 3:
            canvas = before
    return out


FILMS = {
    "patches": [(0, 0, *SIZE, WHOLE, 10, 0, None), (5, 5, 10, 10, GREEN, 20, 0, None)],
    "cleared": [
        (0, 0, *SIZE, WHOLE, 10, 1, None),
        (5, 5, 10, 10, GREEN, 20, 2, None),
        (20, 10, 10, 10, MIXED, 10, 2, 0),
        (1, 1, 10, 10, MIXED, 10, 2, None),
    ],
    "restored": [
        (0, 0, *SIZE, WHOLE, 10, 1, None),
        (5, 5, 10, 10, GREEN, 20, 3, None),
        (20, 10, 10, 10, MIXED, 10, 3, 0),
        (1, 1, 10, 10, MIXED, 30, 1, None),
    ],
    "smaller first": [(10, 10, 10, 10, GREEN, 10, 1, None), (20, 10, 10, 10, MIXED, 10, 1, None)],
    "clear all": [
        (0, 0, *SIZE, WHOLE, 10, 2, None),
        (0, 0, *SIZE, [1] * 1200, 10, 2, 1),
        (0, 0, *SIZE, WHOLE, 10, 2, None),
    ],
    "twice the same": [
        (0, 0, *SIZE, WHOLE, 10, 1, None),
        (0, 0, *SIZE, WHOLE, 20, 1, None),
        (5, 5, 10, 10, GREEN, 10, 1, None),
    ],
    "always the same": [(0, 0, *SIZE, WHOLE, 10, 1, None), (0, 0, *SIZE, WHOLE, 20, 1, None)],
    "still": [(10, 10, 10, 10, MIXED, 0, 0, 0)],
}


def seen(one, other):
    """How alike two pictures are where one can see them."""
    grey = Image.new("RGBA", one.size, "grey")
    return pictures.psnr(*(Image.alpha_composite(grey, picture.convert("RGBA")) for picture in (one, other)))


@pytest.mark.parametrize("name", FILMS)
def test_frames_of_a_gif_are_those_that_browsers_show(clean, name):
    film = FILMS[name]
    cleaned, picture = clean(rasters.gif(SIZE, PALETTE, film), "gif")
    assert cleaned.facts["frames"] == getattr(picture, "n_frames", 1) == len(film)
    for number, meant in enumerate(played(film)):
        picture.seek(number)
        assert seen(meant, picture) > 60
        assert picture.info.get("duration", 0) == film[number][5] * 10


def test_colours_of_a_gif_stay_to_the_last_bit(clean):
    colours = [(10 + n % 8, 20 + n // 8 % 8, 30 + n // 64) for n in range(256)]
    frames = []
    for turn in (0, 1):
        frame = Image.new("RGB", (32, 32))
        frame.putdata([colours[(n + turn) % 256] for n in range(1024)])
        frames.append(frame)
    data = pictures.encode(frames[0], "gif", frames=frames[1:], durations=100)
    _cleaned, picture = clean(data, "gif")
    for number, frame in enumerate(frames):
        picture.seek(number)
        assert pictures.psnr(frame, picture) > 100


@pytest.mark.parametrize("kind", ["png", "webp", "avif"])
def test_the_number_of_frames_is_the_true_one(clean, kind):
    frames = [pictures.scene().rotate(turn) for turn in (0, 90)]
    frames = [frames[0], frames[1], frames[1], frames[0]]
    data = pictures.encode(frames[0], kind, frames=frames[1:], durations=[100, 200, 300, 400])
    cleaned, picture = clean(data, kind)
    assert cleaned.facts["frames"] == picture.n_frames == Image.open(BytesIO(data)).n_frames


def control(number, disposal=0, blend=0, box=(0, 0, 120, 80)):
    left, top, right, bottom = box
    content = pack(">5IHHBB", number, right - left, bottom - top, left, top, 1, 10, disposal, blend)
    return rasters.chunk(b"fcTL", content)


def apng(frames, promised, mode="RGB"):
    """A moving PNG of (picture, options of its control chunk), whatever number of frames it promises."""
    whole = pictures.encode(frames[0][0].convert(mode), "png", plant=False)
    parts, number = (
        [whole[:33], rasters.chunk(b"acTL", pack(">II", promised, 0)), control(0, **frames[0][1])],
        1,
    )
    pixels = whole[33:-12]
    parts.append(pixels)
    for picture, options in frames[1:]:
        data = pictures.encode(picture.convert(mode), "png", plant=False)[33:-12]
        body = b""
        while data:
            size = int.from_bytes(data[:4], "big")
            body, data = body + data[8 : 8 + size], data[12 + size :]
        parts += [control(number, **options), rasters.chunk(b"fdAT", pack(">I", number + 1) + body)]
        number += 2
    return b"".join([*parts, rasters.chunk(b"IEND", b"")])


@pytest.mark.parametrize("there", [1, 2])
def test_a_moving_png_that_promises_too_much_shows_what_is_there(clean, there):
    frames = [(pictures.scene().rotate(90 * turn), {}) for turn in range(there)]
    cleaned, picture = clean(apng(frames, promised=5), "png")
    assert cleaned.facts["frames"] == getattr(picture, "n_frames", 1) == there
    assert cleaned.removed == frozenset()
    for number, (frame, _options) in enumerate(frames):
        picture.seek(number)
        assert pictures.psnr(frame, picture) > 60


def test_what_a_moving_png_takes_away_is_transparent(clean):
    patch, box = Image.new("RGB", (20, 10), "red"), (30, 20, 50, 30)
    frames = [(pictures.scene(), {}), (patch, {"box": box, "disposal": 1}), (patch, {"box": (0, 0, 20, 10)})]
    _cleaned, picture = clean(apng(frames, promised=3), "png")
    picture.seek(2)
    alpha = picture.convert("RGBA").getchannel("A")
    assert alpha.crop(box).getextrema() == (0, 0)
    assert alpha.getpixel((60, 40)) == 255


def test_the_picture_for_where_nothing_moves_stays_apart(clean):
    frames = [pictures.scene().rotate(90 * turn) for turn in range(4)]
    data = pictures.encode(
        frames[0], "png", frames=frames[1:], durations=[0, 100, 200, 300], default_image=True
    )
    _cleaned, picture = clean(data, "png")
    assert picture.default_image
    for number, frame in enumerate(frames):
        picture.seek(number)
        assert pictures.psnr(frame, picture) > 60


def test_a_film_that_breaks_off_inside_is_damaged(clean):
    data = rasters.gif(SIZE, PALETTE, FILMS["cleared"])
    with pytest.raises(Refused) as refused:
        clean(data[:-40], "gif")
    assert refused.value.code == "damaged"
