"""What goes from every XML part of an Office Open XML file: by name (office_names), and by where it leads."""

from home.cleaning.formats.markup import drop, is_attached, is_link, local, names_a_file, short, unwrap
from home.cleaning.formats.office_names import ATTRIBUTES, ATTRIBUTES_OF, DROPPED, UNWRAPPED
from home.cleaning.formats.result import Refused

_GONE_WHEN_EMPTY = {
    "conditionalFormattings",
    "dataValidations",
    "definedNames",
    "ext",
    "extLst",
    "externalReferences",
    "hyperlinks",
    "imgProps",
    "oleObjects",
    "pivotCaches",
    "tableParts",
}

_LOADING = {"src", "o:href", "o:althref", "r:href"}
_NAMED = {"cNvPr", "docPr"}
_MAY_RUN = {"cxnSp", "graphicFrame", "pic", "sp"}
_ACTIONS = (
    "ppaction://hlinkfile",
    "ppaction://hlinkpres",
    "ppaction://macro",
    "ppaction://ole",
    "ppaction://program",
)

_KEEPS_ITS_PLACE = {"a:blip", "c:pageSetup", "v:fill", "v:stroke", "x:pageSetup"}
"""Elements that stay when what they lead to goes."""

_PLAIN = {"w:t", "x:c", "x:t", "x:v"}
"""Nearly all there is in a big file; none of the rules is about them."""


def remove(element):
    """Drop it, and what around it is nothing without it."""
    parent = element.getparent()
    drop(element)
    while parent is not None and not len(parent):
        around, name = parent.getparent(), short(parent.tag)
        if name == "mc:Choice":
            _use_fallback(around)
        elif local(parent.tag) in _GONE_WHEN_EMPTY or (name == "w:r" and not parent.text):
            drop(parent)
        else:
            break
        parent = around
    if parent is not None and "count" in parent.attrib:
        parent.set("count", str(len(parent)))


def _use_fallback(alternatives):
    """What programs would show that don't know the first choice."""
    for choice in list(alternatives):
        if short(choice.tag) == "mc:Fallback":
            unwrap(choice)
        else:
            drop(choice)
    unwrap(alternatives)


def apply(root, gone, removed):
    """Clean `root` in place. `gone`: ids of relationships that are not taken over; `removed` takes the codes."""
    for element in list(root.iter()):
        name = short(element.tag)
        if name in _PLAIN:
            continue
        if name in DROPPED:
            removed.add(DROPPED[name])
            _drop_and_empty_run(element)
        elif name in UNWRAPPED:
            removed.add(UNWRAPPED[name] or "other")
            unwrap(element)
        else:
            _clean_attributes(element, name, removed)
            _lead_nowhere(element, name, gone, root, removed)


def _drop_and_empty_run(element):
    run = element.getparent()
    remove(element)
    if run is not None and short(run.tag) == "w:r" and all(short(child.tag) == "w:rPr" for child in run):
        drop(run)


def _clean_attributes(element, name, removed):
    for attribute, value in element.attrib.items():
        key = short(attribute)
        code = ATTRIBUTES.get(key) or ATTRIBUTES_OF.get((name, key))
        if key.startswith("w:rsid"):
            code = "revisions"
        elif local(attribute) == "dateUtc":
            code = "dates"
        elif name.startswith("v:") and (key in _LOADING or (key == "href" and not _may_be_followed(value))):
            code = "external"
        elif name.startswith("v:") and key in ("alt", "title") and names_a_file(value):
            code = "description"
        elif key == "macro" and value and local(element.tag) in _MAY_RUN:
            element.set(attribute, "")
            removed.add("scripts")
        if code:
            del element.attrib[attribute]
        if code and value:
            removed.add(code)
    if local(element.tag) in _NAMED:
        _clean_names(element, removed)
    if element.get("action", "").lower().startswith(_ACTIONS):
        removed.add("scripts")
        remove(element)
    if name == "x:table" and element.get("tableType") == "queryTable":
        del element.attrib["tableType"]
        removed.add("external")


def _may_be_followed(address):
    return is_link(address) or address.startswith("#")


def _clean_names(element, removed):
    """The name that a picture's file had, where the program took it for a name or for a text that describes it."""
    for attribute in ("descr", "title"):
        if names_a_file(element.get(attribute, "")):
            del element.attrib[attribute]
            removed.add("description")
    if names_a_file(element.get("name", "")):
        element.set("name", f"Object {element.get('id', '')}".strip())
        removed.add("description")


def _lead_nowhere(element, name, gone, root, removed):
    """Where the element leads to a part or a place that is not taken over, it goes too, or does without."""
    for attribute, value in element.attrib.items():
        if value not in gone or not (
            short(attribute).startswith("r:") or local(attribute) in ("relid", "relId")
        ):
            continue
        if not is_attached(element, root):
            return
        if name == "w:hyperlink":
            unwrap(element)
        elif name == "a:blip" and local(attribute) == "embed" and gone[value] == "svg":
            raise Refused("embedded")
        elif name in _KEEPS_ITS_PLACE:
            del element.attrib[attribute]
            continue
        elif name == "p:oleObj":
            _show_picture(element)
        elif name in ("a:audioFile", "a:videoFile", "a:quickTimeFile"):
            _stop_playing(root, removed)
            remove(element)
        else:
            remove(element)
        return


def _show_picture(element):
    """Instead of something linked in a slide, the picture of it that stands beside."""
    frame = next(
        (around for around in element.iterancestors() if short(around.tag) == "p:graphicFrame"), None
    )
    if frame is None:
        return remove(element)
    picture = next((child for child in frame.iter() if short(child.tag) == "p:pic"), None)
    if picture is not None:
        frame.addprevious(picture)
    remove(frame)


def _stop_playing(root, removed):
    """A slide's timing names what is played; without it the slide shows all it has at once."""
    for child in root:
        if short(child.tag) == "p:timing":
            drop(child)
            removed.add("other")
