"""Pictures that tell too much, made here: every kind, with a secret planted wherever a file of that kind has room for one."""

from io import BytesIO
from struct import pack
from zlib import crc32

import pillow_heif
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

pillow_heif.register_heif_opener()

SECRET = b"SENTINEL-37N126E"
PILLOW = {
    "jpeg": "JPEG",
    "png": "PNG",
    "gif": "GIF",
    "webp": "WEBP",
    "avif": "AVIF",
    "tiff": "TIFF",
    "heic": "HEIF",
}
XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
    b'"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/" exif:GPSLatitude="' + SECRET + b'"><dc:creator>' + SECRET + b"</dc:creator>"
    b"</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
)  # fmt: skip


def scene(size=(120, 80), mode="RGB"):
    """A gradient with shapes whose corners differ, so that a turned picture is not taken for an upright one."""
    width, height = size
    red = Image.linear_gradient("L").resize(size)
    blue = red.transpose(Image.Transpose.ROTATE_90).resize(size)
    green = Image.new("L", size, 110)
    picture = Image.merge("RGB", (red, green, blue))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width // 3, height // 3), fill=(200, 30, 30))
    draw.ellipse((width // 2, height // 2, width - 8, height - 8), fill=(20, 60, 170))
    if mode == "RGBA":
        alpha = Image.linear_gradient("L").resize(size)
        picture.putalpha(alpha)
        return picture
    return picture.convert(mode)


def grain(size=(240, 160)):
    """What a fast film or a dark room makes of a picture: more than a byte a pixel, however it is encoded."""
    return Image.merge("RGB", [Image.effect_noise(size, 90) for _band in range(3)])


def stripes(size, step=3):
    """Fine lines of red on blue, which suffer from every loss of colour."""
    picture = Image.new("RGB", size, (0, 0, 255))
    draw = ImageDraw.Draw(picture)
    for x in range(0, size[0], step):
        draw.line((x, 0, x, size[1]), fill=(255, 0, 0))
    return picture


def series(images, primary):
    """A HEIC file of several pictures, one of which is meant to be shown."""
    file, out = pillow_heif.HeifFile(), BytesIO()
    for picture in images:
        file.add_from_pillow(picture)
    file.save(out, quality=80, primary_index=primary)
    return out.getvalue()


def exif(orientation=1):
    """EXIF with place, names, camera, dates and a comment."""
    table = Image.Exif()
    secret = SECRET.decode()
    table[0x0112] = orientation
    table[0x010F] = table[0x0110] = table[0x0131] = table[0x013B] = table[0x8298] = table[0x010E] = secret
    table[0x0132] = "2017:09:24 18:00:00"
    table[0x9C9D] = secret.encode("utf-16-le")
    camera = table.get_ifd(0x8769)
    camera[0x9003] = "2017:09:24 18:00:00"
    camera[0xA430] = camera[0xA431] = secret
    camera[0x9286] = b"ASCII\0\0\0" + SECRET
    place = table.get_ifd(0x8825)
    place.update({1: "N", 2: (37.0, 33.0, 59.0), 3: "E", 4: (126.0, 58.0, 41.0), 29: secret})
    return table.tobytes()


def _jpeg(data):
    thumbnail = BytesIO()
    scene((32, 24)).save(thumbnail, "JPEG", comment=SECRET)
    iptc = b"".join(pack(">BBBH", 0x1C, 2, tag, len(SECRET)) + SECRET for tag in (80, 90, 120))
    resource = (
        b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + pack(">I", len(iptc)) + iptc + b"\0" * (len(iptc) % 2)
    )
    extra = b"".join(
        b"\xff" + marker + pack(">H", len(body) + 2) + body
        for marker, body in (
            (b"\xed", resource),
            (b"\xfe", SECRET),
            (b"\xee" if False else b"\xe9", SECRET),
            (b"\xe2", b"MPF\0" + SECRET),
            (b"\xe0", b"JFXX\0\x10" + thumbnail.getvalue()),
        )
    )
    return data[:2] + extra + data[2:] + b"\0\0" + SECRET


def _chunk(name, body):
    return pack(">I", len(body)) + name + body + pack(">I", crc32(name + body))


def _png(data):
    end = data.index(b"IEND") - 4
    return (
        data[:end]
        + _chunk(b"prVt", SECRET)
        + _chunk(b"tIME", b"\x07\xe1\x09\x18\x12\0\0")
        + data[end:]
        + SECRET
    )


def _gif(data):
    head = 13 + (3 * 2 ** ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    size = bytes([len(SECRET)])
    comment = b"\x21\xfe" + size + SECRET + b"\0"
    application = b"\x21\xff\x0bXMP DataXMP" + size + SECRET + b"\0"
    return data[:head] + comment + application + data[head:] + SECRET


def _webp(data):
    data += b"JUNK" + pack("<I", len(SECRET)) + SECRET
    return data[:4] + pack("<I", len(data) - 8) + data[8:] + SECRET


def _boxes(data):
    box = b"uuid" + b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac" + SECRET
    return data + pack(">I", len(box) + 4) + box + pack(">I", len(SECRET) + 8) + b"free" + SECRET


_PLANT = {"jpeg": _jpeg, "png": _png, "gif": _gif, "webp": _webp, "avif": _boxes, "heic": _boxes}


def profile():
    """An RGB profile that is not sRGB (its red and blue are swapped on the way in), with the secret in it."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(data[128:132], "big")
    tags = {bytes(data[132 + 12 * n : 136 + 12 * n]): 132 + 12 * n for n in range(count)}
    red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
    data[red : red + 4], data[blue : blue + 4] = data[blue : blue + 4], data[red : red + 4]
    return bytes(data)


def grey_profile():
    """A profile of grey whose numbers are light itself."""
    white = pack(">3i", *(round(value * 65536) for value in (0.9642, 1, 0.8249)))
    parts = {
        b"desc": b"desc" + bytes(4) + pack(">I", 2) + b"-\0" + bytes(78),
        b"wtpt": b"XYZ " + bytes(4) + white,
        b"kTRC": b"curv" + bytes(4) + pack(">IHH", 1, 256, 0),
    }
    index, body = b"", b""
    for name, part in parts.items():
        index += name + pack(">II", 132 + 12 * len(parts) + len(body), len(part))
        body += part + bytes(-len(part) % 4)
    head = b"\x02\x10\0\0mntrGRAYXYZ " + bytes(12) + b"acsp" + bytes(28) + white + bytes(48)
    whole = bytes(4) + head + pack(">I", len(parts)) + index + body
    return pack(">I", len(whole) + 4) + whole


def meant(picture, icc):
    """The picture's colours in sRGB, as its profile means them."""
    source = ImageCms.ImageCmsProfile(BytesIO(icc))
    return ImageCms.profileToProfile(picture.convert("RGB"), source, ImageCms.createProfile("sRGB"))


def encode(picture, kind, orientation=1, frames=(), durations=None, icc=None, plant=True, **options):
    """The picture as a file of `kind`, telling all it can."""
    out = BytesIO()
    options |= {"xmp": XMP, "exif": exif(orientation), "icc_profile": icc} if plant else {}
    if kind == "png" and plant:
        text = PngImagePlugin.PngInfo()
        for key in ("Author", "Comment", "Software"):
            text.add_text(key, SECRET.decode())
        text.add_itxt("XML:com.adobe.xmp", XMP.decode())
        text.add_text("Title", SECRET.decode(), zip=True)
        options |= {"pnginfo": text}
        options.pop("xmp")
    if kind == "gif":
        options = {
            name: value for name, value in options.items() if name not in ("exif", "icc_profile", "xmp")
        }
    if kind == "tiff" and plant:
        options |= {"description": SECRET.decode(), "artist": SECRET.decode()}
        options.pop("xmp")
    options = {name: value for name, value in options.items() if value is not None}
    if frames:
        options |= {"save_all": True, "append_images": frames, "duration": durations, "loop": 0}
    picture.save(out, PILLOW.get(kind, kind), **options)
    data = out.getvalue()
    return _PLANT.get(kind, lambda data: data)(data) if plant else data


def psnr(one, other):
    """Decibels between two pictures of the same size: above 40 nobody sees a difference."""
    import math

    from PIL import ImageChops, ImageStat

    one, other = one.convert("RGBA"), other.convert("RGBA")
    squares = ImageStat.Stat(ImageChops.difference(one, other)).sum2
    error = sum(squares) / (len(squares) * one.width * one.height)
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)
