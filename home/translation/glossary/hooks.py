"""What the glossary registers with Wagtail, called from home/wagtail_hooks.py."""

from django.urls import path
from wagtail import hooks

from home.translation.glossary.views import GlossaryView, WordView


@hooks.register("register_admin_urls")
def glossary_urls():
    return [
        path("translation/glossary/", GlossaryView.as_view(), name="translation_glossary"),
        path(
            "translation/glossary/<int:pk>/<slug:language>/",
            WordView.as_view(),
            name="translation_glossary_word",
        ),
    ]
