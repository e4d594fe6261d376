"""OpenDocument files: what betrays goes, what is read stays, and the file still opens."""

import zipfile

import pytest
from lxml import etree

from home.cleaning.formats import opendocument
from home.cleaning.formats.result import REFUSED, REMOVED, Refused
from home.tests.cleaning.office_files import (
    ODF,
    ODF_NAMESPACES,
    SECRET,
    VISIBLE,
    docx,
    emf,
    open_document,
    parts_of,
    picture,
    places_of,
    text_of,
)

KINDS = ("odt", "ods", "odp")
FRAME = "<text:p><draw:frame>%s</draw:frame></text:p>"


def image(name="Pictures/i.jpg"):
    return f'<draw:image xlink:href="{name}"/>'


def meta(text):
    root = f"<office:document-meta {ODF_NAMESPACES}><office:meta>{text}</office:meta></office:document-meta>"
    return open_document().add("meta.xml", root)


def settings(name, kind, text=SECRET):
    item = f'<config:config-item config:name="{name}" config:type="{kind}">{text}</config:config-item>'
    root = f"<office:document-settings {ODF_NAMESPACES}><office:settings>{item}</office:settings></office:document-settings>"
    return open_document().add("settings.xml", root)


def paragraph(text):
    return open_document(body=f"<text:p>{text}</text:p>")


def with_picture(data, name="Pictures/i.jpg", body=None):
    return open_document(body=body or FRAME % image(name)).add(name, data)


def with_object(inner, depth=1, extra=""):
    body = FRAME % f'<draw:object xlink:href="./Object 1"/>{extra}'
    file = open_document(body=body)
    folder = ""
    for level in range(depth):
        folder += f"Object {level + 1}/"
        deeper = (
            f'<draw:frame><draw:object xlink:href="./Object {level + 2}"/></draw:frame>'
            if level < depth - 1
            else ""
        )
        text = f"<office:document-content {ODF_NAMESPACES}><office:body><office:chart>{deeper}{inner}</office:chart></office:body></office:document-content>"
        file.add(f"{folder}content.xml", text)
    return file


def cell(attributes, text="5"):
    return open_document(
        "ods",
        f'<table:table table:name="Two"><table:table-row><table:table-cell {attributes}><text:p>{text}</text:p>'
        "</table:table-cell></table:table-row></table:table>",
    )


def sheet(text):
    return open_document("ods", text)


def changes():
    return (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>'
        f"{SECRET}</dc:creator><dc:date>{SECRET}</dc:date></office:change-info><text:p>{SECRET}</text:p></text:deletion>"
        '</text:changed-region></text:tracked-changes><text:p>before<text:change text:change-id="c1"/> after'
        '<text:change-start text:change-id="c2"/> new<text:change-end text:change-id="c2"/></text:p>'
    )


def annotated():
    remark = f"<dc:creator>{SECRET}</dc:creator><dc:date>{SECRET}</dc:date><text:p>{SECRET}</text:p>"
    return paragraph(
        f'left <office:annotation office:name="a">{remark}</office:annotation>middle'
        '<office:annotation-end office:name="a"/> right'
    )


def shown_field(name):
    return paragraph(f"left <text:{name}>{SECRET}</text:{name}> right")


def before(text):
    return open_document(before=text)


def extra(name):
    return open_document().add(name, f"<kept>{SECRET}</kept>")


BETRAYING = {
    # properties
    "author": ("author", lambda: meta(f"<meta:initial-creator>{SECRET}</meta:initial-creator>")),
    "who changed it": ("author", lambda: meta(f"<dc:creator>{SECRET}</dc:creator>")),
    "who printed it": ("author", lambda: meta(f"<meta:printed-by>{SECRET}</meta:printed-by>")),
    "date": ("dates", lambda: meta(f"<meta:creation-date>{SECRET}</meta:creation-date>")),
    "program": ("software", lambda: meta(f"<meta:generator>{SECRET}</meta:generator>")),
    "title": ("description", lambda: meta(f"<dc:title>{SECRET}</dc:title>")),
    "template": ("software", lambda: meta(f'<meta:template xlink:href="file:///{SECRET}"/>')),
    "own property": ("other", lambda: meta(f'<meta:user-defined meta:name="{SECRET}">x</meta:user-defined>')),
    # settings
    "printer": ("device", lambda: settings("PrinterName", "string")),
    "set up of a printer": ("device", lambda: settings("PrinterSetup", "base64Binary")),
    "data source": ("other", lambda: settings("CurrentDatabaseDataSource", "string")),
    "session": ("revisions", lambda: settings("RsidRoot", "int")),
    # parts
    "thumbnail": ("preview", lambda: extra("Thumbnails/thumbnail.png")),
    "tool bar": ("other", lambda: extra("Configurations2/menubar/m.xml")),
    "macro": ("scripts", lambda: extra("Basic/Standard/Module1.xml")),
    "script": ("scripts", lambda: extra("Scripts/python/s.py")),
    "dialogue": ("scripts", lambda: extra("Dialogs/d.xml")),
    "signature": ("author", lambda: extra("META-INF/documentsignatures.xml")),
    "signature of macros": ("author", lambda: extra("META-INF/macrosignatures.xml")),
    "layout": (None, lambda: extra("layout-cache")),
    "earlier version": ("revisions", lambda: extra("Versions/Version1")),
    "list of versions": ("revisions", lambda: extra("VersionList.xml")),
    "statements": ("other", lambda: extra("manifest.rdf")),
    "picture that nothing shows": ("hidden", lambda: extra("Pictures/left.png")),
    "unknown part": ("hidden", lambda: extra("new.xml")),
    "remark in XML": ("comments", lambda: paragraph(f"left <!-- {SECRET} --> right")),
    "processing instruction": ("comments", lambda: paragraph(f"left <?x {SECRET}?> right")),
    # remarks and changes
    "comment": ("comments", annotated),
    "changes": ("revisions", lambda: open_document(body=changes())),
    "changes in a table": ("revisions", lambda: sheet(f'<table:tracked-changes><table:deletion table:id="{SECRET}"/></table:tracked-changes>')),
    "author anywhere": ("author", lambda: paragraph(f"<dc:creator>{SECRET}</dc:creator>")),
    "date anywhere": ("dates", lambda: paragraph(f"<dc:date>{SECRET}</dc:date>")),
    "session of a paragraph": ("revisions", lambda: before(f'<style:style officeooo:paragraph-rsid="{SECRET}"/>')),
    "session of words": ("revisions", lambda: before(f'<style:style officeooo:rsid="{SECRET}"/>')),
    # fields
    **{
        f"field {name}": ("author", lambda name=name: shown_field(name))
        for name in ("author-name", "author-initials", "creator", "initial-creator", "printed-by", "file-name", "template-name")
    },
    **{
        f"field sender-{name}": ("author", lambda name=name: shown_field(f"sender-{name}"))
        for name in ("firstname", "lastname", "initials", "title", "position", "email", "phone-private", "phone-work", "fax")
        + ("company", "street", "city", "postal-code", "country", "state-or-province")
    },
    "field of a macro": ("scripts", lambda: paragraph(f'<text:execute-macro text:name="{SECRET}">do</text:execute-macro>')),
    "field of a script": ("scripts", lambda: paragraph(f"<text:script>{SECRET}</text:script>")),
    "field of a database": ("external", lambda: paragraph(f'<text:database-display text:database-name="{SECRET}">x</text:database-display>')),
    "field of a property": ("other", lambda: paragraph(f'<text:user-defined text:name="{SECRET}">x</text:user-defined>')),
    "link to a program": ("external", lambda: open_document(body=f'<text:dde-connection-decls office:dde-topic="{SECRET}"/>')),
    "citation of a reference manager": ("other", lambda: paragraph(f"<text:reference-mark text:name='ZOTERO_ITEM {{\"{SECRET}\"}}'/>(2020)")),
    "bibliography of a reference manager": (
        "other",
        lambda: open_document(body=f"<text:section text:name='ZOTERO_BIBL {{\"{SECRET}\"}}'><text:p>Books</text:p></text:section>"),
    ),
    "statement in the text": ("other", lambda: open_document(body=f'<text:p xhtml:about="{SECRET}"/>')),
    # what acts, what loads
    "scripts": ("scripts", lambda: before(f"<office:scripts><office:script>{SECRET}</office:script></office:scripts>")),
    "listener": ("scripts", lambda: open_document(body=f'<office:event-listeners><script:event-listener xlink:href="{SECRET}"/></office:event-listeners>')),
    "program behind a shape": (
        "external",
        lambda: open_document("odp", f'<draw:g><presentation:event-listener presentation:action="execute" xlink:href="file:///{SECRET}"/></draw:g>'),
    ),
    "link to a file": ("external", lambda: paragraph(f'<text:a xlink:href="file:///home/{SECRET}">a link</text:a>')),
    "link to a file beside": ("external", lambda: paragraph(f'<text:a xlink:href="../{SECRET}.odt">a link</text:a>')),
    "link around a picture": ("external", lambda: paragraph(f'<draw:a xlink:href="file:///{SECRET}"><draw:frame/></draw:a>')),
    "linked picture": ("external", lambda: open_document(body=FRAME % image(f"http://example.org/{SECRET}.png"))),
    "linked object": ("external", lambda: open_document(body=FRAME % f'<draw:object xlink:href="file:///{SECRET}.ods"/>')),
    "linked film": ("external", lambda: open_document(body=FRAME % f'<draw:plugin xlink:href="http://example.org/{SECRET}.mp4"/>')),
    "linked background": ("external", lambda: before(f'<style:style><style:background-image xlink:href="file:///{SECRET}"/></style:style>')),
    "applet": ("external", lambda: open_document(body=FRAME % f'<draw:applet draw:code="{SECRET}"/>')),
    "linked section": (
        "external",
        lambda: open_document(body=f'<text:section text:name="S"><text:section-source xlink:href="{SECRET}.odt"/><text:p>kept</text:p></text:section>'),
    ),
    "section from a program": ("external", lambda: open_document(body=f'<text:section><office:dde-source office:dde-topic="{SECRET}"/></text:section>')),
    "form of a database": ("external", lambda: open_document(body=f'<office:forms><form:form form:datasource="{SECRET}"/></office:forms>')),
    "form that sends": ("external", lambda: open_document(body=f'<office:forms><form:form xlink:href="http://example.org/{SECRET}"/></office:forms>')),
    # tables
    "linked table": ("external", lambda: sheet(f'<table:table table:name="L"><table:table-source xlink:href="{SECRET}.ods"/></table:table>')),
    "table of another file": ("external", lambda: sheet(f"<table:table table:name=\"'file:///home/{SECRET}.ods'#$One\"/>")),
    "linked cells": ("external", lambda: sheet(f'<table:table table:name="L"><table:table-row><table:table-cell><table:cell-range-source xlink:href="{SECRET}"/></table:table-cell></table:table-row></table:table>')),
    "formula of another file": ("external", lambda: cell(f"table:formula=\"of:=['file:///{SECRET}.ods'#$One.A1]\"")),
    "formula that loads": ("external", lambda: cell(f'table:formula="of:=WEBSERVICE(&quot;{SECRET}&quot;)"')),
    "path in a cell": ("author", lambda: cell(f'table:formula="of:=CELL(&quot;FILENAME&quot;)" office:string-value="\'file:///{SECRET}\'"', SECRET)),
    "name for another file": ("external", lambda: sheet(f"<table:named-expressions><table:named-expression table:name=\"{SECRET}\" table:expression=\"of:=['file:///x'#$One.A1]\"/></table:named-expressions>")),
    "remark on a scenario": ("comments", lambda: sheet(f'<table:table table:name="S"><table:scenario table:comment="{SECRET}"/></table:table>')),
    "pivot of a database": (
        "external",
        lambda: sheet(f'<table:data-pilot-tables><table:data-pilot-table table:name="{SECRET}"><table:source-service/></table:data-pilot-table></table:data-pilot-tables>'),
    ),
    "pivot of a query": (
        "external",
        lambda: sheet(f'<table:data-pilot-tables><table:data-pilot-table table:name="{SECRET}"><table:database-source-sql/></table:data-pilot-table></table:data-pilot-tables>'),
    ),
    "links to programs": ("external", lambda: sheet(f'<table:dde-links><table:dde-link><office:dde-source office:dde-item="{SECRET}"/></table:dde-link></table:dde-links>')),
    # pictures and objects
    "picture": ("embedded", lambda: with_picture(picture())),
    "remark in a metafile": ("embedded", lambda: with_picture(emf(comment=SECRET.encode()), "Pictures/i.emf")),
    "vector picture beside another": (
        None,
        lambda: with_picture(f"<svg><desc>{SECRET}</desc></svg>", "Pictures/i.svg", FRAME % (image("Pictures/i.svg") + image("Pictures/i.png")))
        .add("Pictures/i.png", picture("PNG")),
    ),
    "name of a picture": (None, lambda: with_picture(picture("PNG"), f"Pictures/{SECRET}.png")),
    "picture of an object": (
        "embedded",
        lambda: with_object(FRAME % image("Pictures/i.jpg")).add("Object 1/Pictures/i.jpg", picture()),
    ),
    "name of a picture's file": ("description", lambda: open_document(body=f'<text:p><draw:frame draw:name="{SECRET}.jpg"/></text:p>')),
    "path of a picture's file": ("description", lambda: open_document(body=FRAME % rf"<svg:desc>C:\Users\{SECRET}\i.jpg</svg:desc>")),
    "author in an object": ("author", lambda: with_object(f"<dc:creator>{SECRET}</dc:creator>")),
    "author in an object of an object": ("author", lambda: with_object(f"<dc:creator>{SECRET}</dc:creator>", depth=2)),
    "properties of an object": ("software", lambda: with_object("").add("Object 1/meta.xml", f"<m><generator>{SECRET}</generator></m>")),
    "drawing of an object": (
        None,
        lambda: with_object("", extra=image("./ObjectReplacements/Object 1")).add("ObjectReplacements/Object 1", f"VCLMTF {SECRET}"),
    ),
}  # fmt: skip


def said_by(elements, code, file):
    """Cases: each of the elements, with a secret in it."""
    return {
        f"element {name}": (
            code,
            lambda name=name: file(f'<{name} text:name="{SECRET}"><any>{SECRET}</any></{name}>'),
        )
        for name in elements.split()
    }


def beside(elements, code):
    """Cases: fields of which only the words stay."""
    return {
        f"field {name}": (
            code,
            lambda name=name: paragraph(f'<text:{name} text:fixed="{SECRET}">shown</text:{name}>'),
        )
        for name in elements.split()
    }


def on_a_map(shape):
    return open_document(
        body=FRAME % f'<draw:image-map><draw:area-{shape} xlink:href="file:///{SECRET}"/></draw:image-map>'
    )


BETRAYING |= {
    **said_by("office:annotation office:annotation-end officeooo:annotation loext:annotation", "comments", paragraph),
    **said_by("text:change text:change-start text:change-end", "revisions", paragraph),
    **said_by("office:event-listeners script:event-listener", "scripts", sheet),
    **said_by("table:dde-links table:database-source-query table:database-source-table table:database-source-sql", "external", sheet),
    **said_by("table:table-source table:cell-range-source", "external", sheet),
    **said_by("text:section-source text:alphabetical-index-auto-mark-file", "external", paragraph),
    **said_by("text:database-next text:database-row-select form:connection-resource", "external", paragraph),
    **beside("creation-date creation-time editing-cycles editing-duration modification-date modification-time", "dates"),
    **beside("print-date print-time", "dates"),
    **beside("description keywords subject title", "description"),
    **beside("database-name database-row-number dde-connection", "external"),
    **beside("meta meta-field", "other"),
    **{f"link on a {shape}": ("external", lambda shape=shape: on_a_map(shape)) for shape in ("circle", "polygon", "rectangle")},
    "program of a button": ("external", lambda: open_document(body=f'<form:button form:command="{SECRET}"/>')),
    "macro of a check": ("scripts", lambda: sheet(f'<table:error-macro table:error-macro="{SECRET}"/>')),
}  # fmt: skip

KEPT = {
    "words around a comment": ("left middle right", annotated),
    "words around changes": ("before after new", lambda: open_document(body=changes())),
    "words around a field": ("left  right", lambda: shown_field("author-name")),
    "text that shows a title": ("left A title", lambda: paragraph("left <text:title>A title</text:title>")),
    "words of a link to a file": ("a link", lambda: paragraph('<text:a xlink:href="file:///x">a link</text:a>')),
    "linked section": (
        "kept",
        lambda: open_document(body='<text:section text:name="S"><text:section-source xlink:href="x.odt"/><text:p>kept</text:p></text:section>'),
    ),
    "value of a formula": ("5", lambda: cell("table:formula=\"of:=['file:///x.ods'#$One.A1]\"")),
    "words of a citation": ("(2020)", lambda: paragraph("<text:reference-mark text:name='ZOTERO_ITEM {}'/>(2020)")),
    "words of an object": ("inside", lambda: with_object("<text:p>inside</text:p>")),
    "settings that decide on lines": ("high-resolution", lambda: settings("PrinterIndependentLayout", "string", "high-resolution")),
}  # fmt: skip

ATTRIBUTES_KEPT = {
    "link": ('xlink:href="https://example.org/a"', lambda: paragraph('<text:a xlink:href="https://example.org/a">x</text:a>')),
    "address": ('xlink:href="mailto:a@example.org"', lambda: paragraph('<text:a xlink:href="mailto:a@example.org">x</text:a>')),
    "link inside": ('xlink:href="#place"', lambda: paragraph('<text:a xlink:href="#place">x</text:a>')),
    "picture": ('xlink:href="Pictures/image1.jpg"', lambda: with_picture(picture())),
    **{
        f"link of {name}": ('xlink:href="https://example.org/b"', lambda name=name: open_document(body=f'<{name} xlink:href="https://example.org/b"/>'))
        for name in ("draw:a", "draw:area-circle", "draw:area-polygon", "draw:area-rectangle", "presentation:event-listener")
    },
    **{
        f"picture of {name}": ('xlink:href="Pictures/image1.jpg"', lambda name=name: with_picture(picture(), body=f'<{name} xlink:href="Pictures/i.jpg"/>'))
        for name in ("draw:fill-image", "form:image", "style:background-image", "text:list-level-style-image")
    },
    "picture shown twice": (
        'xlink:href="Pictures/image1.jpg"/></draw:frame><draw:frame><draw:image xlink:href="Pictures/image1.jpg"',
        lambda: with_picture(picture(), body=f"<text:p><draw:frame>{image()}</draw:frame><draw:frame>{image()}</draw:frame></text:p>"),
    ),
    "object": ('xlink:href="./Object 1"', lambda: with_object("")),
    "formula": ('table:formula="of:=[.A1]*2"', lambda: cell('table:formula="of:=[.A1]*2"')),
}  # fmt: skip

BROKEN = {
    "password": (
        "encrypted",
        lambda: open_document().replace(
            "META-INF/manifest.xml", "</manifest:manifest>", '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
        ),
    ),
    "object of another program": ("embedded", lambda: with_picture(b"\xd0\xcf", "Object 2", FRAME % '<draw:object-ole xlink:href="./Object 2"/>')),
    "film": ("embedded", lambda: with_picture(b"film", "Media/f.mp4", FRAME % '<draw:plugin xlink:href="Media/f.mp4"/>')),
    "objects three deep": ("embedded", lambda: with_object("", depth=3)),
    "picture of an unknown kind": ("embedded", lambda: with_picture(b"VCLMTF", "Pictures/i.svm")),
    "vector picture alone": ("embedded", lambda: with_picture("<svg/>", "Pictures/i.svg")),
    "broken picture": ("embedded", lambda: with_picture(picture()[:60])),
    "file written into the text": ("embedded", lambda: open_document(body=FRAME % "<draw:image><office:binary-data>AAAA</office:binary-data></draw:image>")),
    "entities": ("entities", lambda: open_document().replace("content.xml", "<office:d", '<!DOCTYPE d [<!ENTITY e "x">]><office:d')),
    "XML cut off": ("damaged", lambda: open_document(body="<text:p>")),
    "no content": ("damaged", lambda: without("content.xml")),
    "no list of parts": ("damaged", lambda: without("META-INF/manifest.xml")),
}  # fmt: skip


def without(name):
    file = open_document()
    del file.parts[name]
    return file


def cases(table):
    return pytest.mark.parametrize(("expected", "make"), table.values(), ids=table)


@pytest.fixture
def clean(tmp_path):
    def run_it(file, kind=None):
        source = file.save(tmp_path / "upload")
        (tmp_path / "out").mkdir(exist_ok=True)
        found = str(file.parts["mimetype"]).rpartition(".")[2]
        kind = kind or {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}[found]
        return opendocument.clean(source, tmp_path / "out", kind)

    return run_it


@cases(BETRAYING)
def test_what_betrays_is_gone_and_told(tmp_path, clean, expected, make):
    file = make()
    assert places_of(SECRET, file.save(tmp_path / "before"))
    cleaned = clean(file)
    assert places_of(SECRET, cleaned.path) == []
    assert expected is None or expected in cleaned.removed
    assert cleaned.removed <= set(REMOVED)


@cases(BETRAYING)
def test_what_is_left_is_listed(clean, expected, make):
    cleaned = clean(make())
    parts = parts_of(cleaned.path)
    listed = [
        entry.get(f"{{{ODF}:manifest:1.0}}full-path")
        for entry in etree.fromstring(parts["META-INF/manifest.xml"])
    ]
    files = [name for name in listed if not name.endswith("/")]
    assert sorted(files) == sorted(set(parts) - {"mimetype", "META-INF/manifest.xml"})
    assert VISIBLE in text_of(cleaned.path)


@cases(BETRAYING)
def test_cleaning_what_is_clean_takes_nothing(tmp_path, clean, expected, make):
    cleaned = clean(make())
    kind = cleaned.ending
    again = opendocument.clean(cleaned.path.rename(tmp_path / "clean"), tmp_path / "out", kind)
    assert again.removed == frozenset()
    assert text_of(again.path) == text_of(tmp_path / "clean")


@cases(KEPT)
def test_what_is_read_stays(clean, expected, make):
    assert expected in text_of(clean(make()).path)


@cases(ATTRIBUTES_KEPT)
def test_what_leads_inside_or_to_the_web_stays(clean, expected, make):
    assert expected in parts_of(clean(make()).path)["content.xml"].decode()


@cases(BROKEN)
def test_what_cannot_be_cleaned_is_refused(clean, expected, make):
    with pytest.raises(Refused) as refused:
        clean(make())
    assert refused.value.code == expected
    assert refused.value.code in REFUSED


@pytest.mark.parametrize("kind", KINDS)
def test_plain_file_gives_the_same_bytes_each_time(clean, kind):
    first = clean(open_document(kind)).path.read_bytes()
    assert clean(open_document(kind)).path.read_bytes() == first


def test_picture_of_an_object_is_found_from_the_object(clean):
    file = with_object(FRAME % image("Pictures/i.jpg")).add("Object 1/Pictures/i.jpg", picture())
    parts = parts_of(clean(file).path)
    assert b'xlink:href="Pictures/image1.jpg"' in parts["Object 1/content.xml"]
    assert "Object 1/Pictures/image1.jpg" in parts


@pytest.mark.parametrize("kind", KINDS)
def test_of_a_file_without_secrets_only_the_hour_of_packing_is_told(clean, kind):
    assert clean(open_document(kind)).removed == {"dates"}


def test_kind_stands_first_and_unpacked(clean):
    with zipfile.ZipFile(clean(open_document()).path) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")


def test_picture_cleaned_inside_keeps_its_kind(clean):
    assert parts_of(clean(with_picture(picture())).path)["Pictures/image1.jpg"].startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize(("kind", "name"), [("odt", "ods"), ("ods", "odp"), ("odp", "odt"), ("odt", "docx")])
def test_file_of_another_kind_than_its_name_is_refused(clean, kind, name):
    with pytest.raises(Refused) as refused:
        clean(open_document(kind), name)
    assert (refused.value.code, refused.value.params) == ("ending", {"found": kind, "ending": name})


def test_word_file_is_no_open_document(tmp_path):
    with pytest.raises(Refused) as refused:
        opendocument.clean(docx().save(tmp_path / "upload"), tmp_path, "odt")
    assert (refused.value.code, refused.value.params["found"]) == ("ending", "docx")


def test_template_is_refused(clean):
    file = open_document()
    file.parts["mimetype"] += "-template"
    with pytest.raises(Refused) as refused:
        clean(file, "odt")
    assert (refused.value.code, refused.value.params["found"]) == ("ending", "zip")
