"""Fixtures for every room's tests."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_state(settings, tmp_path):
    """Every test starts with an empty cache and a media folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
