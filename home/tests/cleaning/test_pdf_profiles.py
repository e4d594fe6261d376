"""Profiles of colours inside PDFs: the colours stay, the texts go."""

from io import BytesIO
from struct import pack

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import ImageChops, ImageCms

from home.cleaning.formats import pdf
from home.cleaning.formats.pdf_profiles import blank_profile
from home.tests.cleaning import pdfs, pictures

JPEG = pictures.encode(pictures.scene(), "jpeg")


@pytest.fixture
def clean(tmp_path):
    def act(change):
        source = tmp_path / "source.pdf"
        source.write_bytes(pdfs.made(change))
        return pdf.clean(source, tmp_path).path.read_bytes()

    return act


def _profile(said=pdfs.SECRET):
    """An sRGB profile with the secret in texts, in a private tag and between tags, as version 2 has them."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    count = int.from_bytes(data[128:132], "big")
    entries = [data[132 + 12 * n : 144 + 12 * n] for n in range(count)]
    payloads = {
        entry[:4]: data[
            int.from_bytes(entry[4:8], "big") : int.from_bytes(entry[4:8], "big")
            + int.from_bytes(entry[8:12], "big")
        ]
        for entry in entries
    }
    text, name = pdfs.SECRET + b"\0", said + b"\0"
    payloads |= {
        b"desc": b"desc" + bytes(4) + pack(">I", len(name)) + name + bytes(78),
        b"cprt": b"text" + bytes(4) + text,
        b"dmnd": b"desc" + bytes(4) + pack(">I", len(text)) + text + bytes(78),
        b"meta": b"dict" + bytes(4) + text,
        b"Secr": b"text" + bytes(4) + text,
    }
    head, body, table = bytearray(data[:128]), b"", b""
    head[80:84] = text[:4]
    start = 132 + 12 * len(payloads)
    for name, payload in payloads.items():
        table += name + pack(">II", start + len(body), len(payload))
        body += payload + bytes(-len(payload) % 4) + text + bytes(-len(text) % 4)
    head[:4] = pack(">I", start + len(body))
    return bytes(head) + pack(">I", len(payloads)) + table + body + text


def test_texts_of_a_profile_go_and_its_colours_stay(clean):
    profile = _profile()

    def change(made, page):
        stream = made.make_stream(profile)
        stream.N = 3
        pdfs.draw(made, page, JPEG, ColorSpace=Array([Name.ICCBased, stream]))
        made.Root.OutputIntents = Array(
            [Dictionary(S=Name.GTS_PDFA1, DestOutputProfile=made.make_stream(profile))]
        )

    cleaned = clean(change)
    assert pdfs.SECRET not in pdfs.everything(cleaned)
    with pikepdf.open(BytesIO(cleaned)) as opened:
        kept = opened.pages[0].Resources.XObject.Im1.ColorSpace[1].read_bytes()
        assert opened.Root.OutputIntents[0].DestOutputProfile.read_bytes() == kept
    web = ImageCms.createProfile("sRGB")
    one, other = (
        ImageCms.profileToProfile(pictures.scene(), ImageCms.ImageCmsProfile(BytesIO(each)), web)
        for each in (profile, kept)
    )
    assert ImageChops.difference(one, other).getbbox() is None
    assert blank_profile(kept) == kept


def test_newer_profile_stays_valid():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = blank_profile(profile)
    assert len(kept) == len(profile)
    assert ImageCms.getProfileName(ImageCms.ImageCmsProfile(BytesIO(kept))).strip() == ""


def test_known_profile_keeps_its_name_and_its_place():
    """Viewers know the common sRGB profile by its length and the name at a certain place."""
    name = b"sRGB IEC61966-2.1"
    profile = _profile(name)
    kept = blank_profile(profile)
    assert kept.index(name) == profile.index(name)
    assert pdfs.SECRET not in kept


def test_what_only_looks_like_a_profile_is_emptied(clean):
    def change(made, page):
        stream = made.make_stream(bytes(36) + b"acsp" + pdfs.SECRET * 20)
        stream.N = 3
        pdfs.draw(made, page, JPEG, ColorSpace=Array([Name.ICCBased, stream]))

    assert pdfs.SECRET not in pdfs.everything(clean(change))
