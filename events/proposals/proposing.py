"""A host or a visitor proposes an event, changes what they proposed, or takes it back."""

import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from events.models import EventProposal
from events.proposals.content import read
from events.proposals.publishing import current, put_on_site

State = EventProposal.State


@transaction.atomic
def propose(
    *, edition, city, language, content, coordinator=None, sign_up=None, event=None, picture=None, before=None
):
    """Keep an event as somebody wrote it. Returns the `EventProposal`, approved at once where its host is trusted.

    `content`: see `content.read`; whatever is in it, it is taken. `event`: the one that it changes; `before`: what that
    said when the host began to write (a content), what it says now otherwise. `picture`: a HubImage that isn't public.
    """
    said = read({**content, "picture": picture.pk if picture else content.get("picture")})
    if sign_up is not None:
        known = EventProposal.objects.filter(sign_up=sign_up).first()
        if known:
            return known  # told twice, kept once
    proposal = None
    if event is not None:
        before = read(before) if before else current(event)
        # One open proposal for an event: what was not decided yet gives way to what the host says now.
        proposal = EventProposal.objects.open().select_for_update().filter(event=event).first()
    if proposal is None:
        proposal = EventProposal(edition=edition, city=city, event=event)
    proposal.language, proposal.coordinator, proposal.sign_up = language, coordinator, sign_up
    proposal.content = json.dumps(said)
    proposal.before = json.dumps(before) if before else ""
    proposal.picture_id = said["picture"]
    proposal.state = State.SUBMITTED
    proposal.save()
    if coordinator is not None and coordinator.trusted:
        _apply_at_once(proposal)
    return proposal


@transaction.atomic
def send_again(proposal, content, language):
    """The host has changed what is not decided yet. Returns the `EventProposal`, None where it was decided meanwhile."""
    row = EventProposal.objects.open().select_for_update().filter(pk=proposal.pk).first()
    if row is None:
        return None
    said = read(content)
    row.content, row.picture_id, row.state, row.language = (
        json.dumps(said),
        said["picture"],
        State.SUBMITTED,
        language,
    )
    row.save()
    if row.coordinator is not None and row.coordinator.trusted:
        _apply_at_once(row)
    return row


@transaction.atomic
def withdraw(proposal):
    """The host takes back what is not decided yet; what they wrote is forgotten. Returns whether that was still possible."""
    return bool(
        EventProposal.objects.open()
        .filter(pk=proposal.pk)
        .update(state=State.WITHDRAWN, content="", before="", picture=None, decided_at=timezone.now())
    )


def _apply_at_once(proposal):
    """What a trusted host writes is published. Where the site can't publish it, the desk finds it waiting."""
    try:
        with transaction.atomic():
            page = put_on_site(proposal)
    except ValidationError:
        return
    proposal.state, proposal.event, proposal.decided_at = State.APPROVED, page.event, timezone.now()
    proposal.save()
