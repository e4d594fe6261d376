"""What an Office Open XML package says about itself: who made it, when, with what. None of it is taken over."""

from home.cleaning.formats.markup import local

_PROPERTIES = {
    "creator": "author",
    "lastModifiedBy": "author",
    "Company": "author",
    "Manager": "author",
    "created": "dates",
    "modified": "dates",
    "lastPrinted": "dates",
    "TotalTime": "dates",
    "Application": "software",
    "AppVersion": "software",
    "Template": "software",
    "title": "description",
    "subject": "description",
    "description": "description",
    "keywords": "description",
    "category": "description",
    "HyperlinkBase": "external",
    "property": "other",
}
"""Names in the files of properties → what they tell."""


def told_by(root):
    """Codes of what a file of properties tells."""
    told = {
        _PROPERTIES.get(local(element.tag))
        for element in root.iter()
        if (element.text or "").strip() or local(element.tag) == "property"
    }
    return told - {None}
