"""What may stay in the parts of a PDF: lists of what is known to be harmless and needed, everything else goes."""

from pikepdf import Name

GONE = {
    "/Metadata": "author",
    "/PieceInfo": "software",
    "/LastModified": "dates",
    "/Thumb": "preview",
    "/AA": "scripts",
    "/JS": "scripts",
    "/JavaScript": "scripts",
    "/AF": "attachments",
    "/EmbeddedFiles": "attachments",
    "/Collection": "attachments",
    "/SpiderInfo": "external",
    "/Perms": "author",
    "/DSS": "author",
    "/XFA": "scripts",
    "/Measure": "location",  # geographic co-ordinates of maps and plans
    "/PtData": "location",
    "/LPTS": "location",
    "/Alternates": "embedded",
    "/OPI": "external",
    "/CreatorInfo": "software",
    "/Threads": "author",
}
"""Keys that go from every dictionary, whatever it is of; not from tables, whose keys are names chosen at will."""

TABLES = {
    "/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties", "/CharProcs", "/RoleMap",
    "/ClassMap", "/Dests", "/Colorants", "/Resources", "/DR",
}  # fmt: skip

ROOT = {
    "/Type", "/Version", "/Pages", "/PageLabels", "/Names", "/Dests", "/ViewerPreferences", "/PageLayout", "/PageMode",
    "/Outlines", "/OpenAction", "/Lang", "/MarkInfo", "/StructTreeRoot", "/OutputIntents", "/OCProperties", "/AcroForm",
}  # fmt: skip
BRANCH = {"/Type", "/Parent", "/Kids", "/Count", "/Resources", "/MediaBox", "/CropBox", "/Rotate"}
PAGE = {
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/BoxColorInfo",
    "/Contents", "/Rotate", "/Group", "/Annots", "/Tabs", "/StructParents", "/UserUnit", "/OutputIntents",
}  # fmt: skip
_NOTE = {
    "/Type", "/Subtype", "/Rect", "/Contents", "/F", "/AP", "/AS", "/Border", "/C", "/BS", "/H", "/A", "/StructParent",
    "/OC", "/Lang", "/P",
}  # fmt: skip
LINK = _NOTE | {"/Dest", "/PA", "/QuadPoints"}
FIELD = _NOTE | {
    "/MK", "/Parent", "/Kids", "/FT", "/T", "/TU", "/TM", "/Ff", "/V", "/DV", "/DA", "/Q", "/DS", "/Opt", "/TI", "/I",
    "/MaxLen",
}  # fmt: skip
FORM = {"/Fields", "/NeedAppearances", "/DR", "/DA", "/Q"}
ACTION = {"/Type", "/S", "/D", "/SD", "/URI", "/IsMap", "/N", "/Next"}
TREE = {"/Type", "/K", "/IDTree", "/ParentTree", "/ParentTreeNextKey", "/RoleMap", "/ClassMap", "/Namespaces"}
TAG = {
    "/Type", "/S", "/P", "/ID", "/Ref", "/Pg", "/K", "/A", "/C", "/R", "/T", "/Lang", "/Alt", "/E", "/ActualText",
    "/NS", "/PhoneticAlphabet", "/Phoneme",
}  # fmt: skip
OUTLINE = {
    "/Title", "/Parent", "/Prev", "/Next", "/First", "/Last", "/Count", "/Dest", "/SE", "/A", "/C", "/F",
}  # fmt: skip
_DRAWN = {"/Type", "/Subtype", "/Resources", "/StructParent", "/OC", "/Filter", "/DecodeParms", "/Length"}
DRAWING = _DRAWN | {"/FormType", "/BBox", "/Matrix", "/Group", "/StructParents"}
PICTURE = _DRAWN | {
    "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent", "/ImageMask", "/Mask", "/Decode",
    "/Interpolate", "/SMask", "/SMaskInData", "/Matte",
}  # fmt: skip
STREAM = {"/Filter", "/DecodeParms", "/Length"}
RESOURCES = {
    "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/ProcSet", "/Properties", "/Encoding",
}  # fmt: skip
INTENT = {"/Type", "/S", "/OutputConditionIdentifier", "/DestOutputProfile"}
LAYERS = {"/OCGs", "/D", "/Configs"}
LAYER = {"/Type", "/Name", "/Intent", "/Usage"}
LAYERS_SHOWN = {
    "/BaseState", "/ON", "/OFF", "/Intent", "/AS", "/Order", "/ListMode", "/RBGroups", "/Locked",
}  # fmt: skip
USAGE = {
    "/Export": {"/ExportState"},
    "/View": {"/ViewState"},
    "/Print": {"/Subtype", "/PrintState"},
    "/Zoom": {"/min", "/max"},
    "/Language": {"/Lang", "/Preferred"},
    "/PageElement": {"/Subtype"},
}
MARKED = {"/Marked", "/UserProperties", "/Suspects"}
VIEWER = {
    "/HideToolbar", "/HideMenubar", "/HideWindowUI", "/FitWindow", "/CenterWindow", "/DisplayDocTitle",
    "/NonFullScreenPageMode", "/Direction", "/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip", "/PrintScaling",
    "/Duplex", "/PickTrayByPDFSize", "/PrintPageRange", "/NumCopies",
}  # fmt: skip

_CODES = GONE | {
    "/B": "author",
    "/M": "dates",
    "/CreationDate": "dates",
    "/T": "author",
    "/Subj": "comments",
    "/RC": "comments",
    "/Popup": "comments",
    "/IRT": "comments",
    "/Creator": "software",
    "/User": "author",
    "/Lock": "author",
    "/SV": "author",
    "/VP": "location",
    "/Ref": "external",
    "/Legal": "author",
}
_UNTOLD = {
    "/Extensions", "/Requirements", "/NeedsRendering", "/URI", "/ID", "/Name", "/NM", "/Trans", "/Dur", "/PZ", "/Hid",
    "/SigFlags", "/CO", "/Limits",
}  # fmt: skip
"""Keys that tell of nobody and do nothing: gone too, but nothing to tell an editor of."""


def is_name(value, *names):
    return isinstance(value, Name) and str(value) in names


def keep_only(thing, allowed, removed):
    """Delete from a dictionary what is not in `allowed`; what went is noted in `removed`."""
    for key in [key for key in thing.keys() if key not in allowed]:  # noqa: SIM118  (not a dict)
        del thing[key]
        if key not in _UNTOLD:
            removed.add(_CODES.get(key, "other"))


def empty(thing, code, removed):
    """Delete everything from a dictionary that others may still refer to."""
    if len(thing.keys()):
        removed.add(code)
    for key in list(thing.keys()):
        del thing[key]
