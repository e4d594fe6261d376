"""Addresses below the prefix of a language, for sites elsewhere."""

urlpatterns = []
