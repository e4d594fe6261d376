"""The host is told that an answer waits; what it says stands on a page that only they open."""

from django.utils.translation import gettext as _

from events.hosting.links import way_in
from events.personal_links import PROPOSAL
from events.proposals.hosts import person_of
from events.writing import write_to
from home.outbox import Letter


def answer_link(proposal):
    """Where its host reads the answer: a coordinator in their room, somebody who told of it on its own page."""
    if proposal.coordinator_id:
        return way_in(proposal.coordinator, "host-events", proposal.city.geonameid)
    person = proposal.sign_up.person
    return PROPOSAL.link(proposal.pk, person.nonce, person.language or proposal.language)


def tell_of_answer(proposal):
    """Queue the mail; none where nobody is known who could be answered."""
    person = person_of(proposal)
    if person is None:
        return None
    link = answer_link(proposal)

    def letter():
        return Letter(
            subject=_("An answer about your event waits for you"),
            paragraphs=(
                _("Staff have looked at the event that you sent us. Their answer waits on our site."),
            ),
            action=(_("Read the answer"), link),
            reason=_("You get this because you told us of an event for the Day."),
        )

    return write_to(
        person,
        "event-answer",
        letter,
        about=f"events.eventproposal:{proposal.pk}",
        key=f"event-answer:{proposal.pk}:{proposal.decided_at.timestamp()}",
    )
