"""A picture as HTML: `<picture>` with what was made for a role, or with what there is."""

from django.core.files.storage import default_storage
from django.utils.html import format_html, format_html_join

from home.addresses import whole
from home.pictures import making
from home.pictures.roles import ROLES

TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}


def _set(entries):
    return ", ".join(f"{default_storage.url(name)} {width}w" for name, width, _height in entries)


def _sources(found, sizes):
    """(media, type, srcset, sizes) of every <source>, the best first."""
    if found.get("moving"):
        yield "(prefers-reduced-motion: no-preference)", TYPES["webp"], _set(found["moving"]), sizes
    for form, entries in found["files"][:-1]:
        yield "", TYPES[form], _set(entries), sizes


def _shown(role, entries):
    """How wide the layout shows it: a small picture no wider than it is."""
    most = entries[-1][1]
    if role.ratio is None and most < role.widths[-1]:
        return f"(min-width: {most + 64}px) {most}px, 94vw"
    return role.sizes


def _source(media, kind, srcset, sizes):
    condition = format_html(' media="{}"', media) if media else ""
    return format_html('<source type="{}"{} srcset="{}" sizes="{}">', kind, condition, srcset, sizes)


def _middle(entries):
    """The entry for browsers that choose none: not the largest."""
    return entries[min(1, len(entries) - 1)]


def _img(entry, alt, eager, srcset="", sizes=""):
    name, width, height = entry
    chosen = format_html(' srcset="{}" sizes="{}"', srcset, sizes) if srcset else ""
    loading = format_html(' fetchpriority="high"') if eager else format_html(' loading="lazy"')
    return format_html(
        '<img src="{}"{} width="{}" height="{}" alt="{}"{} decoding="async">',
        default_storage.url(name),
        chosen,
        width,
        height,
        alt,
        loading,
    )


def markup(image, role, alt="", eager=False):
    """HTML of `image` (a HubImage) in a role of roles.ROLES; empty where there is nothing to show but `alt` is empty, too.

    Makes and writes nothing where something was made before. Until the worker is done one size stands for all.
    """
    found = image.made.get(role)
    if found:
        last = found["files"][-1][1]
        sizes = _shown(ROLES[role], last)
        sources = format_html_join("", "{}", ((_source(*each),) for each in _sources(found, sizes)))
        return format_html(
            "<picture>{}{}</picture>", sources, _img(_middle(last), alt, eager, _set(last), sizes)
        )
    first = image.made.get("first") or making.make_first(image)
    if first:
        return format_html("<picture>{}</picture>", _img(first, alt, eager))
    return (
        format_html('<span class="picture__missing" role="img" aria-label="{}">{}</span>', alt, alt)
        if alt
        else ""
    )


def shared(image):
    """{"url", "width", "height"} of the picture for sharing, its address whole; None while there is none."""
    found = image.made.get("share")
    entry = found["files"][-1][1][0] if found else image.made.get("first")
    if not entry:
        return None
    name, width, height = entry
    return {
        "url": whole(default_storage.url(name)),
        "width": width,
        "height": height,
    }
