"""Everything that the hub keeps of a person, as a file for that person. Neither notes of the desk nor what others wrote."""

from events.models import Message, Side


def everything(person):
    """A dict for JSON."""
    return {
        "person": {
            "name": person.name,
            "email": person.email,
            "email_to_be_confirmed": person.new_email,
            "telephone": person.telephone,
            "language": person.language,
            "address_confirmed": person.confirmed_at,
            "kept_since": person.created_at,
        },
        "sign_ups": [_sign_up(each) for each in person.sign_ups.order_by("pk")],
        "agreements": [_consent(each) for each in person.consents.order_by("pk")],
        "coordinates": [_coordinator(each) for each in person.coordinates.order_by("pk")],
        "messages_written": _messages(person),
        "hosts": [
            {"event": str(host.event), "display": host.display}
            for host in person.hosted.select_related("event__city")
        ],
    }


def _sign_up(each):
    from events.signing_up.telling import told

    return {
        "kind": each.kind,
        "state": each.state,
        "edition": each.edition.year,
        "cities": [str(city) for city in each.cities.all()],
        "event": str(each.event) if each.event else None,
        "activities": each.activities,
        "display": each.display,
        "organisation": each.organisation,
        "note": each.note,
        "event_told_of": told(each),
        "language": each.language,
        "sent": each.created_at,
        "confirmed": each.confirmed_at,
        "decided": each.decided_at,
    }


def _consent(each):
    return {
        "purpose": each.purpose,
        "words": each.wording,
        "language": each.language,
        "edition": each.edition.year if each.edition else None,
        "given": each.given_at,
        "withdrawn": each.withdrawn_at,
    }


def _coordinator(each):
    return {
        "edition": each.edition.year,
        "cities": [str(city) for city in each.cities.all()],
        "display": each.display,
        "active": each.active,
        "events_proposed": [proposal.content for proposal in each.proposals.order_by("pk")],
        "letters_written": [letter.text for letter in each.letters.order_by("pk")],
    }


def _messages(person):
    """What this person wrote themselves, on either side."""
    asked = Message.objects.filter(conversation__seeker=person, side=Side.SEEKER)
    answered = Message.objects.filter(conversation__coordinator__person=person, side=Side.COORDINATOR)
    return [
        {"written": each.written_at, "text": each.text} for each in (asked | answered).order_by("written_at")
    ]
