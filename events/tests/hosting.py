"""Coming into a coordinator's room, as somebody does who has the mail."""

import re

from events.hosting import way_in


def token_in(page):
    """The token of what a page is about: inside the room that of “Leave” stands before it."""
    tokens = re.findall(r'name="token_field"\s+value="([^"]+)"', page.content.decode())
    return tokens[min(len(tokens) - 1, "room__leave" in page.content.decode())]


def press(client, address, **data):
    """Open a page and send its form."""
    return client.post(address, {"token_field": token_in(client.get(address)), **data})


def leave_token(page):
    """The token of “Leave”, and of every other button of the room."""
    return re.search(r'room__leave.*?name="token_field"\s+value="([^"]+)"', page.content.decode(), re.DOTALL)[
        1
    ]


def enter(client, coordinator):
    """Come in by the personal link."""
    return press(client, way_in(coordinator))
