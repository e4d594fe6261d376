"""Addresses of offline work in the admin."""

from django.urls import path

from home.translation.offline import taking_along, taking_back

urls = [
    path("translation/offline/", taking_along.ManyView.as_view(), name="translation_export_many"),
    path("translation/offline/<int:pk>/", taking_along.export, name="translation_export"),
    path("translation/import/", taking_back.ImportView.as_view(), name="translation_import"),
    path("translation/import/<int:pk>/", taking_back.ImportView.as_view(), name="translation_import"),
    path(
        "translation/import/<int:pk>/conflicts/",
        taking_back.ConflictsView.as_view(),
        name="translation_import_conflicts",
    ),
    path(
        "translation/import/report/<int:pk>/",
        taking_back.ReportView.as_view(),
        name="translation_import_report",
    ),
]
