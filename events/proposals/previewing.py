"""The page that readers would see, before anything is saved."""

import uuid

from wagtail.models import Page

from events.models import Event, EventHost, EventPage, PublicDisplay
from events.proposals.content import FACTS, read, set_facts
from events.proposals.hosts import display_of, person_of
from events.proposals.places import lists_of, locale_of
from events.proposals.publishing import changed_keys, original_page, write_words
from home.facts.drafts import changes, values_of


def page_to_see(proposal):
    """An `EventPage` that is not saved. Raises ValidationError where there can't be one."""
    content = read(proposal.said)
    return _changed(proposal, content) if proposal.event_id else _new(proposal, content)


def _changed(proposal, content):
    page = original_page(proposal.event)
    keys = changed_keys(proposal, content)
    names = [name for name in FACTS if name in keys]
    before = values_of(page.event, names)
    set_facts(page.event, content, names)
    # As an editor's draft is seen: the page reads its record anew and puts on it what is drafted.
    page.facts_draft = changes(before, values_of(page.event, names))
    write_words(page, content, keys)
    return page


def _new(proposal, content):
    event = Event(edition=proposal.edition, city=proposal.city)
    set_facts(event, content)
    event.hosts = [_host(proposal, content)]
    page = EventPage(title=content["title"], slug="preview", locale=locale_of(proposal.language), event=event)
    page.translation_key = uuid.uuid4()
    page.original_language = proposal.language
    write_words(page, content, list(content))
    lists = lists_of(proposal.edition)
    if lists:  # a place in the tree, as Wagtail gives one to the preview of a new page
        parent = lists[0]
        page.path = Page._get_children_path_interval(parent.path)[1]
        page.depth = parent.depth + 1
        page.set_url_path(parent)
    return page


def _host(proposal, content):
    display, name = display_of(proposal, content)
    host = EventHost(person=person_of(proposal), display=display)
    if host.person:
        host.person.agreed_word = host.person.name  # as it is once somebody approves; nothing is saved here
    if display == PublicDisplay.ORGANISATION:
        # No more than its name is shown, and it need not be in the list yet.
        host.organisation_id, host.organisation_name = -1, name
    return host
