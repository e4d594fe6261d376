"""PDFs that tell too much, made here."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from home.tests.cleaning import pictures

SECRET = pictures.SECRET
TEXT = b"BT /F1 24 Tf 40 700 Td (Letter to the embassy) Tj ET"


def secret():
    return String(SECRET.decode())


def _picture(pdf, data, filters=None, parameters=None):
    stream = pdf.make_stream(data)
    stream.update(
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Image,
            "/Width": 120,
            "/Height": 80,
            "/ColorSpace": Name.DeviceRGB,
            "/BitsPerComponent": 8,
            "/Filter": filters or Name.DCTDecode,
        }
    )
    return stream


def _script():
    return Dictionary(S=Name.JavaScript, JS=secret())


def page(pdf):
    """A page with a line of text and an ordinary link."""
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[40, 690, 300, 730],
        A=Dictionary(S=Name.URI, URI=String("https://example.org/letter")),
    )
    pdf.add_blank_page(page_size=(595, 842))
    made = pdf.pages[-1].obj
    made.Contents = pdf.make_stream(TEXT)
    made.Resources = Dictionary(Font=Dictionary(F1=font))
    made.Annots = Array([link])
    return made


def plain():
    """The bytes of a PDF that tells nothing."""
    with pikepdf.new() as pdf:
        page(pdf)
        return saved(pdf)


def telling():
    """The bytes of a PDF with the secret in every place that a PDF has for one."""
    import zlib

    with pikepdf.new() as pdf:
        first = page(pdf)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
            xmp["dc:creator"] = [SECRET.decode()]
            xmp["xmp:CreatorTool"] = SECRET.decode()
        for key in ("/Author", "/Title", "/Producer", "/Creator", "/Keywords", "/Subject", "/Company"):
            pdf.docinfo[key] = SECRET.decode()
        pdf.docinfo["/CreationDate"] = "D:20170924180000+09'00'"
        pdf.attachments["list.txt"] = SECRET
        root = pdf.Root
        root.OpenAction = _script()
        root.AA = Dictionary(WC=_script())
        root.Names.JavaScript = Dictionary(Names=Array([String("all"), _script()]))
        root.PieceInfo = Dictionary(Illustrator=Dictionary(Private=secret()))
        root.Threads = Array([Dictionary(I=Dictionary(Author=secret()))])
        jpeg = pictures.encode(pictures.scene(), "jpeg")
        bitmap = _picture(pdf, jpeg)
        bitmap.Metadata = pdf.make_stream(pictures.XMP)
        wrapped = _picture(pdf, zlib.compress(jpeg), Array([Name.FlateDecode, Name.DCTDecode]))
        first.Resources.XObject = Dictionary(Im1=bitmap, Im2=wrapped)
        first.Contents = pdf.make_stream(
            TEXT + b" q 120 0 0 80 40 500 cm /Im1 Do Q q 120 0 0 80 40 400 cm /Im2 Do Q"
        )
        first.Metadata = pdf.make_stream(pictures.XMP)
        first.PieceInfo = Dictionary(Word=Dictionary(Private=secret()))
        first.AA = Dictionary(O=_script())
        first.Thumb = _picture(pdf, jpeg)
        notes = [
            Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], T=secret(), Contents=secret()),
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.FileAttachment,
                Rect=[0, 0, 9, 9],
                FS=Dictionary(Type=Name.Filespec, F=secret(), EF=Dictionary(F=pdf.make_stream(SECRET))),
            ),
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.Launch, F=secret())),
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], NM=secret(), M=secret(), A=_script()),
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=[0, 0, 9, 9],
                A=Dictionary(S=Name.URI, URI=String("file:///home/" + SECRET.decode())),
            ),
        ]  # fmt: skip
        first.Annots.extend(pdf.make_indirect(note) for note in notes)
        return saved(pdf)


def encrypted(user="", owner="owner"):
    with pikepdf.new() as pdf:
        page(pdf)
        return saved(pdf, encryption=pikepdf.Encryption(user=user, owner=owner))


def made(change):
    """The bytes of a PDF with one page, after `change(pdf, page)`."""
    with pikepdf.new() as pdf:
        first = page(pdf)
        change(pdf, first)
        return saved(pdf)


def draw(pdf, page, data, filters=None, **keys):
    """A picture of 120 × 80 on the page, its bytes as they are. → its stream"""
    picture = _picture(pdf, data, filters)
    for key, value in keys.items():
        picture["/" + key] = value
    page.Resources.XObject = Dictionary(Im1=picture)
    page.Contents = pdf.make_stream(TEXT + b" q 120 0 0 80 40 500 cm /Im1 Do Q")
    return picture


def saved(pdf, **options):
    out = BytesIO()
    pdf.save(
        out, **{"compress_streams": False, "object_stream_mode": pikepdf.ObjectStreamMode.disable} | options
    )
    return out.getvalue()


def everything(data):
    """All bytes of a PDF as a searcher would see them: streams unpacked, strings as they are."""
    with pikepdf.open(BytesIO(data)) as pdf:
        parts = [saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)]
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                parts.append(thing.read_raw_bytes())
        return b"\n".join(parts)
