"""What pages use pictures for, and the sizes that each use needs."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """`widths` in pixels; `ratio` (width, height): cropped to it around the focal point, None: whole; `sizes`: how wide
    the layout shows it, as CSS says it; `formats`: best first, the last is what every browser knows."""

    name: str
    widths: tuple
    sizes: str
    ratio: tuple | None = None
    formats: tuple = ("avif", "webp", "jpeg")

    @property
    def version(self):
        """Changes with what the role asks for, so that what was made before is made anew."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:12]

    def spec(self, width, form):
        """Wagtail's words for one file: `width-800|format-avif`."""
        if self.ratio is None:
            return f"width-{width}|format-{form}"
        return f"fill-{width}x{round(width * self.ratio[1] / self.ratio[0])}|format-{form}"

    def widths_for(self, image):
        """The widths that this picture can fill, and its own where it is smaller than the next."""
        most = image.width
        if self.ratio is not None:
            most = min(most, image.height * self.ratio[0] // self.ratio[1])
        fitting = [width for width in self.widths if width <= most]
        if len(fitting) < len(self.widths) and most not in fitting:
            fitting.append(max(most, 1))
        return fitting


ROLES = {
    role.name: role
    for role in (
        Role("text", (400, 800, 1200, 1600), "(min-width: 50rem) 46rem, 94vw"),
        Role(
            "card", (320, 640, 960), "(min-width: 60rem) 22rem, (min-width: 40rem) 45vw, 94vw", ratio=(3, 2)
        ),
        Role("share", (1200,), "", ratio=(1200, 630), formats=("jpeg",)),
    )
}

FIRST = ("text", 800)
"""The one size that is made at once, when a picture is uploaded: what pages show until the worker has made the rest."""
