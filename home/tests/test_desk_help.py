"""Every field that somebody fills in says what it is for."""

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.urls import get_resolver
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import get_page_models

from home.models import BasePage

# Wagtail's own, which stand in dialogs with words of their own.
STANDARD = {"go_live_at", "expire_at", "comment_notifications"}


def silent(form, where):
    """Names of the fields of a form, and of the lists on it, that say nothing."""
    found = [
        f"{where}.{name}"
        for name, field in form.fields.items()
        if name not in STANDARD and not isinstance(field.widget, forms.HiddenInput) and not field.help_text
    ]
    for name, formset in getattr(form, "formsets", {}).items():
        if name != "comments":
            inner = {key: field for key, field in formset.empty_form.fields.items() if key != "DELETE"}
            found += [
                f"{where}.{name}.{key}"
                for key, field in inner.items()
                if not isinstance(field.widget, forms.HiddenInput) and not field.help_text
            ]
    return found


PAGES = [model for model in get_page_models() if issubclass(model, BasePage)]


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_every_field_of_a_page_says_what_it_is_for(db, model):
    form = model.get_edit_handler().get_form_class()(instance=model())
    assert silent(form, model.__name__) == []


def record_screens():
    len(get_resolver().url_patterns)  # the admin's screens are registered when its addresses are read
    return [
        each
        for each in viewsets.viewsets
        if isinstance(each, ModelViewSet)
        and each.model._meta.app_label in {"home", "events", "resources"}
        and each.model is not get_user_model()
    ]


def test_every_field_of_a_record_and_a_snippet_says_what_it_is_for(db):
    screens = record_screens()
    assert len(screens) > 10
    found = []
    for screen in screens:
        form_class = screen.get_form_class(for_update=True)
        found += silent(form_class(instance=screen.model()), screen.model.__name__)
    assert found == []
