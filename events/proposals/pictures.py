"""Pictures that hosts send with an event: cleaned as every upload and withheld, without any address, until staff approve it."""

from datetime import timedelta

from django.core import signing
from django.utils import timezone

from events.models import EventProposal
from home.models import HubImage
from home.pictures import withholding

TITLE = "Picture for an event"  # of what no page shows yet: it says nothing of who sent it
SALT = "events.proposals.pictures"
UNUSED_FOR = timedelta(days=3)  # longer than a form is good for


def keep(upload):
    """Store a cleaned upload (a CleanFile). → HubImage"""
    upload.name = f"event.{upload.ending}"
    return withholding.take_in(upload, TITLE)


def reference(pk, holder):
    """A signed text by which the form of `holder` names a picture that it has sent before."""
    return signing.dumps([pk, holder], salt=SALT)


def referred(text, holder):
    """The pk of that picture, or None where it isn't this holder's or is gone."""
    try:
        pk, named = signing.loads(text or "", salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return pk if named == holder and HubImage.every.filter(pk=pk).exists() else None


def publish(pk, title, alt):
    """An approved picture is one of the library, named after its event. Before its page is: pages know no other pictures."""
    sent = HubImage.every.filter(pk=pk, withheld=True, title=TITLE) if pk else HubImage.every.none()
    if sent.update(title=title[:255], description=alt[:255]):
        withholding.offer([pk])


def forget_of(proposals):
    """Pictures that were sent with these proposals and never published. → how many"""
    sent = HubImage.every.filter(
        pk__in=list(proposals.filter(picture__isnull=False).values_list("picture", flat=True)),
        withheld=True,
        title=TITLE,
    )
    return withholding.forget(sent.values_list("pk", flat=True))


def forget_unused():
    """For the scheduler: uploads of forms that were never sent, and of proposals that came to nothing."""
    waiting = EventProposal.objects.open().filter(picture__isnull=False)
    unused = HubImage.every.filter(
        withheld=True, title=TITLE, created_at__lt=timezone.now() - UNUSED_FOR
    ).exclude(pk__in=waiting.values("picture"))
    count = withholding.forget(unused.values_list("pk", flat=True))
    return f"{count}" if count else ""
