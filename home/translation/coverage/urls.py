"""Addresses of the translators' desk and the matrix in the admin."""

from django.urls import path

from home.translation.coverage import views

urls = [
    path("translation/", views.DeskView.as_view(), name="translation_desk"),
    path("translation/matrix/", views.MatrixView.as_view(), name="translation_matrix"),
    path("translation/decide/", views.decide, name="translation_decide"),
]
