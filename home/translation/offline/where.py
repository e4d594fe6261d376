"""Where on the page a text stands, in words for somebody who does not see the page."""

from home.translation.workbench.places import place


def where(instance, path):
    """("Heading (3): Text", help text, how many characters fit or None) of a content path in a page or snippet."""
    found = place(instance, path)
    heading = f"{found.heading} ({found.number})" if found.number else found.heading
    return (
        ": ".join(str(part) for part in (heading, found.label) if part),
        str(found.help_text),
        found.longest,
    )
