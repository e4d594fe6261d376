"""Addresses of releases in the admin."""

from django.urls import path

from home.releases import views

urls = [
    path("releases/", views.ReleasesView.as_view(), name="release_list"),
    path("releases/add/", views.ReleaseFormView.as_view(), name="release_add"),
    path("releases/<int:pk>/", views.ReleaseEditView.as_view(), name="release_edit"),
    path("releases/<int:pk>/publish/", views.PublishView.as_view(), name="release_publish"),
    path("releases/<int:pk>/delete/", views.DeleteView.as_view(), name="release_delete"),
    path("releases/<int:pk>/remove/", views.remove, name="release_remove"),
]
