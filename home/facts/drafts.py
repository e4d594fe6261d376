"""What an editor changed of a record and has not published: {field: [value before, value drafted]}, as JSON.

Only changes are kept, each with what it changes, so that an old draft never brings back facts that somebody corrected since.
"""

import json

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _
from wagtail.signals import page_published

from home.registries import publish_gates


def as_json(value):
    """A field's value as JSON keeps it: ids for foreign keys, text for dates and times."""
    if isinstance(value, models.Model):
        value = value.pk
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def values_of(record, names):
    """{field: value as JSON} of a record, drafted or stored."""
    return {name: as_json(getattr(record, record._meta.get_field(name).attname)) for name in names}


def changes(before, after):
    """The draft that leads from one set of values to another, or None where nothing differs."""
    return {name: [before[name], value] for name, value in after.items() if value != before[name]} or None


def _set(record, name, value):
    field = record._meta.get_field(name)
    setattr(record, field.attname, value if field.is_relation else field.to_python(value))


def apply(record, draft):
    """`record` with what is drafted set on it, where it still is as it was when that was typed; not saved."""
    current = values_of(record, draft or ())
    for name, (before, value) in (draft or {}).items():
        if current[name] == before:
            _set(record, name, value)
    return record


def overtaken(record, draft):
    """Fields that somebody else changed since they were drafted, to something else than what is drafted."""
    current = values_of(record, draft or ())
    return [name for name, (before, value) in (draft or {}).items() if current[name] not in (before, value)]


def drafted(page):
    """The draft of an original; None on any other page."""
    has_facts = getattr(page, "facts_field", "") and getattr(page, "record_id", None)
    return page.facts_draft if has_facts and page.facts_draft and page.is_original else None


def _stored(page):
    return type(page.facts).objects.get(pk=page.record_id)


def gate(page):
    """A page whose drafted facts no longer fit may not go live: somebody must look first."""
    draft = drafted(page)
    if not draft:
        return []
    record = _stored(page)
    reasons = [
        _("“%(field)s” was changed meanwhile. Open the page, check the facts and publish again.")
        % {"field": record._meta.get_field(name).verbose_name}
        for name in overtaken(record, draft)
    ]
    if reasons:
        return reasons
    try:
        apply(record, draft).full_clean()
    except ValidationError as error:
        return error.messages
    return []


def apply_on_publish(sender, instance, revision=None, **kwargs):
    """When an original is published its drafted facts become the record's, in every language at once.

    A signal, because Wagtail has no other door that scheduled, moderated and immediate publishing all pass.
    """
    draft = drafted(instance)
    if not draft:
        return
    record = apply(_stored(instance), draft)
    record.save()
    setattr(instance, instance.facts_field, record)
    type(instance)._base_manager.filter(pk=instance.pk).update(facts_draft=None)
    instance.facts_draft = None
    if revision and revision.content.get("facts_draft"):
        revision.content["facts_draft"] = None  # it is done: whoever goes back to this version gets its words
        revision.save(update_fields=["content"])


def connect():
    page_published.connect(apply_on_publish, dispatch_uid="home.facts.apply_on_publish")
    publish_gates.register("facts", gate)
