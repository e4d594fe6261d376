"""What sign-ups do in the background."""

from events.signing_up import linking
from home.background.tasks import durable_task


@durable_task()
def links_wanted(address_hash):
    """Whether anybody has this address is found out here, not while somebody waits for an answer."""
    linking.send_links(address_hash)
