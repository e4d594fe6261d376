"""The dictionaries of a PDF, each by what it is there for."""

import re

from pikepdf import Array, Dictionary, Name, Stream, String

from home.cleaning.formats import pdf_rules as rules
from home.cleaning.formats.pdf_content import clean_properties
from home.cleaning.formats.pdf_notes import clean_actions, clean_note, clean_signature, harmless
from home.cleaning.formats.pdf_rules import empty, is_name, keep_only
from home.cleaning.formats.pdf_streams import clean_profile

_CONDITION = re.compile(
    r"sRGB( IEC61966-2\.1)?|FOGRA\d\dL?|CGATS TR ?\d{3}|JC\d{6}|IFRA\d\d|Custom", re.IGNORECASE
)
_LOOK = re.compile(
    r"\s*((/[^\s/()<>\[\]{}%]{0,127}|[-+.\d]{1,20}|Tf|g|G|rg|RG|k|K|Tm|Tc|Tw|Tz|TL|Tr|Ts|Td|TD)(\s+|(?=/)|$))*"
)
"""How the text of a field looks: only fonts, colours and distances."""
_GONE = set(rules.GONE)
_SCRIPTS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE")


def _clean_file(thing, removed):
    """File specifications: nothing inside, nothing elsewhere."""
    if "/EF" in thing:
        del thing["/EF"]
        removed.add("attachments")
    named = is_name(thing.get("/Type"), "/Filespec", "/F") or isinstance(thing.get("/F"), String)
    if named and ("/F" in thing or "/UF" in thing):
        for key in ("/F", "/UF", "/Desc"):
            if key in thing:
                del thing[key]
        removed.add("external")


def _is_void(kid):
    """Whether a tag's kid refers to an annotation that is gone."""
    refers = isinstance(kid, Dictionary) and is_name(kid.get("/Type"), "/OBJR")
    note = kid.get("/Obj") if refers else None
    return isinstance(note, Dictionary) and not len(note.keys())


def _clean_kids(tag):
    kids = tag.get("/K")
    if isinstance(kids, Array):
        kept = [kid for kid in kids if not _is_void(kid)]
        if len(kept) != len(kids):
            tag["/K"] = Array(kept)
    elif _is_void(kids):
        del tag["/K"]


def _clean_tag(thing, removed):
    """Tags for screen readers: what is said of a passage stays, what programs note for themselves goes."""
    if is_name(thing.get("/O"), "/UserProperties") and thing.get("/P") != Array():
        thing["/P"] = Array()
        removed.add("other")
    kind = thing.get("/Type")
    if is_name(kind, "/StructTreeRoot"):
        keep_only(thing, rules.TREE, removed)
    elif is_name(kind, "/StructElem") or (
        isinstance(thing.get("/S"), Name)
        and isinstance(thing.get("/P"), Dictionary)
        and "/Subtype" not in thing
    ):
        keep_only(thing, rules.TAG, removed)
        _clean_kids(thing)


def _clean_layer(thing, removed):
    keep_only(thing, rules.LAYER, removed)
    usage = thing.get("/Usage")
    if not isinstance(usage, Dictionary):
        return
    keep_only(usage, rules.USAGE, removed)
    for key, allowed in rules.USAGE.items():
        if isinstance(usage.get(key), Dictionary):
            keep_only(usage[key], allowed, removed)


def clean_layers(root, removed):
    layers = root.get("/OCProperties")
    if not isinstance(layers, Dictionary):
        return
    keep_only(layers, rules.LAYERS, removed)
    shown = layers.get("/Configs")
    for each in [layers.get("/D"), *(shown if isinstance(shown, Array) else [])]:
        if isinstance(each, Dictionary):
            keep_only(each, rules.LAYERS_SHOWN, removed)


def clean_intents(owner, removed):
    """What the colours of the catalog or a page are meant for: a known condition by its name, and the profile."""
    intents = owner.get("/OutputIntents")
    for intent in intents if isinstance(intents, Array) else []:
        if not isinstance(intent, Dictionary):
            continue
        keep_only(intent, rules.INTENT, removed)
        said = intent.get("/OutputConditionIdentifier")
        if said is not None and not (isinstance(said, String) and _CONDITION.fullmatch(str(said))):
            intent["/OutputConditionIdentifier"] = String("Custom")
            removed.add("other")
        profile = intent.get("/DestOutputProfile")
        if isinstance(profile, Stream):
            clean_profile(profile, removed)


def clean_settings(root, removed):
    """How a viewer is to open the file: plain switches."""
    for key, allowed in (("/MarkInfo", rules.MARKED), ("/ViewerPreferences", rules.VIEWER)):
        settings = root.get(key)
        if not isinstance(settings, Dictionary):
            continue
        keep_only(settings, allowed, removed)
        for name in [name for name in settings.keys() if isinstance(settings[name], String | Dictionary)]:  # noqa: SIM118
            del settings[name]
            removed.add("other")


def clean_table(thing, key, removed):
    """A table of names chosen at will; only what a page is made of is entered in one."""
    if key in ("/Resources", "/DR"):
        keep_only(thing, rules.RESOURCES, removed)
        return
    for name in [name for name in thing.keys() if isinstance(thing[name], String)]:  # noqa: SIM118
        if key != "/Dests":
            del thing[name]
            removed.add("other")
    if key != "/Properties":
        return
    for name in thing.keys():  # noqa: SIM118
        listed = thing[name]
        marks = isinstance(listed, Dictionary) and not is_name(listed.get("/Type"), "/OCG", "/OCMD")
        if marks and clean_properties(listed):
            removed.add("other")


def clean_object(thing, removed):
    """Any dictionary that is no table."""
    keys = set(thing.keys())
    for key in keys & _GONE:
        del thing[key]
        removed.add(rules.GONE[key])
    if isinstance(thing, Dictionary):
        if keys & {"/Rect", "/Type", "/Subtype"}:
            clean_note(thing, removed)
        if keys & {"/Type", "/ByteRange", "/V", "/DV"}:
            clean_signature(thing, removed)
        if keys & {"/EF", "/F", "/UF"}:
            _clean_file(thing, removed)
        if keys & {"/O", "/S", "/Type"}:
            _clean_tag(thing, removed)
        if "/DA" in keys:
            _clean_look(thing, removed)
    if keys & {"/A", "/OpenAction", "/PA", "/Next", "/S"}:
        _clean_acts(thing, removed)
    if "/Title" in keys and "/Parent" in keys:
        keep_only(thing, rules.OUTLINE, removed)
    if "/Type" in keys:
        _clean_typed(thing, removed)


def _clean_look(thing, removed):
    """How the text of a field is written: operators, never a sentence."""
    look = thing.get("/DA")
    if isinstance(look, String) and not _LOOK.fullmatch(str(look)):
        thing["/DA"] = String("/Helv 0 Tf 0 g")
        removed.add("other")


def _clean_acts(thing, removed):
    clean_actions(thing, removed)
    if is_name(thing.get("/S"), *_SCRIPTS):
        empty(thing, "scripts", removed)
        thing["/S"] = Name("/Named")
    if is_name(thing.get("/S"), "/URI") and not harmless(thing) and str(thing.get("/URI", "")):
        thing["/URI"] = String("")
        removed.add("external")


def _clean_typed(thing, removed):
    if is_name(thing.get("/Type"), "/Page"):
        keep_only(thing, rules.PAGE, removed)
    elif is_name(thing.get("/Type"), "/Pages"):
        keep_only(thing, rules.BRANCH, removed)
    elif is_name(thing.get("/Type"), "/OCG"):
        _clean_layer(thing, removed)
