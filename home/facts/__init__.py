"""Facts on a page's form: kept in the page's revision until the original is published, then written to the record."""

from home.facts.drafts import connect
from home.facts.forms import FactsPageForm, facts_panels

__all__ = ["FactsPageForm", "connect", "facts_panels"]
