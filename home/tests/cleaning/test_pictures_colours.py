"""Colours that a file names instead of bringing a profile are counted over to those of the web, too."""

from io import BytesIO
from struct import pack

import pytest
from PIL import Image

from home.cleaning.formats import images
from home.tests.cleaning import pictures, rasters

P3 = ((1.2249, -0.2247, 0), (-0.0420, 1.0419, 0), (-0.0197, -0.0786, 1.0979))
BT2020 = ((1.6605, -0.5876, -0.0728), (-0.1246, 1.1329, -0.0083), (-0.0182, -0.1006, 1.1187))
CODES = [(12, P3), (9, BT2020)]
SRGB, PQ, HLG = 13, 16, 18


@pytest.fixture
def clean(tmp_path):
    """Cleans bytes; → the new picture opened."""

    def act(data, kind):
        source = tmp_path / "source"
        source.write_bytes(data)
        return Image.open(BytesIO(images.clean(source, tmp_path, kind).path.read_bytes()))

    return act


def meant(picture, matrix):
    """The picture's colours in sRGB, by the matrix that any book on colour prints."""

    def light(value):
        value /= 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    def stored(value):
        value = min(1, max(0, value))
        return round(255 * (value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))

    lights = [light(value) for value in range(256)]
    picture, out = picture.convert("RGB"), Image.new("RGB", picture.size)
    for x in range(picture.width):
        for y in range(picture.height):
            colour = [lights[value] for value in picture.getpixel((x, y))]
            out.putpixel(
                (x, y), tuple(stored(sum(a * b for a, b in zip(row, colour, strict=True))) for row in matrix)
            )
    return out


def renamed(data, primaries, transfer):
    """The AVIF or HEIC with other codes for its colours."""
    at = data.index(b"nclx") + 4
    return data[:at] + pack(">HH", primaries, transfer) + data[at + 4 :]


@pytest.mark.parametrize(("primaries", "matrix"), CODES)
@pytest.mark.parametrize("kind", ["avif", "heic"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_codes_of_colours_count(clean, kind, mode, primaries, matrix):
    data = pictures.encode(pictures.scene((160, 120), mode), kind, plant=False, quality=95)
    picture = clean(renamed(data, primaries, SRGB), kind)
    before = Image.open(BytesIO(data))
    assert pictures.psnr(meant(before, matrix), picture.convert("RGB")) > 34
    if mode == "RGBA":
        assert pictures.psnr(before.getchannel("A"), picture.getchannel("A")) > 40


@pytest.mark.parametrize("frames", [1, 3])
def test_codes_count_in_what_moves(clean, frames):
    frames = [pictures.scene((160, 120)).rotate(90 * turn) for turn in range(frames)]
    data = pictures.encode(
        frames[0], "avif", plant=False, quality=95, frames=frames[1:], durations=100, subsampling="4:4:4"
    )
    for _place in range(data.count(b"nclx")):
        data = renamed(data, 12, SRGB).replace(b"nclx", b"NCLX", 1)
    picture = clean(data.replace(b"NCLX", b"nclx"), "avif")
    assert pictures.psnr(meant(frames[0], P3), picture) > 32


@pytest.mark.parametrize(("primaries", "matrix"), CODES)
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_codes_in_a_png_count_more_than_its_profile(clean, mode, primaries, matrix):
    data = pictures.encode(pictures.scene(mode=mode), "png", icc=pictures.profile())
    data = rasters.with_chunks(data, rasters.chunk(b"cICP", bytes((primaries, SRGB, 0, 1))))
    picture = clean(data, "png")
    assert pictures.psnr(meant(pictures.scene(mode=mode), matrix), picture.convert("RGB")) > 40


def test_codes_of_srgb_count_more_than_gamma(clean):
    data = pictures.encode(pictures.scene(), "png", plant=False)
    codes, gamma = rasters.chunk(b"cICP", bytes((1, SRGB, 0, 1))), rasters.chunk(b"gAMA", pack(">I", 100_000))
    assert pictures.psnr(pictures.scene(), clean(rasters.with_chunks(data, codes, gamma), "png")) > 60


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_chromaticities_of_a_png_count(clean, mode):
    points = pack(">8I", 31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000)
    chunks = rasters.chunk(b"gAMA", pack(">I", 45455)), rasters.chunk(b"cHRM", points)
    data = pictures.encode(pictures.scene(mode=mode), "png", plant=False)
    picture = clean(rasters.with_chunks(data, *chunks), "png")
    assert pictures.psnr(meant(pictures.scene(), P3), picture.convert("RGB")) > 40


@pytest.mark.parametrize("points", [bytes(32), b"\xff" * 32, pack(">8I", *[31270, 32900] * 4)])
def test_chromaticities_that_are_nonsense_do_no_harm(clean, points):
    chunks = rasters.chunk(b"gAMA", pack(">I", 45455)), rasters.chunk(b"cHRM", points)
    data = pictures.encode(pictures.scene(), "png", plant=False)
    assert pictures.psnr(pictures.scene(), clean(rasters.with_chunks(data, *chunks), "png")) > 60


@pytest.mark.parametrize("mode", ["L", "LA"])
@pytest.mark.parametrize("kind", ["png", "tiff"])
def test_a_grey_profile_counts_with_and_without_transparency(clean, kind, mode):
    scene = pictures.scene().convert(mode)
    if mode == "LA":
        scene.putalpha(pictures.scene(mode="RGBA").getchannel("A"))
    picture = clean(pictures.encode(scene, kind, plant=False, icc_profile=pictures.grey_profile()), kind)
    light = scene.getchannel("L").point([round(255 * (value / 255) ** (1 / 2.2)) for value in range(256)])
    assert pictures.psnr(light, picture.convert("L")) > 36
    if mode == "LA":
        assert pictures.psnr(scene.getchannel("A"), picture.getchannel("A")) > 60


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize(("transfer", "paper", "black"), [(PQ, 148, 16), (HLG, 191, 8)])
def test_a_picture_of_high_range_has_light_and_shade(clean, transfer, paper, black, mode):
    picture = Image.new(mode, (256, 8))
    picture.putdata([value if mode == "L" else (value,) * 3 for _row in range(8) for value in range(256)])
    data = rasters.with_chunks(
        pictures.encode(picture, "png", plant=False), rasters.chunk(b"cICP", bytes((9, transfer, 0, 1)))
    )
    shown = [clean(data, "png").convert("L").getpixel((value, 0)) for value in range(256)]
    assert shown == sorted(shown)
    assert shown[black] < 20
    assert 205 < shown[paper] < 245
    assert shown[255] == 255
    assert len(set(shown)) > 100
