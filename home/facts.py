"""Facts on a page's form: kept in the page's revision until the original is published, then written to the record."""

import json

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.signals import page_published

from home.publishing import GatedPageForm

PREFIX = "facts-"


def encode(record_form):
    """The cleaned values of a facts form as JSON: foreign keys as ids, dates and times as text."""
    values = {}
    for name, value in record_form.cleaned_data.items():
        if isinstance(value, models.Model):
            value = value.pk
        elif isinstance(value, models.QuerySet):
            value = [each.pk for each in value]
        values[name] = value
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def apply_draft(record, draft):
    """`record` with the drafted values set on it; not saved."""
    for name, value in (draft or {}).items():
        field = record._meta.get_field(name)
        if field.many_to_many:
            continue
        if field.is_relation:
            setattr(record, field.attname, value)
        else:
            setattr(record, name, field.to_python(value))
    return record


def apply_on_publish(sender, instance, **kwargs):
    """In the transaction that publishes an original, its drafted facts become the record's, in every language at once.

    A signal, because Wagtail has no other door that scheduled, moderated and immediate publishing all pass.
    """
    draft = getattr(instance, "facts_draft", None)
    if not draft or not getattr(instance, "facts_field", "") or not instance.is_original:
        return
    record = apply_draft(type(instance.facts).objects.get(pk=instance.facts.pk), draft)
    record.full_clean()
    record.save()
    setattr(instance, instance.facts_field, record)
    type(instance)._base_manager.filter(pk=instance.pk).update(facts_draft=None)
    instance.facts_draft = None


def connect():
    page_published.connect(apply_on_publish, dispatch_uid="home.facts.apply_on_publish")


class RecordForm(WagtailAdminModelForm):
    """The record's own fields with the admin's widgets; lists that hang on it have their own form in the admin."""

    class Meta:
        formsets = []


class FactsPanel(FieldPanel):
    """A field of the record on the page's form: the form adds it, so it is none of the page's own fields."""

    def get_form_options(self):
        return {}


class RecordLinkPanel(Panel):
    """A link to the record's own form, where what hangs on it (hosts, files, captions) is edited."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "admin/record_link.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            key = getattr(self.instance, f"{self.instance.facts_field}_id")
            if key:
                context["record_url"] = AdminURLFinder(self.request.user).get_edit_url(self.instance.facts)
            return context


def facts_panels(names, heading):
    """The facts as one group of the page's form, and the way to the record itself."""
    return MultiFieldPanel(
        [*[FactsPanel(f"{PREFIX}{name}") for name in names], RecordLinkPanel()],
        heading=heading,
        help_text=_(
            "The same in every language; they change everywhere when the original page is published."
        ),
    )


class FactsPageForm(GatedPageForm):
    """A page's form with the facts of its record beside the words; on a translation the facts are read-only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        page = self.instance
        record_id = getattr(page, f"{page.facts_field}_id", None)
        model = page._meta.get_field(page.facts_field).related_model
        record = page.facts if record_id else model()
        apply_draft(record, page.facts_draft)
        form_class = forms.modelform_factory(
            model, form=RecordForm, fields=page.facts_fields, formfield_callback=formfield_for_dbfield
        )
        self.facts_form = form_class(
            data=self.data if self.is_bound else None, instance=record, prefix=PREFIX.rstrip("-")
        )
        self.facts_editable = bool(page.pk is None or page.is_original)
        for name, field in self.facts_form.fields.items():
            bound_name = f"{PREFIX}{name}"
            field.disabled = not self.facts_editable
            if field.disabled:
                field.help_text = _("The same in every language. Change it on the original page.")
            self.fields[bound_name] = field
            self.initial[bound_name] = self.facts_form.get_initial_for_field(field, name)

    def clean(self):
        cleaned = super().clean()
        if self.facts_editable and not self.facts_form.is_valid():
            for name, errors in self.facts_form.errors.items():
                field = f"{PREFIX}{name}" if name in self.facts_form.fields else None
                for error in errors:
                    if field is None or error not in self.errors.get(field, []):
                        self.add_error(field, error)
        return cleaned

    def gated_instance(self):
        page = self.instance
        page.facts_draft = encode(self.facts_form) if self.facts_editable else page.facts_draft
        if getattr(page, f"{page.facts_field}_id") is None:
            setattr(page, page.facts_field, self.facts_form.instance)
        return page

    def save(self, commit=True):
        page = self.instance
        if self.facts_editable:
            values = encode(self.facts_form)
            if getattr(page, f"{page.facts_field}_id") is None:
                record = self.facts_form.save()
                setattr(page, page.facts_field, record)
                page.facts_draft = None
            else:
                page.facts_draft = values
        return super().save(commit)
