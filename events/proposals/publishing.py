"""A proposal becomes an event with its page, or changes one: everything in one transaction, past the gates of publishing."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Event, EventPage
from events.proposals import body, pictures
from events.proposals.content import FACTS, changed, of_event, read, set_facts
from events.proposals.hosts import set_host
from events.proposals.places import free_slug, list_in, locale_of

WORDS = ("title", "summary")


def original_page(event):
    """The page of an event that its translations come from, as it is stored; None where there is none."""
    pages = EventPage.objects.filter(event=event).select_related("event__city", "event__edition", "locale")
    return next((page for page in pages.order_by("pk") if page.is_original), None)


def as_content(page):
    """What an event and its page say now, as a host would have written it."""
    words = {name: getattr(page, name) for name in WORDS}
    return read({**of_event(page.event), **words, **body.read(page)})


def current(event):
    """The same of an event, or {} where no page speaks of it."""
    page = original_page(event) if event else None
    return as_content(page) if page else {}


@transaction.atomic
def put_on_site(proposal, by=None):
    """Make or change the event as the proposal says. Returns its page; raises ValidationError, PublishRefused among them."""
    content = read(proposal.said)
    pictures.publish(content["picture"], content["title"], content["picture_alt"])
    return _change(proposal, content, by) if proposal.event_id else _make(proposal, content, by)


def changed_keys(proposal, content):
    """What the host changed; what else the event says stays, whoever wrote it since."""
    keys = changed(read(proposal.before_that), content) if proposal.before else list(content)
    return [*keys, "picture"] if "picture_alt" in keys else keys


def write_words(page, content, keys):
    for name in WORDS:
        if name in keys:
            setattr(page, name, content[name])
    body.write(page, content, keys)


def _checked(event):
    """Raises ValidationError by field where the event can't be."""
    event.full_clean(exclude=["edition", "starts_at", "ends_at"], validate_constraints=False)


def _make(proposal, content, by):
    locale = locale_of(proposal.language)
    if not content["title"]:
        raise ValidationError({"title": _("The event needs a title.")})
    event = Event(edition=proposal.edition, city=proposal.city)
    set_facts(event, content)
    _checked(event)
    parent = list_in(proposal.edition, locale, by)
    page = EventPage(
        title=content["title"],
        slug=free_slug(proposal.edition, content["title"], proposal.city, content["starts_on"]),
        locale=locale,
        event=event,
        live=False,
    )
    write_words(page, content, ("summary", *body.BLOCKS))
    parent.add_child(instance=page)
    set_host(page.event, proposal, content)
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()
    return page


def _change(proposal, content, by):
    page = original_page(proposal.event)
    if page is None:
        raise ValidationError(_("The page of this event was deleted. There is nothing to change."))
    keys = changed_keys(proposal, content)
    facts = [key for key in FACTS if key in keys]
    if facts:
        event = page.event
        set_facts(event, content, facts)
        _checked(event)
        event.save()
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    words = [key for key in (*WORDS, *body.BLOCKS) if key in keys]
    if words:
        _publish_words(page, draft, content, words, by)
    page.refresh_from_db()
    return page


def _publish_words(page, draft, content, words, by):
    """Of a live page at once. What an editor has not published stays a draft, with the host's change in it."""
    if page.live:
        write_words(page, content, words)
        page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    if draft is not None or not page.live:
        draft = draft or page
        write_words(draft, content, words)
        draft.save_revision(user=by)
