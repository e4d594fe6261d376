"""What is worth knowing before one prints or shares: the same for every resource of a kind, so no editor has to write it."""

from django.utils.translation import gettext_lazy as _


def tips(resource):
    """Sentences on the files of a Resource, those on its papers first."""
    papers = {file.paper for file in resource.files.all()}
    on_paper = papers & {"a4", "a3", "letter"}
    found = []
    if on_paper:
        found.append(_("Print at 100 % (“actual size”), so that nothing is cut off or shrunk."))
    if {"a4", "letter"} <= papers:
        found.append(_("A4 is the paper of most countries, Letter that of North America."))
    if "a3" in papers:
        found.append(_("A3 is twice as big as A4: a copy shop can print it if your printer can't."))
    if papers & {"screen", "phone"}:
        found.append(_("What is made for screens and phones is for sharing. On paper it looks coarse."))
    if on_paper:
        found += _BY_KIND.get(resource.kind, [])
    return found


_BY_KIND = {
    "petition_letter": [
        _("Print on one side, sign with a pen, and keep a copy of what you hand over."),
    ],
    "poster": [_("Thick paper lasts longer outdoors. Ask before you put it up.")],
    "flyer": [_("Print on both sides where the printer can: it saves paper.")],
    "signature_sheet": [_("Print on one side, take more sheets than you need, and number them.")],
    "prayer_points": [_("Print a few for those who have no phone with them.")],
    "fact_sheet": [_("Print on both sides where the printer can: it saves paper.")],
}
