"""For the test suite: quick hashes, mail in memory, files in a temporary place."""

import os
import tempfile

os.environ.setdefault("HUB_DATA_DIR", tempfile.mkdtemp(prefix="hub-test-"))

from .base import *  # noqa: E402, F403
from .base import CACHES, DATABASES  # noqa: E402

SECRET_KEY = "test-secret-key-" * 4
HUB_ENCRYPTION_KEYS = ["test-encryption-key-of-enough-length"]
HUB_LOOKUP_KEY = "test-lookup-key-of-enough-length-too"
ALLOWED_HOSTS = ["localhost", "testserver", "127.0.0.1"]
SITE_ADDRESS = "http://localhost"
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
HUB_REQUIRE_SECOND_FACTOR = False
HUB_DEMO = False
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {**CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "home.background.backend.HubBackend", "QUEUES": ["default"]}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
HUB_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
