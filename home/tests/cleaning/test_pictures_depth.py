"""Pictures of more or fewer bits than eight look as they did, and one can see through them where one could."""

from io import BytesIO
from struct import pack

import pytest
from PIL import Image

from home.cleaning.formats import images
from home.tests.cleaning import pictures, rasters

WIDTH, HEIGHT = rasters.SIZE


@pytest.fixture
def clean(tmp_path):
    """Cleans bytes; → the new picture opened."""

    def act(data, kind):
        source = tmp_path / "source"
        source.write_bytes(data)
        return Image.open(BytesIO(images.clean(source, tmp_path, kind).path.read_bytes()))

    return act


def drawn(value_of, mode="L"):
    picture = Image.new(mode, rasters.SIZE)
    for y in range(HEIGHT):
        for x in range(WIDTH):
            picture.putpixel((x, y), value_of(x, y))
    return picture


@pytest.mark.parametrize(
    ("depth", "transparent"),
    [(1, 0), (1, 1), (2, 0), (2, 1), (2, 3), (4, 0), (4, 9), (4, 15), (8, 77), (16, 4660), (16, 0)],
)
def test_the_transparent_grey_of_a_picture_stays_transparent(clean, depth, transparent):
    most = 2**depth - 1

    def value(x, y):
        if x % 5 == 0:
            return transparent
        near = transparent + 1 if transparent < most else transparent - 1
        return near if x % 5 == 1 else (x * 37 + y) * 997 % (most + 1)

    def expected(x, y):
        grey = value(x, y) * 255 // most
        return grey, 0 if value(x, y) == transparent else 255

    picture = clean(rasters.grey_png(value, depth, transparent), "png").convert("RGBA")
    meant = drawn(expected, "LA").convert("RGBA")
    assert pictures.psnr(meant.getchannel("A"), picture.getchannel("A")) > 100
    assert pictures.psnr(meant, picture) > 45


def test_the_transparent_colour_of_sixteen_bits_is_told_from_its_neighbour(clean):
    clear, near = (4660, 22136, 39612), (4660, 22136, 39613)

    def value(x, y):
        return clear if x == 5 else near if x == 6 else (x * 2000, y * 2000, 1000)

    picture = clean(rasters.colour_png(value, clear), "png").convert("RGBA")
    meant = drawn(lambda x, y: (*(part >> 8 for part in value(x, y)), 0 if x == 5 else 255), "RGBA")
    assert pictures.psnr(meant, picture) > 45


RAMP = drawn(lambda x, y: round(x * 255 / 31))
FALL = drawn(lambda x, y: 255 - round(x * 255 / 31))


def numbers(code, value_of):
    return b"".join(pack(code, value_of(x)) for y in range(HEIGHT) for x in range(WIDTH))


def twelve(value_of):
    pixels = bytearray()
    for _y in range(HEIGHT):
        for x in range(0, WIDTH, 2):
            pixels += (value_of(x) << 12 | value_of(x + 1)).to_bytes(3, "big")
    return bytes(pixels)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("white_is_nought", "bits", "samples"),
    [
        *((False, *scan) for scan in [(8, 1), (12, 1), (16, 1), (32, 1), (16, 2), (32, 2), (32, 3)]),
        *((True, *scan) for scan in [(8, 1), (12, 1), (16, 1), (32, 3)]),  # nothing writes others
    ],
)
def test_a_scan_is_neither_black_nor_inverted(clean, order, white_is_nought, bits, samples):
    most = 2 ** (bits - (samples == 2)) - 1
    if bits == 12:
        pixels = twelve(lambda x: round(x * most / 31))
    elif samples == 3:
        pixels = numbers(order + "f", lambda x: x / 31)
    else:
        code = {8: "B", 16: "H", 32: "I"}[bits]
        pixels = numbers(order + (code.lower() if samples == 2 else code), lambda x: x * most // 31)
    picture = clean(rasters.tiff(pixels, bits, order, white_is_nought, samples), "tiff")
    assert pictures.psnr(FALL if white_is_nought else RAMP, picture) > 36


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 1.01), (-0.02, 1), (0, 255), (0, 65535), (-300, 700)])
def test_numbers_are_shown_in_the_scale_they_seem_to_have(clean, low, high):
    pixels = numbers("<f", lambda x: low + x / 31 * (high - low))
    assert pictures.psnr(RAMP, clean(rasters.tiff(pixels, 32, samples=3), "tiff")) > 34


def test_a_big_tiff_is_taken(clean):
    data = pictures.encode(pictures.scene(), "tiff", big_tiff=True)
    assert data[:4] == b"II+\0"
    assert pictures.psnr(pictures.scene(), clean(data, "tiff")) > 36
