"""What is said to editors of a file: what was removed from it, or why it is refused and what to do about it."""

from django.template.defaultfilters import filesizeformat
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.cleaning.formats.kinds import ENDINGS
from home.languages import listed

REMOVED = {
    "location": _("the place where it was made"),
    "author": _("names of who made or changed it"),
    "device": _("the camera or telephone"),
    "dates": _("dates"),
    "software": _("the program that made it"),
    "description": _("titles and captions inside the file"),
    "comments": _("comments"),
    "revisions": _("earlier versions and marks of changes"),
    "preview": _("a small preview picture"),
    "scripts": _("scripts"),
    "attachments": _("attached files"),
    "external": _("references to files elsewhere"),
    "hidden": _("hidden data"),
    "embedded": _("such details of pictures inside it"),
    "profile": _("a colour profile (the colours stay)"),
    "pages": _("further pictures in the same file"),
    "other": _("other details"),
}

REFUSED = {
    "kind": _("Files of this kind are not taken. These are: %(accepted)s."),
    "codec": _(
        "Browsers don't play films or sound written like this one (%(found)s). Export it as MP4 with H.264 and AAC, or sound "
        "as MP3, and upload that."
    ),
    "polyglot": _(
        "Behind the picture another file is hidden. Open the picture in a picture program, save it anew and upload that."
    ),
    "ending": _(
        "The name ends with “.%(ending)s”, but the file is of another kind (%(found)s). Save it as what its name says, or "
        "give it the right ending, and upload it again."
    ),
    "empty": _("The file is empty."),
    "damaged": _("The file is damaged or cut off. Open it, save it anew and upload it again."),
    "encrypted": _("The file is protected by a password or encrypted. Save it without protection and upload it again."),
    "size": _("The file is too big (%(size)s). At most %(limit)s are taken."),
    "pixels": _("The picture has too many pixels. At most %(limit)s million are taken: make it smaller first."),
    "frames": _("The animation is too long. At most %(limit)s frames, and 200 million pixels in all, are taken."),
    "bomb": _("The file unpacks to far too much data. Save it anew and upload it again."),
    "entities": _("The file declares entities, which could draw in other files. Save it anew and upload it again."),
    "macros": _("The file contains macros. Save it without them and upload it again."),
    "embedded": _("The file contains another file that can't be cleaned. Remove it and upload the rest again."),
    "text": _("The text is not in UTF-8. Save it in that encoding and upload it again."),
    "tool": _("The program that removes hidden details from such files is missing on this server. Please tell the operator."),
    "heavy": _("The file needs too much time or memory to be checked. Make it smaller and upload it again."),
}  # fmt: skip

_KINDS = {
    "ole": "doc, xls, ppt",
    "zip": "ZIP",
    "markup": "HTML, SVG, XML",
    "text": "TXT",
    "program": "EXE",
}


def name_of_kind(kind):
    """What people call files of a kind: the usual ending, in capitals."""
    return _KINDS.get(kind) or ENDINGS.get(kind, (kind,))[0].upper()


def accepted(kinds):
    return listed(name_of_kind(kind) for kind in kinds)


def refusal(refused, kinds, ending="", size=0):
    """The sentence for a Refused, in the reader's language."""
    params = {
        "accepted": accepted(kinds),
        "ending": ending,
        "size": filesizeformat(size),
        "found": "?",
        "limit": "",
    }
    params |= refused.params
    if refused.code == "ending":
        params["found"] = name_of_kind(params["found"])
    if refused.code == "size":
        params["limit"] = filesizeformat(params["limit"])
    if refused.code == "pixels":
        params["limit"] = params["limit"] // 1_000_000
    return REFUSED[refused.code] % params


def what_was_removed(codes):
    """“Removed from the file: the place where it was made and dates.”; empty where nothing was."""
    names = [str(name) for code, name in REMOVED.items() if code in codes]
    if not names:
        return ""
    return gettext("Removed from the file: %(list)s.") % {"list": get_text_list(names, gettext("and"))}


HELP = _("Hidden details (place, names, dates) are removed when the file is uploaded.")
