"""What the hub writes to people who sign up. Nothing of what they wrote, and nobody else's name or address, is in a mail."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.models import SignUp
from events.personal_links import CONFIRM, EMAIL
from events.retention import kept_until
from events.signing_up.places import places
from events.writing import footing, mine_link
from home.addresses import whole
from home.encryption import lookup_hash
from home.outbox import Letter

Kind = SignUp.Kind


def _typed():
    return _(
        "You get this because somebody typed your address into a form of our site. We write nothing else to it before you confirm it."
    )


def confirm(sign_up):
    return Letter(
        subject=_("Please confirm your e-mail address"),
        paragraphs=(
            _("Somebody, we hope you, gave this address on our site to take part in the Day."),
            _("Open the page below and press its button. Only then do we go on."),
        ),
        action=(_("Confirm my address"), _confirm_link(sign_up)),
        after=(
            _("The link is good for seven days."),
            _("Was it not you? Then do nothing: after these seven days we erase what was sent."),
        ),
        reason=_typed(),
    )


def remind(sign_up):
    return Letter(
        subject=_("Your sign-up still waits for one click"),
        paragraphs=(
            _("Two days ago somebody gave this address on our site to take part in the Day."),
            _("If it was you, open the page below and press its button. We don't remind you again."),
        ),
        action=(_("Confirm my address"), _confirm_link(sign_up)),
        after=(_("Was it not you? Then do nothing: in a few days we erase what was sent."),),
        reason=_typed(),
    )


def _confirm_link(sign_up):
    return CONFIRM.link(sign_up.pk, sign_up.nonce, sign_up.language)


def confirmed(sign_up, introduced):
    """What follows now. `introduced`: the cities in which a conversation with the coordinator began."""
    subjects = {
        Kind.JOIN: _("You are in"),
        Kind.COORDINATE: _("Thank you for offering to coordinate"),
        Kind.TELL: _("Thank you for telling us of an event"),
        Kind.NEWS: _("You will hear from us"),
    }
    paragraphs = {
        Kind.JOIN: _joined,
        Kind.COORDINATE: _offered,
        Kind.TELL: _told,
        Kind.NEWS: _news,
    }[sign_up.kind](sign_up, introduced)
    return Letter(
        subject=subjects[sign_up.kind],
        paragraphs=tuple(paragraphs),
        action=(_("See, change or erase what we keep"), mine_link(sign_up.person)),
        after=(_kept(sign_up),),
        reason=footing(sign_up.person),
    )


def _joined(sign_up, introduced):
    yield _("Your address is confirmed. Thank you for taking part.")
    for place in places(sign_up.edition, sign_up.cities.all()):
        name = place.city.display_name
        if place.city in introduced:
            yield _(
                "Somebody coordinates in {city}. We have begun a conversation between you on our site, and write to you when there is a message. Neither of you sees the other's address."
            ).format(city=name)
        else:
            yield _("Nobody coordinates in {city} yet. You could be the {role}: {link}").format(
                city=name, role=place.role["title"], link=coordinate_link(place.city)
            )
        yield from _where(place)


def _offered(sign_up, introduced):
    yield _("Your address is confirmed. Somebody of our team reads what you offer, and writes to you.")
    for place in places(sign_up.edition, sign_up.cities.all()):
        yield _("{city}: {role}. {reason}").format(
            city=place.city.display_name, role=place.role["title"], reason=place.role["reason"]
        )
        yield from _where(place)


def _told(sign_up, introduced):
    yield _("Your address is confirmed. Somebody of our team reads what you told us before it is public.")
    yield _("We write to you when that is done, or when we have a question.")


def _news(sign_up, introduced):
    yield _("Your address is confirmed. We write when there is news of the Day, a few times a year.")


def _where(place):
    if place.address:
        yield _("What is planned there, and the kit to print: {link}").format(link=place.address)
    if place.calendar:
        yield _("For your calendar: {link}").format(link=place.calendar)


def _kept(sign_up):
    if sign_up.kind == Kind.NEWS:
        return _("We keep your address and your language, encrypted, until you say stop.")
    return _("What you sent us is kept encrypted and erased on {date}.").format(
        date=date_format(kept_until(sign_up.edition))
    )


def coordinate_link(city):
    return whole(f"{reverse('sign-up-coordinate')}?city={city.geonameid}")


def declined(sign_up, words=""):
    """`words`: what staff say to this person, as a paragraph of its own."""
    return Letter(
        subject=_("About what you offered"),
        paragraphs=(
            _("Thank you for what you offered for the Day. We can't take it up this time."),
            _("You are welcome to take part in another way."),
            *([words] if words else []),
        ),
        action=(_("See, change or erase what we keep"), mine_link(sign_up.person)),
        reason=footing(sign_up.person),
    )


def your_link(person):
    return Letter(
        subject=_("Your link"),
        paragraphs=(
            _("Somebody, we hope you, asked our site for the link to what it keeps of you."),
            _("It opens without a password: keep it to yourself."),
        ),
        action=(_("See, change or erase what we keep"), mine_link(person)),
        after=(_("Was it not you? Then do nothing. The link comes to this address only."),),
        reason=footing(person),
    )


def new_address(person):
    return Letter(
        subject=_("Please confirm your new e-mail address"),
        paragraphs=(
            _("Somebody, we hope you, wishes to be written to at this address from now on."),
            _("Open the page below and press its button. Until then we use the address we had."),
        ),
        action=(
            _("Use this address"),
            EMAIL.link(person.pk, new_address_nonce(person), person.language or "en"),
        ),
        after=(_("The link is good for seven days. Was it not you? Then do nothing."),),
        reason=_typed(),
    )


def new_address_nonce(person):
    """What makes the link to a new address void: another address, or another nonce of the person."""
    return f"{person.nonce}:{lookup_hash(person.new_email)}"


def address_changed():
    """To the address that was in use until now."""
    return Letter(
        subject=_("Your e-mail address was changed"),
        paragraphs=(
            _("From now on we write to another address, as was asked with the link in one of our mails."),
            _(
                "Was it not you? Then somebody else read your mail. Write to us, and sign up again with this address."
            ),
        ),
        reason=_("You get this once, because this address was in use on our site until now."),
    )
