"""The streams of a PDF, each by what its bytes are."""

from home.cleaning.formats import pdf_rules as rules
from home.cleaning.formats.pdf_content import clean_drawing
from home.cleaning.formats.pdf_pictures import clean_picture, whole
from home.cleaning.formats.pdf_profiles import blank_profile
from home.cleaning.formats.pdf_rules import is_name, keep_only


def clean_profile(stream, removed):
    data = whole(stream)
    clean = b"" if data is None else blank_profile(data)
    if clean != data:
        stream.write(clean)
        removed.add("other")


def _draws(stream):
    """Whether a stream holds instructions to draw by what it says itself."""
    return is_name(stream.get("/Subtype"), "/Form") or stream.get("/PatternType") == 1 or "/BBox" in stream


def clean_stream(pdf, stream, draws, removed):
    """A stream whose bytes lie in another file has none; a picture keeps its pixels, a drawing its strokes alone.
    `draws`: whether others use it as a drawing."""
    if "/F" in stream or "/FFilter" in stream:
        for name in ("/F", "/FFilter", "/FDecodeParms"):
            if name in stream:
                del stream[name]
        stream.write(b"")
        removed.add("external")
        return
    if is_name(stream.get("/Type"), "/Metadata"):
        stream.write(b"")
        removed.add("author")
    elif is_name(stream.get("/Subtype"), "/PS") or is_name(stream.get("/Subtype2"), "/PS"):
        stream.write(b"")
        removed.add("scripts")
    elif draws or _draws(stream):
        if is_name(stream.get("/Subtype"), "/Form"):
            keep_only(stream, rules.DRAWING, removed)
        clean_drawing(pdf, stream, removed)
    elif (
        "/N" in stream
        and "/Type" not in stream
        and "/Subtype" not in stream
        and "/FunctionType" not in stream
    ):
        clean_profile(stream, removed)
    else:
        if is_name(stream.get("/Subtype"), "/Image"):
            keep_only(stream, rules.PICTURE, removed)
        removed |= clean_picture(pdf, stream)
