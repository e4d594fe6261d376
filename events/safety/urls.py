"""Addresses below the prefix of a language."""

urlpatterns = []
