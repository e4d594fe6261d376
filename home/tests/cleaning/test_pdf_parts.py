"""The dictionaries of PDFs: what is known to be harmless stays, everything else goes."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from home.cleaning.formats import pdf, pdf_walk
from home.cleaning.formats.result import Refused
from home.tests.cleaning import pdfs, pictures

SECRET = pdfs.SECRET
RECT = [0, 0, 9, 9]


def _s():
    return pdfs.secret()


@pytest.fixture
def clean(tmp_path):
    def act(change):
        source = tmp_path / "source.pdf"
        source.write_bytes(pdfs.made(change))
        cleaned = pdf.clean(source, tmp_path)
        return cleaned.path.read_bytes(), cleaned.removed

    return act


def _signature(**keys):
    return Dictionary(Name=_s(), Location=_s(), Reason=_s(), ContactInfo=_s(), M=_s(), Cert=_s(), **keys)


def _field(made, *fields):
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(field) for field in fields]), SigFlags=3)


def _below_kids(made, page):
    kid = made.make_indirect(Dictionary(FT=Name.Sig, T=String("k"), V=_signature(Type=Name.Sig)))
    _field(made, Dictionary(T=String("parent"), Kids=Array([kid])))


def _inherited(made, page):
    kid = made.make_indirect(Dictionary(T=String("k"), V=made.make_indirect(_signature())))
    _field(made, Dictionary(FT=Name.Sig, T=String("p"), Kids=Array([kid])))


def _inherited_upwards(made, page):
    parent = made.make_indirect(Dictionary(FT=Name.Sig, T=String("p")))
    page.Annots.append(
        made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=RECT, Parent=parent, V=_s()))
    )


def _typed(made, page):
    page.Group = made.make_indirect(_signature(Type=Name.Sig))


def _stamped(made, page):
    page.Group = made.make_indirect(_signature(Type=Name.DocTimeStamp))


def _ranged(made, page):
    page.Group = made.make_indirect(_signature(ByteRange=[0, 1, 2, 3]))


def _permitted(made, page):
    made.Root.Perms = Dictionary(DocMDP=made.make_indirect(_signature()))


def _locked(made, page):
    _field(
        made,
        Dictionary(FT=Name.Sig, T=String("k"), Lock=Dictionary(Fields=[_s()]), SV=Dictionary(Reasons=[_s()])),
    )


@pytest.mark.parametrize(
    "change",
    [_below_kids, _inherited, _inherited_upwards, _typed, _stamped, _ranged, _permitted, _locked],
)
def test_nobody_who_signed_is_told(clean, change):
    data, removed = clean(change)
    assert SECRET not in pdfs.everything(data)
    assert "author" in removed


def test_fields_of_forms_keep_their_text_and_names(clean):
    def change(made, page):
        field = made.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, Rect=RECT, FT=Name.Tx, T=String("name"), TU=String("Your name"),
                TM=String("n"), V=String("Anna"), DA=String("/Helv 12 Tf 0 0 1 rg"), M=_s(), RC=_s(), NM=_s(), P=page,
            )
        )  # fmt: skip
        page.Annots.append(field)
        made.Root.AcroForm = Dictionary(Fields=[field], DA=_s(), CO=[_s()])

    data, _removed = clean(change)
    assert SECRET not in pdfs.everything(data)
    with pikepdf.open(BytesIO(data)) as opened:
        field = opened.Root.AcroForm.Fields[0]
        assert [str(field[key]) for key in ("/T", "/TU", "/V", "/DA")] == [
            "name", "Your name", "Anna", "/Helv 12 Tf 0 0 1 rg",
        ]  # fmt: skip
        assert field.P.objgen == opened.pages[0].objgen


def _beads(made, page):
    thread = Dictionary(I=Dictionary(Author=_s()))
    page.B = Array([made.make_indirect(Dictionary(T=made.make_indirect(thread)))])


def _layers(made, page):
    layer = Dictionary(
        Type=Name.OCG, Name=String("Map"),
        Usage=Dictionary(
            CreatorInfo=Dictionary(Creator=_s()), User=Dictionary(Type=Name.Ind, Name=_s()),
            Export=Dictionary(ExportState=Name.ON, X=_s()), X=_s(),
        ),
    )  # fmt: skip
    layer = made.make_indirect(layer)
    made.Root.OCProperties = Dictionary(
        OCGs=[layer],
        D=Dictionary(Creator=_s(), Name=_s(), ON=[layer]),
        Configs=[Dictionary(Creator=_s())],
        X=_s(),
    )


def _intents(made, page):
    made.Root.OutputIntents = Array(
        [
            Dictionary(
                S=Name.GTS_PDFX,
                Info=_s(),
                OutputCondition=_s(),
                RegistryName=_s(),
                OutputConditionIdentifier=_s(),
            )
        ]
    )


def _settings(made, page):
    made.Root.MarkInfo = Dictionary(Marked=True, X=_s())
    made.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, X=_s(), Direction=_s())


def _unknown(made, page):
    made.Root.Foo = made.Root.Legal = page.Foo = made.Root.Pages.Foo = page.SeparationInfo = Dictionary(
        X=_s()
    )
    page.ID = page.DPart = _s()
    made.trailer.DocChecksum = _s()
    page.VP = Array([Dictionary(Name=_s(), BBox=RECT)])


def _user_properties(made, page):
    told = Dictionary(O=Name.UserProperties, P=[Dictionary(N=String("Author"), V=_s())])
    tag = Dictionary(S=Name.P, A=Array([made.make_indirect(told), 0]), Foo=_s())
    root = made.make_indirect(Dictionary(Type=Name.StructTreeRoot, Foo=_s()))
    tag.P = root
    root.K = made.make_indirect(tag)
    made.Root.StructTreeRoot = root


def _unnamed_file(made, page):
    page.Group = Dictionary(F=_s(), UF=_s())


def _unknown_resources(made, page):
    page.Resources = made.make_indirect(page.Resources)
    page.Resources.Foo = page.Resources.Metadata = Dictionary(X=_s())


def _keys_of_instructions(made, page):
    page.Contents.Author = _s()


def _picture(made, page):
    pdfs.draw(
        made, page, pictures.encode(pictures.scene(), "jpeg"), ID=_s(), Name=Name("/" + SECRET.decode())
    )


@pytest.mark.parametrize(
    "change",
    [
        _beads,
        _layers,
        _intents,
        _settings,
        _unknown,
        _user_properties,
        _unnamed_file,
        _picture,
        _unknown_resources,
        _keys_of_instructions,
    ],
)
def test_what_parts_tell_of_people_goes(clean, change):
    assert SECRET not in pdfs.everything(clean(change)[0])


def test_layers_keep_their_names_and_states(clean):
    with pikepdf.open(BytesIO(clean(_layers)[0])) as opened:
        layer = opened.Root.OCProperties.OCGs[0]
        assert str(layer.Name) == "Map"
        assert layer.Usage.Export.ExportState == Name.ON
        assert opened.Root.OCProperties.D.ON[0].objgen == layer.objgen


def test_known_condition_of_colours_keeps_its_name(clean):
    def change(made, page):
        made.Root.OutputIntents = [
            Dictionary(S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB IEC61966-2.1"))
        ]

    with pikepdf.open(BytesIO(clean(change)[0])) as opened:
        assert str(opened.Root.OutputIntents[0].OutputConditionIdentifier) == "sRGB IEC61966-2.1"


def _note(subtype, **keys):
    told = Dictionary(Rect=RECT, Contents=_s(), T=_s(), RC=_s(), Subj=_s(), NM=_s(), M=_s(), **keys)
    if subtype:
        told.Subtype = Name("/" + subtype)
    return told


@pytest.mark.parametrize("referred", [False, True])
@pytest.mark.parametrize(
    ("subtype", "code"),
    [
        ("Text", "comments"), ("Watermark", "comments"), ("TrapNet", "comments"), ("PrinterMark", "comments"),
        ("Projection", "comments"), ("Foo", "comments"), (None, "comments"), ("RichMedia", "attachments"),
    ],
)  # fmt: skip
def test_of_annotations_only_links_and_fields_stay(clean, subtype, code, referred):
    def change(made, page):
        note = made.make_indirect(_note(subtype))
        page.Annots.append(note)
        if referred:  # a tag for screen readers refers to it too
            root = made.make_indirect(Dictionary(Type=Name.StructTreeRoot))
            refers = Dictionary(Type=Name.OBJR, Obj=note)
            root.K = made.make_indirect(Dictionary(S=Name.Annot, P=root, K=Array([refers, 0])))
            made.Root.StructTreeRoot = root

    data, removed = clean(change)
    assert SECRET not in pdfs.everything(data)
    assert code in removed
    with pikepdf.open(BytesIO(data)) as opened:
        assert [note.Subtype for note in opened.pages[0].Annots] == [Name.Link]
        if referred:
            assert list(opened.Root.StructTreeRoot.K.K) == [0]


def test_links_keep_what_is_read_aloud_and_no_more(clean):
    def change(made, page):
        page.Annots[0].update(
            {"/Subj": _s(), "/RC": _s(), "/T": _s(), "/M": _s(), "/Contents": String("The letter")}
        )
        page.Annots.append(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=RECT, A=Dictionary(URI=_s())))
        page.Annots.append(_note("Link", A=Dictionary(S=Name.URI, URI=String("https://example.org"), X=_s())))
        del page.Annots[2]["/Contents"]

    data, _removed = clean(change)
    assert SECRET not in pdfs.everything(data)
    with pikepdf.open(BytesIO(data)) as opened:
        assert str(opened.pages[0].Annots[0].Contents) == "The letter"
        assert str(opened.pages[0].Annots[2].A.URI) == "https://example.org"


def test_named_places_page_labels_and_outlines_stay(clean):
    def change(made, page):
        made.Root.Names = Dictionary(
            Dests=Dictionary(Names=[String("part"), Array([page, Name.Fit])]), IDS=_s()
        )
        made.Root.Dests = Dictionary(JS=Array([page, Name.Fit]))
        made.Root.PageLabels = Dictionary(Nums=[0, Dictionary(S=Name.r, P=String("A-"))])
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Part one", 0))
        made.Root.Outlines.First.Author = _s()
        made.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([page, Name.Fit]))

    data, _removed = clean(change)
    assert SECRET not in pdfs.everything(data)
    with pikepdf.open(BytesIO(data)) as opened:
        assert str(opened.Root.Names.Dests.Names[0]) == "part"
        assert "/JS" in opened.Root.Dests
        assert opened.pages[0].label == "A-i"
        assert opened.Root.OpenAction.D[0].objgen == opened.pages[0].objgen
        with opened.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Part one"]


@pytest.mark.parametrize("inside", [[Dictionary()] * 300, [[1] * 300] * 10])
def test_too_many_parts_are_refused(clean, monkeypatch, inside):
    monkeypatch.setattr(pdf_walk, "MAX_DICTIONARIES", 200)
    monkeypatch.setattr(pdf_walk, "MAX_VALUES", 2000)
    with pytest.raises(Refused) as refused:
        clean(lambda made, page: made.Root.__setitem__("/Y", Array(inside)))
    assert refused.value.code == "heavy"
