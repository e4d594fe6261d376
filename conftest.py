"""Fixtures for every room's tests."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_state(settings, tmp_path):
    """Every test starts with an empty cache and a media folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    """Where workers share the suite, tests of one `xdist_group` stay together: the browser's site is loaded once."""
    if getattr(config.option, "dist", "") == "no":
        config.option.dist = "loadgroup"
