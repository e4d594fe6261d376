"""How a field of an answer is told: by a function of (page, answer), `answer` being the `Answer` the page stands in."""

from rest_framework.fields import Field

from home.languages import bcp47


class Told(Field):
    """A field of the answer that a function says."""

    def __init__(self, tell, **kwargs):
        super().__init__(read_only=True, **kwargs)
        self.tell = tell

    def get_attribute(self, page):
        return page

    def to_representation(self, page):
        return self.tell(page, self.context["view"].answer)


def own(name):
    """A text of the page itself."""
    return lambda page, answer: getattr(page, name)


def words(name):
    """Blocks, or rich text as HTML, with public references only."""
    return lambda page, answer: answer.words(page, name)


def fact(records, name):
    """What the page's record says: `records` is the name of the records in the answer."""
    return lambda page, answer: getattr(record(records, page, answer), name)


def record(records, page, answer):
    return getattr(answer, records)[page.record_id]


def language_tag(code):
    return bcp47(code) if code else None
