"""Fixtures for every room's tests."""

import gc

import pytest
from django.core.cache import cache

from hub.messages import compile_changed


def pytest_configure(config):
    """Tests read the catalogs as they are now. Once, before xdist's workers start."""
    if not hasattr(config, "workerinput"):
        compile_changed()


def pytest_collection_modifyitems(items):
    """One worker serves the site that all browser tests read: loading it takes a minute.

    A browser on a busy machine may be late once. What fails twice is a fault; what was tried again is said at the end.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_collection_finish():
    """What is imported by now stays, and migrations make models by the thousand: looking for garbage often finds little."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(autouse=True)
def fresh_state(settings, tmp_path):
    """Every test starts with an empty cache and a media folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed:` runs what waits for a commit, as a request outside of a test would."""

    class Committed:
        def __enter__(self):
            self.block = django_capture_on_commit_callbacks(execute=True)
            self.block.__enter__()

        def __exit__(self, *exception):
            return self.block.__exit__(*exception)

    return Committed()
