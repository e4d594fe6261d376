"""What the room does in the background."""

from events.hosting import letters, links
from home.background.tasks import durable_task


@durable_task()
def links_wanted(email_hash):
    """Somebody asked for the link of an address. Whether anybody has it is found out here, so that the page can't tell."""
    return links.send_links_to(email_hash)


@durable_task(retries=6)
def deliver_letter(pk):
    return letters.deliver(pk)
