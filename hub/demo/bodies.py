"""The bodies of the demo's pages, with an id for every block and every item of a list, the same at each load:
translations hang on it."""

from hub.demo.content import identity
from hub.demo.pictures import drawing


def body_with_ids(data, pages):
    """`data["body"]` as a StreamField holds it; buttons name pages by their key, pictures a drawing.

    Buttons that lead to a page not in `pages` yet are left out.
    """

    def items(number, values):
        return [
            {"type": "item", "value": value, "id": str(identity(data["key"], number, place))}
            for place, value in enumerate(values)
        ]

    body = []
    for number, block in enumerate(data["body"]):
        value = block["value"]
        if block["type"] == "buttons":
            if not all(each["page"] in pages for each in value):
                continue
            value = items(number, [{"url": "", **each, "page": pages[each["page"]].pk} for each in value])
        elif block["type"] == "picture":
            value = {**value, "image": drawing(value["image"]).pk}
        elif isinstance(value, dict) and isinstance(value.get("items"), list):
            value = {**value, "items": items(number, value["items"])}
        body.append({"type": block["type"], "value": value, "id": str(identity(data["key"], number))})
    return body


def leads_on(data):
    """Whether the body has buttons."""
    return any(block["type"] == "buttons" for block in data["body"])
