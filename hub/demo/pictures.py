"""The demo's own drawings, as pictures of the site. Their sources are the SVG files in `art/`."""

from home.cleaning.uploads import clean_made
from home.models import HubImage
from hub.demo.content import ART


def drawing(name):
    """The picture made of `art/<name>.jpg`, loaded when it is first asked for."""
    title = f"Drawing: {name}"
    found = HubImage.objects.filter(title=title).first()
    if found is None:
        made = clean_made((ART / f"{name}.jpg").read_bytes(), f"{name}.jpg", "picture")
        found = HubImage.objects.create(title=title, file=made)
    return found
