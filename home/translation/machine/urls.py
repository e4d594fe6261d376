"""Addresses that have machines draft, in the admin."""

from django.urls import path

from home.translation.machine import views

urls = [
    path("translation/machine/", views.draft_many, name="translation_machine_many"),
    path("translation/machine/<int:pk>/", views.draft, name="translation_machine"),
    path("translation/machine/<int:pk>/discard/", views.discard, name="translation_machine_discard"),
]
