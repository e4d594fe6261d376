"""The demo's own drawings, as pictures of the site. Their sources are the SVG files in `art/`."""

from django.core.files import File

from home.models import HubImage
from hub.demo.content import ART


def drawing(name):
    """The picture made of `art/<name>.jpg`, loaded when it is first asked for."""
    title = f"Drawing: {name}"
    found = HubImage.objects.filter(title=title).first()
    if found is None:
        path = ART / f"{name}.jpg"
        with path.open("rb") as stream:
            found = HubImage.objects.create(title=title, file=File(stream, name=path.name))
    return found
