"""Pictures inside PDFs: however their bytes are wrapped or broken, only pixels stay."""

import zlib
from base64 import a85encode
from io import BytesIO
from struct import pack

import pikepdf
import pytest
from pikepdf import Array, Name
from PIL import Image, ImageChops

from home.cleaning.formats import pdf
from home.cleaning.formats.result import Refused
from home.tests.cleaning import pdfs, pictures

JPEG = pictures.encode(pictures.scene(), "jpeg")


@pytest.fixture
def clean(tmp_path):
    def act(change):
        source = tmp_path / "source.pdf"
        source.write_bytes(pdfs.made(change))
        return pdf.clean(source, tmp_path).path.read_bytes()

    return act


def _pixels(data):
    with pikepdf.open(BytesIO(data)) as opened:
        picture = opened.pages[0].Resources.XObject.Im1
        return Image.open(BytesIO(picture.read_raw_bytes())).convert("RGB")


@pytest.mark.parametrize(
    ("data", "filters"),
    [
        (JPEG, Name("/DCT")),
        (JPEG, Array([Name.DCTDecode])),
        (b"\n" + JPEG, Name.DCTDecode),
        (pictures.SECRET + JPEG, Name.DCTDecode),
        (JPEG[:2] + b"\0" + pictures.SECRET + JPEG[2:], Name.DCTDecode),
        (zlib.compress(b"\n" + JPEG), Array([Name("/Fl"), Name("/DCT")])),
        (a85encode(JPEG) + b"~>", Array([Name.ASCII85Decode, Name.DCTDecode])),
        (a85encode(zlib.compress(JPEG)) + b"~>", Array([Name.ASCII85Decode, Name.FlateDecode, Name.DCTDecode])),
    ],
)  # fmt: skip
def test_jpeg_that_viewers_show_keeps_its_pixels_alone(clean, data, filters):
    cleaned = clean(lambda made, page: pdfs.draw(made, page, data, filters))
    assert pdfs.SECRET not in pdfs.everything(cleaned)
    assert ImageChops.difference(_pixels(cleaned), Image.open(BytesIO(JPEG))).getbbox() is None


@pytest.mark.parametrize(
    ("data", "filters"),
    [
        (b"no picture " + pictures.SECRET, Name.DCTDecode),
        (b"\xff\xd8\xff\xe1\0\1" + pictures.SECRET, Name.DCTDecode),
        (JPEG, Array([Name.DCTDecode, Name.FlateDecode])),
        (b"not packed " + JPEG, Array([Name.FlateDecode, Name.DCTDecode])),
        (b"no picture " + pictures.SECRET, Name.JPXDecode),
    ],
)
def test_picture_that_cannot_be_read_is_refused_rather_than_kept(clean, data, filters):
    with pytest.raises(Refused) as refused:
        clean(lambda made, page: pdfs.draw(made, page, data, filters))
    assert refused.value.code == "embedded"


def test_picture_of_no_bytes_is_no_reason_to_refuse(clean):
    clean(lambda made, page: pdfs.draw(made, page, b"", Name.DCTDecode))


def _jpeg2000(**options):
    out = BytesIO()
    pictures.scene().save(out, "JPEG2000", **options)
    return out.getvalue()


def _comment():
    return b"\xff\x64" + pack(">HH", len(pdfs.SECRET) + 4, 1) + pdfs.SECRET


def _in_main_header(stream):
    at = stream.index(b"\xff\x90")
    return stream[:at] + _comment() + stream[at:]


def _in_first_tile(stream):
    at = stream.index(b"\xff\x90")
    size = int.from_bytes(stream[at + 6 : at + 10], "big")
    tile = stream[at : at + 6] + pack(">I", size + len(_comment()) if size else 0) + stream[at + 10 : at + 12]
    return stream[:at] + tile + _comment() + stream[at + 12 :]


def _boxed(stream):
    whole = _jpeg2000()
    at = whole.index(b"jp2c")
    extra = pack(">I", 8 + len(pdfs.SECRET)) + b"xml " + pdfs.SECRET
    return whole[: at - 4] + pack(">I", len(stream) + 8) + b"jp2c" + stream + extra


@pytest.mark.parametrize("boxed", [False, True])
@pytest.mark.parametrize("plant", [_in_main_header, _in_first_tile])
@pytest.mark.parametrize("options", [{}, {"tile_size": (64, 64)}])
def test_comments_of_jpeg_2000_go(clean, options, plant, boxed):
    stream = plant(_jpeg2000(no_jp2=True, **options))
    data = _boxed(stream) if boxed else stream
    cleaned = clean(lambda made, page: pdfs.draw(made, page, data + pdfs.SECRET, Name.JPXDecode))
    assert pdfs.SECRET not in pdfs.everything(cleaned)
    assert b"Created by" not in pdfs.everything(cleaned)
    assert ImageChops.difference(_pixels(cleaned), Image.open(BytesIO(data)).convert("RGB")).getbbox() is None
