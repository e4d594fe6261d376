"""Word, Excel and PowerPoint files, one for each thing that betrays, that has to stay, or that cannot be cleaned."""

from home.tests.cleaning.office_files import (
    NAMESPACES,
    OFFICE_TYPE,
    PACKAGE,
    PICTURE_IN_TEXT,
    SECRET,
    SHEET,
    SLIDE,
    docx,
    emf,
    picture,
    pptx,
    xlsx,
)

WORD = f"{OFFICE_TYPE}.wordprocessingml"
EXCEL = f"{OFFICE_TYPE}.spreadsheetml"
DRAWING = f"{OFFICE_TYPE}.drawingml"
VML = f"{OFFICE_TYPE}.vmlDrawing"
MICROSOFT = "http://schemas.microsoft.com/office"
CHANGED = f'w:id="1" w:author="{SECRET}" w:date="2024-01-01T00:00:00Z"'
EMBEDDED = PICTURE_IN_TEXT % '<a:blip r:embed="rPicture"/>'


def run(text, tag="w:t"):
    return f"<w:r><{tag}>{text}</{tag}></w:r>"


def complex_field(instruction, result):
    char = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
    return f"<w:p>{char % 'begin'}{run(instruction, 'w:instrText')}{char % 'separate'}{run(result)}{char % 'end'}</w:p>"


def properties(name, text, role):
    return docx().add(f"docProps/{name}.xml", f"<properties>{text}</properties>", source="", role=role)


def with_picture(data, ending="jpeg", file=None):
    file = file or docx(EMBEDDED)
    return file.add(f"word/media/i.{ending}", data, kind=f"image/{ending}", id="rPicture", role="image")


def with_svg():
    blip = (
        '<a:blip r:embed="rPicture"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
        'r:embed="rSvg"/></a:ext></a:extLst></a:blip>'
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{SECRET}</desc></svg>'
    file = docx(PICTURE_IN_TEXT % blip).add(
        "word/media/i.svg", svg, kind="image/svg+xml", id="rSvg", role="image"
    )
    return with_picture(picture(secret=False), file=file)


def with_comments():
    body = (
        '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>said</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference '
        'w:id="1"/></w:r></w:p>'
    )
    comment = f'<w:comment {CHANGED} w:initials="K"><w:p>{run(SECRET)}</w:p></w:comment>'
    text = f"<w:comments {NAMESPACES}>{comment}</w:comments>"
    return docx(body).add("word/comments.xml", text, kind=f"{WORD}.comments+xml", role="comments")


def with_header(attribute):
    text = f'<w:hdr {NAMESPACES}><w:p {attribute}="{SECRET}">{run("Head")}</w:p></w:hdr>'
    file = docx(
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rHead"/></w:sectPr></w:pPr></w:p>'
    )
    return file.add("word/header1.xml", text, kind=f"{WORD}.header+xml", id="rHead", role="header")


def with_notes_in_cells():
    shape = '<v:shape id="_x0000_s1"><v:textbox>%s</v:textbox><xvml:ClientData ObjectType="%s"/></v:shape>'
    vml = f"<xml {NAMESPACES}>{shape % (SECRET, 'Note')}{shape % ('Press', 'Button')}</xml>"
    text = (
        f'<x:comments {NAMESPACES}><x:authors><x:author>{SECRET}</x:author></x:authors><x:commentList><x:comment ref="A1" '
        f'authorId="0"><x:text><x:t>{SECRET}</x:t></x:text></x:comment></x:commentList></x:comments>'
    )
    file = xlsx(sheet='<x:legacyDrawing r:id="rVml"/>')
    file.add("xl/comments1.xml", text, kind=f"{EXCEL}.comments+xml", source=SHEET, role="comments")
    return file.add("xl/drawings/v.vml", vml, kind=VML, source=SHEET, id="rVml", role="vmlDrawing")


def with_pivot_from_elsewhere():
    file = xlsx(book='<x:pivotCaches><x:pivotCache cacheId="1" r:id="rCache"/></x:pivotCaches>')
    cache = (
        f'<x:pivotCacheDefinition {NAMESPACES} refreshedBy="{SECRET}"><x:cacheSource type="external" connectionId="1"/>'
        "</x:pivotCacheDefinition>"
    )
    name = "xl/pivotCache/c1.xml"
    file.add(name, cache, kind=f"{EXCEL}.pivotCacheDefinition+xml", id="rCache", role="pivotCacheDefinition")
    table = f'<x:pivotTableDefinition {NAMESPACES} name="{SECRET}" cacheId="1"/>'
    place = "xl/pivotTables/t1.xml"
    file.add(place, table, kind=f"{EXCEL}.pivotTable+xml", source=SHEET, role="pivotTable")
    return file.relate("pivotCacheDefinition", "../pivotCache/c1.xml", source=place)


def with_pivot(**attributes):
    file = xlsx(book='<x:pivotCaches><x:pivotCache cacheId="1" r:id="rCache"/></x:pivotCaches>')
    said = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    cache = (
        f'<x:pivotCacheDefinition {NAMESPACES} {said}><x:cacheSource type="worksheet"><x:worksheetSource ref="A1:A2" '
        'sheet="One"/></x:cacheSource></x:pivotCacheDefinition>'
    )
    kind = f"{EXCEL}.pivotCacheDefinition+xml"
    return file.add("xl/pivotCache/c1.xml", cache, kind=kind, id="rCache", role="pivotCacheDefinition")


def with_chart(formula="Sheet1!$A$1", package=None):
    frame = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="Chart"/><a:graphic><a:graphicData uri='
        '"http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rChart"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    outside = '<c:externalData r:id="rData"/>'
    chart = f"<c:chartSpace {NAMESPACES}><c:chart><c:f>{formula}</c:f></c:chart>{outside}</c:chartSpace>"
    file = docx(frame).add(
        "word/charts/c1.xml", chart, kind=f"{DRAWING}.chart+xml", id="rChart", role="chart"
    )
    source = "word/charts/c1.xml"
    if package is None:
        return file.relate("oleObject", f"file:///C:/{SECRET}.xlsx", source=source, id="rData", external=True)
    kind = f"{EXCEL}.sheet"
    return file.add("word/embeddings/b.xlsx", package, kind=kind, source=source, id="rData", role="package")


def nested(depth):
    file = (
        with_chart(package=nested(depth - 1))
        if depth
        else properties("core", f"<creator>{SECRET}</creator>", CORE)
    )
    return file.bytes()


def link(target, body=None, role="hyperlink", file=None):
    body = body or f'<w:p><w:hyperlink r:id="rLink">{run("a link")}</w:hyperlink></w:p>'
    return (file or docx(body)).relate(role, target, id="rLink", external=True)


def part(file, name, role, **kwargs):
    return file.add(name, f"<kept>{SECRET}</kept>", role=role, **kwargs)


CORE = f"{PACKAGE}/relationships/metadata/core-properties"
SIGNED = f"{PACKAGE}/relationships/digital-signature/origin"
OLE_FRAME = (
    '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="O"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/presentationml/2006/ole"><p:oleObj r:id="rOle" progId="Excel.Sheet">'
    '<p:link/><p:pic><p:nvPicPr><p:cNvPr id="5" name="Shown"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill/><p:spPr/></p:pic>'
    "</p:oleObj></a:graphicData></a:graphic></p:graphicFrame>"
)

BETRAYING = {
    # properties
    "creator": ("author", lambda: properties("core", f"<creator>{SECRET}</creator>", CORE)),
    "last modified by": ("author", lambda: properties("core", f"<lastModifiedBy>{SECRET}</lastModifiedBy>", CORE)),
    "title": ("description", lambda: properties("core", f"<title>{SECRET}</title>", CORE)),
    "modified": ("dates", lambda: properties("core", f"<modified>{SECRET}</modified>", CORE)),
    "company": ("author", lambda: properties("app", f"<Company>{SECRET}</Company>", "extended-properties")),
    "program": ("software", lambda: properties("app", f"<Application>{SECRET}</Application>", "extended-properties")),
    "custom property": ("other", lambda: properties("custom", f'<property name="{SECRET}"/>', "custom-properties")),
    "thumbnail": (
        "preview",
        lambda: docx().add("docProps/t.jpeg", picture(), source="", role=f"{PACKAGE}/relationships/metadata/thumbnail"),
    ),
    "label of a company": ("other", lambda: part(docx(), "docMetadata/l.xml", "classificationlabels", source="")),
    "signature": ("author", lambda: part(docx(), "_xmlsignatures/origin.sigs", SIGNED, source="")),
    "ribbon": ("scripts", lambda: part(docx(), "customUI/c.xml", f"{MICROSOFT}/2006/relationships/ui/extensibility", source="")),
    "add-in": ("scripts", lambda: part(docx(), "word/we/t.xml", f"{MICROSOFT}/2011/relationships/webextensiontaskpanes", source="")),
    # text
    "custom XML": ("other", lambda: part(docx(), "customXml/item1.xml", "customXml")),
    "people": ("author", lambda: part(docx(), "word/people.xml", f"{MICROSOFT}/2011/relationships/people")),
    "printer": ("device", lambda: part(docx(), "word/printerSettings1.bin", "printerSettings")),
    "building blocks": ("hidden", lambda: part(docx(), "word/glossary/document.xml", "glossaryDocument")),
    "unknown part": ("other", lambda: part(docx(), "word/new.xml", "inventedTomorrow")),
    "part that nothing leads to": ("hidden", lambda: part(docx(), "word/left.xml", None)),
    "comment": ("comments", with_comments),
    "remark in XML": ("comments", lambda: docx(f"<!-- {SECRET} -->")),
    "processing instruction": ("comments", lambda: docx(f"<?mso {SECRET}?>")),
    "inserted by": ("revisions", lambda: docx(f"<w:p><w:ins {CHANGED}>{run('new')}</w:ins></w:p>")),
    "deleted text": ("revisions", lambda: docx(f"<w:p><w:del {CHANGED}>{run(SECRET, 'w:delText')}</w:del></w:p>")),
    "moved from": ("revisions", lambda: docx(f"<w:p><w:moveFrom {CHANGED}>{run(SECRET)}</w:moveFrom></w:p>")),
    "moved to": ("revisions", lambda: docx(f"<w:p><w:moveTo {CHANGED}>{run('moved')}</w:moveTo></w:p>")),
    "deleted row": (
        "revisions",
        lambda: docx(f"<w:tbl><w:tr><w:trPr><w:del {CHANGED}/></w:trPr><w:tc><w:p>{run(SECRET)}</w:p></w:tc></w:tr></w:tbl>"),
    ),
    "deleted cell": (
        "revisions",
        lambda: docx(
            f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel {CHANGED}/></w:tcPr><w:p>{run(SECRET)}</w:p></w:tc></w:tr></w:tbl>"
        ),
    ),
    "changed format": ("revisions", lambda: docx(f"<w:p><w:pPr><w:pPrChange {CHANGED}><w:pPr/></w:pPrChange></w:pPr></w:p>")),
    "changed section": ("revisions", lambda: docx(f"<w:p><w:pPr><w:sectPr><w:sectPrChange {CHANGED}/></w:sectPr></w:pPr></w:p>")),
    "attribute of a session": ("revisions", lambda: docx(f'<w:p w:rsidR="{SECRET}"/>')),
    "session in a header": ("revisions", lambda: with_header("w:rsidRDefault")),
    "author of anything": ("author", lambda: docx(f'<w:p w:author="{SECRET}"/>')),
    "user of anything": ("author", lambda: docx(f'<w:p w15:userId="{SECRET}"/>')),
    "who may edit": ("author", lambda: docx(f'<w:permStart w:id="1" w:ed="{SECRET}"/><w:permEnd w:id="1"/>')),
    "sessions": ("revisions", lambda: docx(settings=f'<w:rsids><w:rsid w:val="{SECRET}"/></w:rsids>')),
    "variables": ("other", lambda: docx(settings=f'<w:docVars><w:docVar w:name="n" w:val="{SECRET}"/></w:docVars>')),
    "mail merge": ("external", lambda: docx(settings=f'<w:mailMerge><w:query w:val="{SECRET}"/></w:mailMerge>')),
    "document id": ("other", lambda: docx(settings=f'<w15:docId w15:val="{SECRET}"/>')),
    "template": (
        "external",
        lambda: docx(settings='<w:attachedTemplate r:id="rT"/>').relate(
            "attachedTemplate", f"file:///C:/Users/{SECRET}/n.dotm", source="word/settings.xml", id="rT", external=True
        ),
    ),
    "author on a cover page": (
        "author",
        lambda: docx(
            '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:creator[1]"/></w:sdtPr><w:sdtContent>'
            f"<w:p>{run(SECRET)}</w:p></w:sdtContent></w:sdt>"
        ),
    ),
    "macro of a form": ("scripts", lambda: docx(f'<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="{SECRET}"/></w:ffData></w:fldChar></w:r></w:p>')),  # fmt: skip
    "note that nothing refers to": (
        "hidden",
        lambda: docx().replace(
            "word/footnotes.xml", "<w:footnote ", f'<w:footnote w:id="9"><w:p>{run(SECRET)}</w:p></w:footnote><w:footnote '
        ),
    ),
    # what leads elsewhere
    "link to a file": ("external", lambda: link(f"file:///C:/Users/{SECRET}/x.docx")),
    "link to a share": ("external", lambda: link(rf"\\server\{SECRET}\x.docx")),
    "link to a file beside": ("external", lambda: link(f"../{SECRET}.docx")),
    "linked picture": ("external", lambda: link(f"http://example.org/{SECRET}", PICTURE_IN_TEXT % '<a:blip r:link="rLink"/>', "image")),
    "linked picture of old": ("external", lambda: docx(f'<w:p><w:r><w:pict><v:shape><v:imagedata src="http://x/{SECRET}"/></v:shape></w:pict></w:r></w:p>')),  # fmt: skip
    "linked object": ("external", lambda: link(f"file:///{SECRET}", '<w:p><w:r><w:object><o:OLEObject r:id="rLink"/></w:object></w:r></w:p>', "oleObject")),  # fmt: skip
    "subdocument": ("external", lambda: link(f"{SECRET}.docx", '<w:subDoc r:id="rLink"/>', "subDocument")),
    "linked chart": ("external", with_chart),
    "formula of a chart": ("external", lambda: with_chart(rf"'C:\Users\{SECRET}\[book.xlsx]One'!$A$1", xlsx().bytes())),
    "link on a shape": ("external", lambda: docx(f'<w:p><w:r><w:pict><v:shape href="file:///{SECRET}"/></w:pict></w:r></w:p>')),
    "program behind a shape": (
        "scripts",
        lambda: pptx(
            '<p:sp><p:nvSpPr><p:cNvPr id="3" name="S"><a:hlinkClick r:id="" '
            f'action="ppaction://program?file={SECRET}"/></p:cNvPr></p:nvSpPr></p:sp>'
        ),
    ),
    "linked object in a slide": (
        "external",
        lambda: pptx(OLE_FRAME).relate("oleObject", f"file:///{SECRET}.xlsx", source=SLIDE, id="rOle", external=True),
    ),
    "linked film in a slide": (
        "external",
        lambda: pptx(
            '<p:pic><p:nvPicPr><p:cNvPr id="3" name="F"/><p:cNvPicPr/><p:nvPr><a:videoFile r:link="rFilm"/></p:nvPr></p:nvPicPr>'
            "<p:blipFill/><p:spPr/></p:pic>",
            "<p:timing><p:tnLst/></p:timing>",
        ).relate("video", f"file:///{SECRET}.mp4", source=SLIDE, id="rFilm", external=True),
    ),
    # fields
    "field that loads a picture": ("external", lambda: docx(complex_field(f' INCLUDEPICTURE "http://x/{SECRET}" ', "shown"))),
    "field that loads data": ("external", lambda: docx(complex_field(f" DDEAUTO c:\\\\{SECRET} ", "shown"))),
    "field of a reference manager": ("other", lambda: docx(complex_field(f' ADDIN ZOTERO {{"{SECRET}"}} ', "(2020)"))),
    "field with a link to a file": ("external", lambda: docx(complex_field(f' HYPERLINK "file:///{SECRET}" ', "shown"))),
    "simple field that loads": ("external", lambda: docx(f'<w:p><w:fldSimple w:instr="INCLUDETEXT {SECRET}">{run("shown")}</w:fldSimple></w:p>')),  # fmt: skip
    "field with the author": ("author", lambda: docx(complex_field(" AUTHOR ", SECRET))),
    "field with the path": ("author", lambda: docx(f'<w:p><w:fldSimple w:instr=" FILENAME \\p ">{run(SECRET)}</w:fldSimple></w:p>')),
    "field built of fields": (
        "other",
        lambda: docx(
            complex_field(" PAGE ", "1").replace("<w:p>", '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>', 1).replace(
                "</w:p>",
                f'{run(SECRET, "w:instrText")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("shown")}<w:r><w:fldChar '
                'w:fldCharType="end"/></w:r></w:p>',
            )
        ),
    ),
    "field that never ends": ("external", lambda: docx(f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{run(f"LINK {SECRET}", "w:instrText")}</w:p>')),  # fmt: skip
    # pictures
    "picture": ("embedded", lambda: with_picture(picture())),
    "vector picture beside another": (None, with_svg),
    "remark in a metafile": ("embedded", lambda: with_picture(emf(comment=f"{SECRET}  ".encode()[:12]), "emf")),
    "name in a metafile": ("embedded", lambda: with_picture(emf(description=f"Draw\0{SECRET}\0"), "emf")),
    "name of a picture": (
        None,
        lambda: docx(EMBEDDED).add(f"word/media/{SECRET}.jpeg", picture(secret=False), kind="image/jpeg", id="rPicture", role="image"),
    ),
    "picture that went with a deletion": (
        "hidden",
        lambda: with_picture(picture(), file=docx(f"<w:p><w:del {CHANGED}>{EMBEDDED[5:-6]}</w:del></w:p>")),
    ),
    "name of a picture's file": (
        "description",
        lambda: with_picture(picture(secret=False), file=docx(EMBEDDED.replace('name="Picture"', f'name="{SECRET}.jpg"'))),
    ),
    "path of a picture's file": (
        "description",
        lambda: with_picture(picture(secret=False), file=docx(EMBEDDED.replace("A river", rf"C:\Users\{SECRET}\r.png"))),
    ),
    # packages inside
    "workbook of a chart": ("author", lambda: with_chart(package=nested(0))),
    "workbook of a chart of a text of a chart": ("author", lambda: with_chart(package=nested(1))),
    # workbooks
    "path of the author": (
        "author",
        lambda: xlsx(book=f'<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\{SECRET}"/></mc:Choice></mc:AlternateContent>'),
    ),
    "who shares a workbook": ("author", lambda: xlsx(book=f'<x:fileSharing userName="{SECRET}"/>')),
    "views of users": ("author", lambda: xlsx(book=f'<x:customWorkbookViews><x:customWorkbookView name="{SECRET}"/></x:customWorkbookViews>')),  # fmt: skip
    "revision of a workbook": ("revisions", lambda: xlsx(book=f'<xr:revisionPtr documentId="{SECRET}"/>')),
    "log of revisions": ("revisions", lambda: part(xlsx(), "xl/revisions/h.xml", "revisionHeaders")),
    "names of users": ("author", lambda: part(xlsx(), "xl/users.xml", "usernames")),
    "persons": ("author", lambda: part(xlsx(), "xl/persons/p.xml", f"{MICROSOFT}/2017/10/relationships/person")),
    "connections": ("external", lambda: part(xlsx(), "xl/connections.xml", "connections")),
    "query": ("external", lambda: part(xlsx(), "xl/q.xml", "queryTable", source=SHEET)),
    "other workbook": (
        "external",
        lambda: part(
            xlsx(book='<x:externalReferences><x:externalReference r:id="rX"/></x:externalReferences>'),
            "xl/externalLinks/e.xml", "externalLink", id="rX",
        ),
    ),
    "data model": ("external", lambda: part(xlsx(), "xl/model/item.data", "powerPivotData")),
    "threaded comment": ("comments", lambda: part(xlsx(), "xl/t.xml", f"{MICROSOFT}/2017/10/relationships/threadedComment", source=SHEET)),
    "notes in cells": ("comments", with_notes_in_cells),
    "printer of a sheet": ("device", lambda: part(xlsx(sheet='<x:pageSetup paperSize="9" r:id="rP"/>'), "xl/p.bin", "printerSettings", source=SHEET, id="rP")),  # fmt: skip
    "formula of another book": ("external", lambda: xlsx(f'<x:row r="2"><x:c r="A2"><x:f>[1]{SECRET}!A1</x:f><x:v>5</x:v></x:c></x:row>')),
    "formula that loads": ("external", lambda: xlsx(f'<x:row r="2"><x:c r="A2"><x:f>WEBSERVICE("{SECRET}")</x:f><x:v>5</x:v></x:c></x:row>')),
    "formula that asks a program": ("external", lambda: xlsx(f"<x:row r=\"2\"><x:c r=\"A2\"><x:f>cmd|'{SECRET}'!A0</x:f><x:v>5</x:v></x:c></x:row>")),
    "path in a cell": ("author", lambda: xlsx(f'<x:row r="2"><x:c r="A2" t="str"><x:f>CELL("filename")</x:f><x:v>C:\\{SECRET}\\[b.xlsx]One</x:v></x:c></x:row>')),  # fmt: skip
    "name for another book": ("external", lambda: xlsx(book=f'<x:definedNames><x:definedName name="{SECRET}">[1]One!$A$1</x:definedName></x:definedNames>')),
    "remark on a name": ("comments", lambda: xlsx(book=f'<x:definedNames><x:definedName name="n" comment="{SECRET}">One!$A$1</x:definedName></x:definedNames>')),  # fmt: skip
    "condition of another book": (
        "external",
        lambda: xlsx(sheet=f'<x:conditionalFormatting sqref="A1"><x:cfRule type="expression"><x:formula>[1]{SECRET}!A1</x:formula></x:cfRule></x:conditionalFormatting>'),
    ),
    "author of a scenario": ("author", lambda: xlsx(sheet=f'<x:scenarios><x:scenario name="s" user="{SECRET}"/></x:scenarios>')),
    "who may change a range": ("author", lambda: xlsx(sheet=f'<x:protectedRanges><x:protectedRange securityDescriptor="{SECRET}" name="r" sqref="A1"/></x:protectedRanges>')),  # fmt: skip
    "who refreshed a pivot": ("author", lambda: with_pivot(refreshedBy=SECRET)),
    "pivot from elsewhere": ("external", with_pivot_from_elsewhere),
    # slides
    "comment on a slide": ("comments", lambda: part(pptx(), "ppt/comments/c.xml", "comments", source=SLIDE)),
    "authors of comments": ("comments", lambda: part(pptx(), "ppt/commentAuthors.xml", "commentAuthors")),
    "tags of an add-in": (
        "other",
        lambda: part(pptx(slide='<p:custDataLst><p:tags r:id="rTag"/></p:custDataLst>'), "ppt/tags/t.xml", "tags", source=SLIDE, id="rTag"),
    ),
    "changes of slides": ("revisions", lambda: part(pptx(), "ppt/changesInfos/c.xml", f"{MICROSOFT}/2016/11/relationships/changesInfo")),
    "ink": (
        "other",
        lambda: part(
            pptx('<mc:AlternateContent><mc:Choice Requires="p14"><p:contentPart r:id="rInk"/></mc:Choice><mc:Fallback/></mc:AlternateContent>'),
            "ppt/ink/i.xml", "customXml", source=SLIDE, id="rInk",
        ),
    ),
}  # fmt: skip


def said_by(elements, code, file):
    """Cases: each of the elements, with a secret in it and beside it."""
    return {
        f"element {name}": (
            code,
            lambda name=name: file(f'<{name} w:val="{SECRET}"><any>{SECRET}</any></{name}>'),
        )
        for name in elements.split()
    }


def led_to(roles, code, make):
    """Cases: parts to which a relationship of that kind leads."""
    return {
        f"part {role}": (code, lambda role=role: part(make(), f"any/{role}.xml", role))
        for role in roles.split()
    }


def in_settings(text):
    return docx(settings=text)


def in_sheet(text):
    return xlsx(sheet=text)


def in_book(text):
    return xlsx(book=text)


def in_slide(text):
    return pptx(slide=text)


def in_vml(text):
    vml = f"<xml {NAMESPACES}><v:shape><v:textbox/>{text}</v:shape></xml>"
    file = xlsx(sheet='<x:legacyDrawing r:id="rVml"/>')
    return file.add("xl/drawings/v.vml", vml, kind=VML, source=SHEET, id="rVml", role="vmlDrawing")


def in_table(text):
    file = xlsx(sheet='<x:tableParts count="1"><x:tablePart r:id="rTable"/></x:tableParts>')
    kind = f"{EXCEL}.table+xml"
    return file.add("xl/tables/t.xml", text, kind=kind, source=SHEET, id="rTable", role="table")


CHANGES = "rPrChange tblPrChange tblPrExChange tblGridChange trPrChange tcPrChange sectPrChange numberingChange cellIns cellMerge"
RANGES = "customXmlDelRange customXmlInsRange customXmlMoveFromRange customXmlMoveToRange moveFromRange moveToRange"

BETRAYING |= {
    **said_by(" ".join(f"w:{name}" for name in CHANGES.split()), "revisions", docx),
    **said_by(" ".join(f"w:{name}{end}" for name in RANGES.split() for end in ("Start", "End")), "revisions", docx),
    **said_by("w:delText w:delInstrText w14:conflictDel", "revisions", docx),
    **said_by("w:commentRangeStart w:commentRangeEnd w:commentReference w:annotationRef", "comments", docx),
    **said_by("w:permEnd w15:presenceInfo", "author", docx),
    **said_by("w:customXmlPr w:smartTagPr w:dataBinding w15:dataBinding w14:docId", "other", docx),
    **said_by("w:exitMacro w15:webExtensionCreated w15:webExtensionLinked", "scripts", docx),
    **said_by("w:trackRevisions", "revisions", in_settings),
    **said_by("w:attachedTemplate w:attachedSchema w:linkStyles w:saveThroughXslt w:schemaLibrary w:frameset", "external", in_settings),
    **said_by("w:smartTagType", "other", in_settings),
    **said_by("x:customSheetViews", "author", in_sheet),
    **said_by("x:customProperties x:smartTags", "other", in_sheet),
    **said_by("x:dataConsolidate x:webPublishItems", "external", in_sheet),
    **said_by("x:webPublishing x:webPublishObjects", "external", in_book),
    **said_by("x:smartTagPr x:smartTagTypes", "other", in_book),
    **said_by("p:custDataLst p:tags p:smartTags", "other", in_slide),
    **said_by("p:htmlPubPr", "external", in_slide),
    **said_by(" ".join(f"xvml:{name}" for name in ("FmlaMacro", "ScriptExtended", "ScriptLanguage", "ScriptLocation", "ScriptText")), "scripts", in_vml),
    **led_to("authors commentsExtended commentsExtensible commentsIds documenttasks", "comments", docx),
    **led_to("signature", "author", docx),
    **led_to("revisionLog revisionInfo", "revisions", xlsx),
    **led_to("attachedToolbars keyMapCustomizations taskpanes userCustomization webextension", "scripts", docx),
    **led_to("attachedTemplate recipientData mailMergeSource mailMergeHeaderSource", "external", docx),
    **led_to("externalLinkPath volatileDependencies rdRichValueWebImage", "external", xlsx),
    **led_to("htmlPubSaveInfo slideUpdateInfo slideUpdateUrl", "external", pptx),
    **{
        f"field {name}": ("author", lambda name=name: docx(complex_field(f" {name} ", SECRET)))
        for name in ("LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "TEMPLATE", "FILENAME \\p")
    },
    **{
        f"attribute {name}": (code, lambda name=name: docx(f'<w:p {name}="{SECRET}"/>'))
        for name, code in {"w:date": "dates", "w:initials": "author", "w15:author": "author", "w15:dateUtc": "dates"}.items()
    },
    **{
        f"attribute {name} of a drawing": (
            code,
            lambda name=name: docx(f'<w:p><w:r><w:pict><v:shape><v:imagedata {name}="{SECRET}.png"/></v:shape></w:pict></w:r></w:p>'),
        )
        for name, code in {"r:href": "external", "o:href": "external", "o:althref": "external", "o:title": "description", "alt": "description"}.items()
    },
    "title of a fill": ("description", lambda: docx(f'<w:p><w:r><w:pict><v:fill o:title="{SECRET}"/></w:pict></w:r></w:p>')),
    "when a pivot was refreshed": ("dates", lambda: with_pivot(refreshedDate=SECRET)),
    "when a pivot was refreshed, as a date": ("dates", lambda: with_pivot(refreshedDateIso=SECRET)),
    "remark on a scenario": ("comments", lambda: in_sheet(f'<x:scenarios><x:scenario name="s" comment="{SECRET}"/></x:scenarios>')),
    "connection of a table": ("external", lambda: in_table(f'<x:table {NAMESPACES} connectionId="{SECRET}"/>')),
    "field of a query": ("external", lambda: in_table(f'<x:table {NAMESPACES}><x:tableColumn queryTableFieldId="{SECRET}"/></x:table>')),
    "column of XML": ("other", lambda: in_table(f'<x:table {NAMESPACES}><x:xmlColumnPr xpath="{SECRET}"/></x:table>')),
    "formula of a column": ("external", lambda: in_table(f"<x:table {NAMESPACES}><x:calculatedColumnFormula>[1]One!{SECRET}</x:calculatedColumnFormula></x:table>")),
    "macro of a button": (
        "scripts",
        lambda: xlsx().add(
            "xl/ctrlProps/c.xml", f'<x14:formControlPr {NAMESPACES} fmlaMacro="{SECRET}"/>',
            kind="application/vnd.ms-excel.controlproperties+xml", source=SHEET, role="ctrlProp",
        ),
    ),
    "macro of a shape": (
        "scripts",
        lambda: xlsx(sheet='<x:drawing r:id="rD"/>').add(
            "xl/drawings/d.xml", f'<xdr:wsDr {NAMESPACES}><xdr:sp macro="{SECRET}"/></xdr:wsDr>',
            kind=f"{OFFICE_TYPE}.drawing+xml", source=SHEET, id="rD", role="drawing",
        ),
    ),
    "cell shown by a shape": (
        "external",
        lambda: xlsx(sheet='<x:drawing r:id="rD"/>').add(
            "xl/drawings/d.xml", f'<xdr:wsDr {NAMESPACES}><xdr:sp textlink="[1]{SECRET}!A1"/></xdr:wsDr>',
            kind=f"{OFFICE_TYPE}.drawing+xml", source=SHEET, id="rD", role="drawing",
        ),
    ),
}  # fmt: skip

KEPT = {
    "inserted text": ("inserted", lambda: docx(f"<w:p><w:ins {CHANGED}>{run('inserted')}</w:ins></w:p>")),
    "moved text": ("moved", lambda: docx(f"<w:p><w:moveTo {CHANGED}>{run('moved')}</w:moveTo></w:p>")),
    "commented text": ("said", with_comments),
    "result of a field": ("shown", lambda: docx(complex_field(' INCLUDEPICTURE "http://x" ', "shown"))),
    "result of a simple field": ("shown", lambda: docx(f'<w:p><w:fldSimple w:instr="LINK x">{run("shown")}</w:fldSimple></w:p>')),
    "harmless field": (" PAGEREF place ", lambda: docx(complex_field(" PAGEREF place ", "3"))),
    "field with a link": ("https://example.org/y", lambda: docx(complex_field(' HYPERLINK "https://example.org/y" ', "z"))),
    "words of a link to a file": ("a link", lambda: link("file:///x")),
    "words on both sides of a deletion": ("before after", lambda: docx(f"<w:p>{run('before ')}<w:del {CHANGED}/>{run('after')}</w:p>")),
    "paragraphs whose border was deleted": (
        "one two",
        lambda: docx(f"<w:p><w:pPr><w:rPr><w:del {CHANGED}/></w:rPr></w:pPr>{run('one ')}</w:p><w:p>{run('two')}</w:p>"),
    ),
    "words in markup of another program": ("marked", lambda: docx(f"<w:p><w:customXml><w:smartTag>{run('marked')}</w:smartTag></w:customXml></w:p>")),
    "text inserted in a conflict": ("inserted", lambda: docx(f"<w:p><w14:conflictIns>{run('inserted')}</w14:conflictIns></w:p>")),
    "note of the text": ("A note", docx),
    "header": ("Head", lambda: with_header("w:rsidR")),
    "value of a formula of elsewhere": ("5", lambda: xlsx('<x:row r="2"><x:c r="A2"><x:f>[1]One!A1</x:f><x:v>5</x:v></x:c></x:row>')),
    "formula": ("SUM(B1:B9)", lambda: xlsx('<x:row r="2"><x:c r="A2"><x:f>SUM(B1:B9)</x:f><x:v>5</x:v></x:c></x:row>')),
    "formula with a column": ("Table1[2]*2", lambda: xlsx('<x:row r="2"><x:c r="A2"><x:f>Table1[2]*2</x:f></x:c></x:row>')),
    "button beside a note": ("Press", with_notes_in_cells),
}  # fmt: skip

PARTS_KEPT = {
    "workbook of a chart": ("word/embeddings/package1.xlsx", lambda: with_chart(package=xlsx().bytes())),
    "picture": ("word/media/image1.jpeg", lambda: with_picture(picture())),
    "metafile": ("word/media/image1.emf", lambda: with_picture(emf(), "emf")),
    "pivot of the workbook itself": ("xl/pivotCache/c1.xml", with_pivot),
}

BROKEN = {
    "macros": ("macros", lambda: part(docx(), "word/vbaProject.bin", f"{MICROSOFT}/2006/relationships/vbaProject")),
    "macros that nothing leads to": ("macros", lambda: part(docx(), "word/vbaProject.bin", None)),
    "macros by type": ("macros", lambda: docx().add("x.xml", "<x/>", kind="application/vnd.ms-word.document.macroEnabled.main+xml")),
    "macros in a package inside": (
        "macros",
        lambda: with_chart(package=part(xlsx(), "xl/vbaProject.bin", None).bytes()),
    ),
    "sheet of old macros": ("macros", lambda: part(xlsx(), "xl/m.xml", f"{MICROSOFT}/2006/relationships/xlMacrosheet")),
    "control": ("embedded", lambda: part(docx(), "word/activeX/a.xml", "control")),
    "object": ("embedded", lambda: part(docx(), "word/embeddings/o.bin", "oleObject")),
    "chunk of another kind": ("embedded", lambda: part(docx(), "word/chunk.html", "aFChunk")),
    "film": ("embedded", lambda: part(pptx(), "ppt/media/f.mp4", f"{MICROSOFT}/2007/relationships/media", source=SLIDE)),
    "picture of an unknown kind": ("embedded", lambda: with_picture(b"anything", "pct")),
    "broken picture": ("embedded", lambda: with_picture(picture()[:60])),
    "vector picture alone": ("embedded", lambda: with_picture("<svg/>", "svg")),
    "metafile with all in remarks": ("embedded", lambda: with_picture(emf(comment=b"EMF+\x01\x40\x00\x00"), "emf")),
    "package of an unknown kind": ("embedded", lambda: with_chart(package=b"{\\rtf1}")),
    "packages three deep": ("embedded", lambda: with_chart(package=nested(2))),
    "filters of a pivot from elsewhere": (
        "embedded",
        lambda: part(
            with_pivot_from_elsewhere().replace("xl/workbook.xml", "</x:workbook>", '<x14:slicerCache r:id="rSl"/></x:workbook>'),
            "xl/slicerCaches/s.xml", f"{MICROSOFT}/2007/relationships/slicerCache", id="rSl",
        ),
    ),
    "entities": ("entities", lambda: docx().replace("word/document.xml", "<w:d", '<!DOCTYPE w [<!ENTITY e "x">]><w:d')),
    "entity from elsewhere": ("entities", lambda: docx().replace("word/styles.xml", "<w:s", '<!DOCTYPE w SYSTEM "file:///etc/passwd"><w:s')),
    "entities that grow": (
        "entities",
        lambda: docx(f'<w:p w:x="{"&b;" * 50}"/>').replace(
            "word/document.xml", "<w:d", f'<!DOCTYPE w [<!ENTITY a "{"x" * 9999}"><!ENTITY b "{"&a;" * 999}">]><w:d'
        ),
    ),
    "XML cut off": ("damaged", lambda: docx("<w:p>")),
    "no document": ("damaged", lambda: without_document()),
}  # fmt: skip


def without_document():
    file = docx()
    file.related[""] = []
    return file


LEFT_EMPTY = {
    "links": ("hyperlink", lambda: in_sheet('<x:hyperlinks><x:hyperlink ref="A1" r:id="rL"/></x:hyperlinks>').relate("hyperlink", "file:///x", source=SHEET, id="rL", external=True)),
    "other books": ("externalReference", lambda: part(in_book('<x:externalReferences><x:externalReference r:id="rX"/></x:externalReferences>'), "xl/e.xml", "externalLink", id="rX")),
    "names": ("definedName", lambda: in_book('<x:definedNames><x:definedName name="n">[1]One!$A$1</x:definedName></x:definedNames>')),
    "conditions": ("conditionalFormatting", lambda: in_sheet('<x:conditionalFormatting sqref="A1"><x:cfRule><x:formula>[1]One!A1</x:formula></x:cfRule></x:conditionalFormatting>')),
    "validations": ("dataValidation", lambda: in_sheet('<x:dataValidations count="1"><x:dataValidation><x:formula1>[1]One!A1</x:formula1></x:dataValidation></x:dataValidations>')),
    "newer conditions": (
        "conditionalFormatting",
        lambda: in_sheet(
            '<x:extLst><x:ext><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule><x14:formula>[1]One!A1</x14:formula></x14:cfRule>'
            "<x14:sqref>A1</x14:sqref></x14:conditionalFormatting></x14:conditionalFormattings></x:ext></x:extLst>"
        ),
    ),
    "pivots": ("pivotCache", with_pivot_from_elsewhere),
    "objects": (
        "oleObject",
        lambda: in_sheet('<x:oleObjects><x:oleObject shapeId="1" r:id="rO"/></x:oleObjects>').relate("oleObject", "file:///x", source=SHEET, id="rO", external=True),
    ),
    "tables": ("tablePart", lambda: in_sheet('<x:tableParts count="1"><x:tablePart r:id="rT"/></x:tableParts>').relate("table", "nowhere.xml", source=SHEET, id="rT")),
    "alternatives": ("AlternateContent", BETRAYING["path of the author"][1]),
    "vector picture": ("extLst", with_svg),
    "effects": (
        "ext",
        lambda: with_picture(
            picture(secret=False),
            file=part(
                docx(PICTURE_IN_TEXT % '<a:blip r:embed="rPicture"><a:extLst><a:ext uri="e"><a14:imgProps><a14:imgLayer r:embed="rHd"/></a14:imgProps></a:ext></a:extLst></a:blip>'),
                "word/media/h.wdp", f"{MICROSOFT}/2007/relationships/hdphoto", id="rHd",
            ),
        ),
    ),
    "run of a comment": ("rPr", lambda: docx('<w:p><w:r><w:rPr/><w:commentReference w:id="1"/></w:r></w:p>')),
}  # fmt: skip

STANDING = {
    "page of a sheet": ("x:pageSetup", lambda: part(in_sheet('<x:pageSetup paperSize="9" r:id="rP"/>'), "p.bin", "printerSettings", source=SHEET, id="rP")),
    "picture": ("a:blip", lambda: link("http://x/y.png", PICTURE_IN_TEXT % '<a:blip r:link="rLink"/>', "image")),
    "fill": ("v:fill", lambda: link("http://x/y.png", '<w:p><w:r><w:pict><v:shape><v:fill r:id="rLink"/></v:shape></w:pict></w:r></w:p>', "image")),
    "line": ("v:stroke", lambda: link("http://x/y.png", '<w:p><w:r><w:pict><v:shape><v:stroke r:id="rLink"/></v:shape></w:pict></w:r></w:p>', "image")),
}  # fmt: skip
