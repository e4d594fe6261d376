"""Addresses of big jobs in the admin."""

from django.urls import path

from home.translation.jobs import views

urls = [
    path("translation/jobs/", views.JobsView.as_view(), name="translation_jobs"),
    path("translation/jobs/<int:pk>/", views.JobView.as_view(), name="translation_job"),
    path("translation/jobs/<int:pk>/state/", views.state, name="translation_job_state"),
    path("translation/jobs/<int:pk>/cancel/", views.cancel_job, name="translation_job_cancel"),
]
