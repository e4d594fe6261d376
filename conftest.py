"""Fixtures for every room's tests."""

import pytest
from django.core.cache import cache

from hub.messages import compile_changed


def pytest_configure(config):
    """Tests read the catalogs as they are now. Once, before xdist's workers start."""
    if not hasattr(config, "workerinput"):
        compile_changed()


@pytest.fixture(autouse=True)
def fresh_state(settings, tmp_path):
    """Every test starts with an empty cache and a media folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
