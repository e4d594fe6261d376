"""Making what pages show of a picture: in the worker, after an upload, a save or a publication.

`HubImage.made` holds the result, so that a page with any number of pictures asks for nothing more and makes nothing:
`{"first": [name, width, height], "wanted": [role, …], "<role>": {"version", "focus", "files": [[format, [[name, width,
height], …]], …], "moving": [[name, width, height], …]}}`, names as the storage knows them.
"""

import logging

from django.db import transaction
from wagtail.images.models import Filter, SourceImageIOError

from home.background.tasks import durable_task
from home.pictures.moving import make_moving
from home.pictures.roles import FIRST, ROLES

logger = logging.getLogger("hub.pictures")

PRIORITY = -10  # after what somebody waits for


def _focus(role, image):
    """What of the picture's focal point the role's files depend on."""
    return Filter(role.spec(role.widths[0], "jpeg")).get_cache_key(image)


def is_made(image, name):
    """Whether what stands in `made` for a role is what would be made now."""
    role, found = ROLES[name], image.made.get(name)
    return bool(found) and found["version"] == role.version and found["focus"] == _focus(role, image)


def _last_format(image):
    """The format that every browser knows: JPEG, or PNG where the picture is transparent."""
    with image.get_willow_image() as willow:
        return "png" if willow.has_alpha() else "jpeg"


def _entry(rendition):
    return [rendition.file.name, rendition.width, rendition.height]


def begin(image):
    """A new file: nothing of an older one stays, one size is there at once, the rest follows in the worker."""
    image.renditions.all().delete()
    if image.withheld:
        return
    make_first(image)
    want(image, ["text"])


def make_first(image):
    """Make the size that a page shows until there is more. → [name, width, height], None where there is nothing to show."""
    if image.withheld:
        return None
    role, width = ROLES[FIRST[0]], FIRST[1]
    try:
        width = min(width, max(role.widths_for(image)))
        with transaction.atomic():
            rendition = image.get_rendition(role.spec(width, _last_format(image)))
    except Exception as error:
        # A picture that can't be shown is no reason to lose it, or the page it stands on.
        logger.warning("Picture %s: no first size (%s).", image.pk, type(error).__name__)
        return None
    _note(image, first=_entry(rendition))
    return image.made["first"]


def _note(image, **values):
    """Write into `made` what others may be writing into as well; nothing where the file was replaced meanwhile."""
    with transaction.atomic():
        rows = type(image).objects.select_for_update().filter(pk=image.pk, token=image.token)
        made = rows.values_list("made", flat=True).first()
        if made is None:
            return False
        image.made = made | values
        rows.update(made=image.made)
    return True


def want(image, names):
    """Have these roles made in the background, unless they are."""
    missing = [name for name in names if not is_made(image, name)]
    if not missing or image.withheld:
        return
    wanted = sorted({*image.made.get("wanted", []), *missing})
    if wanted != image.made.get("wanted"):
        _note(image, wanted=wanted)
    make_later(image.pk, missing)


def make_later(pk, names):
    """Have the worker make these roles once the transaction is committed."""
    transaction.on_commit(lambda: make_roles.enqueue(pk, names), robust=True)


def refresh(image):
    """After an edit: what was made for another focal point is made again."""
    want(image, [name for name in image.made if name in ROLES and not is_made(image, name)])


@durable_task(retries=2, priority=PRIORITY)
def make_roles(image_id, names):
    """Make every file of these roles for a picture; does nothing where they are there."""
    from home.models import HubImage

    image = HubImage.objects.filter(pk=image_id).first()
    if image is None:
        return
    try:
        for name in names:
            if name in ROLES and not is_made(image, name):
                _make(image, ROLES[name])
    except (
        SourceImageIOError
    ):  # replaced or withdrawn meanwhile, or its file is missing: trying again at once is no use
        logger.info("Picture %s can't be made now; the scheduler asks again.", image_id)


def _make(image, role):
    widths = role.widths_for(image)
    forms = [*role.formats[:-1], _last_format(image)]
    specs = {(form, width): role.spec(width, form) for form in forms for width in widths}
    files = {form: [] for form in forms}
    for form, width in specs:  # one at a time: each is kept as soon as it is there
        files[form].append(_entry(image.get_rendition(specs[form, width])))
    moving = make_moving(image, widths) if image.frames > 1 and role.ratio is None else []
    focus = _focus(role, image)
    made = {
        "version": role.version,
        "focus": focus,
        "files": [[form, files[form]] for form in forms],
        "moving": moving,
    }
    wanted = [name for name in image.made.get("wanted", []) if name != role.name]
    if _note(image, wanted=wanted, **{role.name: made}):
        _drop_other_focus(image, set(specs.values()))


def _drop_other_focus(image, specs):
    for spec in specs:
        key = Filter(spec).get_cache_key(image)
        for old in image.renditions.filter(filter_spec=spec).exclude(focal_point_key=key):
            old.delete()


def complete():
    """For the scheduler: whatever is wanted and not there is asked for again."""
    from home.models import HubImage

    asked = 0
    for image in HubImage.objects.filter(made__has_key="wanted").iterator():
        missing = [name for name in image.made["wanted"] if name in ROLES and not is_made(image, name)]
        if missing:
            make_roles.enqueue(image.pk, missing)
            asked += 1
    return f"{asked}" if asked else ""
