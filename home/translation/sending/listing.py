"""What is sent: things × languages, as items of a job."""

from wagtail.models import Page


def items_for(things, locales):
    """Dicts for `jobs.start`: each thing in each language but its own; parents first, so that none is made on the way."""
    for thing in sorted(things, key=lambda each: getattr(each, "path", "")):
        model = thing.cached_content_type.model_class() if isinstance(thing, Page) else type(thing)
        for locale in locales:
            if locale.pk != thing.locale_id:
                yield {
                    "name": getattr(thing, "draft_title", "") or str(thing),
                    "translation_key": thing.translation_key,
                    "locale": locale,
                    "data": {"model": model._meta.label_lower},
                }
