"""Addresses of sending: wagtail-localize's own, which `reverse("wagtail_localize:submit_page_translation")` leads to, and ours."""

from django.urls import path, re_path

from home.translation.sending import many, views

urls = [
    path("localize/submit/page/<int:page_id>/", views.SendPageView.as_view()),
    path(
        "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
        views.SendSnippetView.as_view(),
    ),
    path("localize/update/<int:translation_source_id>/", views.RefreshView.as_view()),
    re_path(
        r"^translation/send/(?P<what>missing|outdated)/(?P<language>[\w-]+)/$",
        many.SendAllView.as_view(),
        name="translation_send_all",
    ),
]
