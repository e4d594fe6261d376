"""What a picture tells beside its pixels: found before it is decoded and encoded anew, so that its editor can be told."""

import re

from PIL import IptcImagePlugin

_EXIF = {
    "device": (0x010F, 0x0110, 0xC614, 0xC62F),
    "software": (0x0131, 0x013C),
    "dates": (0x0132,),
    "author": (0x013B, 0x8298, 0x9C9D),
    "description": (0x010E, 0x9C9B, 0x9C9E, 0x9C9F),
    "comments": (0x9C9C,),
}
_CAMERA = {
    "device": (0xA431, 0xA432, 0xA433, 0xA434, 0xA435, 0x927C),
    "dates": (0x9003, 0x9004),
    "author": (0xA430,),
    "comments": (0x9286,),
}
_CAMERA_IFD, _GPS_IFD, _PREVIEW_IFD = 0x8769, 0x8825, 1
_XMP = {
    "location": rb"exif:GPS|photoshop:(?:City|Country|State)|Iptc4xmp\w*:(?:Location|City|CountryCode|CountryName)",
    "author": rb"dc:creator|dc:rights|photoshop:(?:Credit|AuthorsPosition)|xmpRights:",
    "device": rb"tiff:(?:Make|Model)|aux:|exifEX:",
    "dates": rb"xmp:(?:Create|Modify|Metadata)Date|photoshop:DateCreated|exif:DateTime",
    "software": rb"xmp:CreatorTool|stEvt:softwareAgent",
    "description": rb"dc:(?:description|title|subject)|photoshop:Headline",
    "preview": rb"xmp:Thumbnails|xmpGImg:",
    "revisions": rb"xmpMM:(?:History|DerivedFrom)",
}
_XMP = {code: re.compile(pattern) for code, pattern in _XMP.items()}
_IPTC = {80: "author", 85: "author", 110: "author", 116: "author", 122: "author", 55: "dates", 60: "dates"} | {
    26: "location", 27: "location", 90: "location", 92: "location", 95: "location", 100: "location", 101: "location"
}  # fmt: skip
_TEXT = {
    "author": "author",
    "artist": "author",
    "copyright": "author",
    "comment": "comments",
    "software": "software",
    "creation time": "dates",
    "date:create": "dates",
    "date:modify": "dates",
    "source": "device",
}


def _exif(im):
    exif = im.getexif()
    tables = [(exif, _EXIF), (exif.get_ifd(_CAMERA_IFD), _CAMERA)]
    found = {code for table, codes in tables for code, tags in codes.items() if any(t in table for t in tags)}
    if exif.get_ifd(_GPS_IFD):
        found.add("location")
    try:
        if exif.get_ifd(_PREVIEW_IFD):
            found.add("preview")
    except (KeyError, ValueError, OSError, SyntaxError):
        found.add("other")
    return found


def _xmp(data):
    if isinstance(data, str):
        data = data.encode(errors="replace")
    return {code for code, pattern in _XMP.items() if pattern.search(data)} or {"other"}


def _iptc(im):
    known = IptcImagePlugin.getiptcinfo(im) or {}
    return {_IPTC.get(number, "description") for record, number in known if record == 2} or {"other"}


def _text(im):
    return {_TEXT.get(key.lower(), "description") for key in getattr(im, "text", None) or {}}


def _of(look, im):
    """What `look` finds in the picture; data that is too broken to read is something, too."""
    try:
        return look(im)
    except Exception:  # anything may stand in these bytes, and none of it will be kept
        return {"other"}


def traces(im):
    """Codes of result.REMOVED for what the opened picture `im` carries."""
    found = set()
    info = im.info
    if info.get("exif") or "exif" in info or hasattr(im, "tag_v2"):
        found |= _of(_exif, im)
    for name in ("xmp", "XML:com.adobe.xmp"):
        if info.get(name):
            found |= _of(_xmp, info[name])
    if info.get("photoshop") or getattr(im, "tag_v2", {}).get(33723):
        found |= _of(_iptc, im)
    if im.format == "PNG":
        found |= _of(_text, im) - ({"description"} if info.get("XML:com.adobe.xmp") else set())
    if info.get("icc_profile"):
        found.add("profile")
    if info.get("comment"):
        found.add("comments")
    return found
