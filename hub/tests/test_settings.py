"""Settings as a process sees them at its start: what production refuses, and what the environment decides."""

import json
import logging
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import RequestFactory

from hub.logs import WithoutAddresses
from hub.settings.translator import machine_translator

KEYS = ("abcdefghijklmnopqrstuvwxyz0123456789", "9876543210zyxwvutsrqponmlkjihgfedcba")
COMPLETE = {
    "SECRET_KEY": "the-quick-brown-fox-jumps-over-the-lazy-dog-0123456789",
    "HUB_ENCRYPTION_KEYS": KEYS[0],
    "HUB_LOOKUP_KEY": KEYS[1],
    "ALLOWED_HOSTS": "example.org,www.example.org",
    "SITE_ADDRESS": "https://example.org",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "hub@example.org",
}
BUCKET = {
    "S3_BUCKET": "uploads",
    "S3_ENDPOINT": "https://s3.example.net",
    "S3_REGION": "eu-1",
    "S3_ACCESS_KEY": "access",
    "S3_SECRET_KEY": "secret",
    "S3_PUBLIC_URL": "https://cdn.example.net/uploads/",
}


def python(code, environment, folder):
    """Runs code in a new process that has only this environment."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**kept, "HUB_DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def read(names, environment, folder, module="production"):
    """The values of some settings, as JSON leaves them."""
    code = f"""
import json
from hub.settings import {module} as chosen
print(json.dumps({{name: getattr(chosen, name) for name in {names!r}}}, default=str))
"""
    answer = python(code, environment, folder)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_production_starts_when_all_is_set(tmp_path):
    code = "import django; django.setup(); from hub.wsgi import application; print('up')"
    answer = python(code, {**COMPLETE, "DJANGO_SETTINGS_MODULE": "hub.settings.production"}, tmp_path)
    assert answer.stdout.strip() == "up", answer.stderr


def test_production_without_any_setting_names_them_all(tmp_path):
    answer = python("import hub.settings.production", {}, tmp_path)
    assert answer.returncode != 0
    for name in COMPLETE:
        assert f"\n  {name}: " in answer.stderr, name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("HUB_ENCRYPTION_KEYS", "short"),
        ("HUB_ENCRYPTION_KEYS", "a" * 40),
        ("HUB_ENCRYPTION_KEYS", f"{KEYS[0]},short"),
        ("HUB_LOOKUP_KEY", "short"),
        ("HUB_LOOKUP_KEY", KEYS[0]),
        ("ALLOWED_HOSTS", "*"),
        ("SITE_ADDRESS", "http://example.org"),
        ("EMAIL_URL", "consolemail://"),
        ("DEFAULT_FROM_EMAIL", "hub@localhost"),
        ("HUB_REQUIRE_SECOND_FACTOR", "0"),
        ("S3_BUCKET", "uploads"),
        ("SECURE_PROXY_SSL_HEADER", "HTTP_X_FORWARDED_PROTO=https"),
    ],
)
def test_production_refuses_a_weak_setting_and_names_it(tmp_path, name, value):
    answer = python("import hub.settings.production", {**COMPLETE, name: value}, tmp_path)
    assert answer.returncode != 0
    said = [line for line in answer.stderr.splitlines() if line.startswith("  ") and ": " in line]
    problems = [line for line in said if line.lstrip()[0].isupper() and not line.lstrip().startswith("File")]
    elsewhere = {"S3_BUCKET": "S3_PUBLIC_URL", "SECURE_PROXY_SSL_HEADER": "HUB_PROXY_COUNT"}
    wanted = elsewhere.get(name, name)
    assert len(problems) == 1 and wanted in problems[0], answer.stderr


def test_log_in_limits_count_behind_as_many_proxies_as_the_environment_says(tmp_path):
    behind = {**COMPLETE, "SECURE_PROXY_SSL_HEADER": "HTTP_X_FORWARDED_PROTO=https", "HUB_PROXY_COUNT": "2"}
    assert read(["ALLAUTH_TRUSTED_PROXY_COUNT"], behind, tmp_path) == {"ALLAUTH_TRUSTED_PROXY_COUNT": 2}
    assert read(["ALLAUTH_TRUSTED_PROXY_COUNT"], COMPLETE, tmp_path) == {"ALLAUTH_TRUSTED_PROXY_COUNT": 0}


def test_sqlite_keeps_what_it_was_told_even_through_a_power_cut(tmp_path):
    code = """
import django
django.setup()
from django.db import connection
for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
    with connection.cursor() as cursor:
        print(name, cursor.execute(f"PRAGMA {name}").fetchone()[0])
print(connection.transaction_mode, connection.settings_dict["NAME"])
"""
    answer = python(code, {"DJANGO_SETTINGS_MODULE": "hub.settings.development"}, tmp_path)
    assert answer.stdout.splitlines() == [
        "journal_mode wal",
        "synchronous 2",
        "foreign_keys 1",
        "busy_timeout 20000",
        f"IMMEDIATE {tmp_path / 'db.sqlite3'}",
    ], answer.stderr


def test_keys_of_one_machine_are_made_once_and_for_its_user_only(tmp_path):
    names = ["SECRET_KEY", "HUB_ENCRYPTION_KEYS", "HUB_LOOKUP_KEY"]
    first, second = (read(names, {}, tmp_path, "development") for _start in range(2))
    assert first == second
    assert (tmp_path / "keys.json").stat().st_mode & 0o077 == 0


def test_the_environment_chooses_database_cache_and_mail(tmp_path):
    chosen = {
        "DATABASE_URL": "postgres://user:word@db.example.org:5433/hub",
        "CACHE_URL": "rediscache://127.0.0.1:6379/0",
    }
    names = [
        "DATABASES",
        "CACHES",
        "EMAIL_BACKEND",
        "HUB_MAIL_BACKEND",
        "EMAIL_HOST",
        "EMAIL_PORT",
        "EMAIL_USE_TLS",
    ]
    found = read(names, {**COMPLETE, **chosen}, tmp_path)
    database = found["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert [database[name] for name in ("HOST", "PORT", "NAME", "USER")] == [
        "db.example.org",
        5433,
        "hub",
        "user",
    ]
    assert found["CACHES"]["default"] == {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:6379/0",
    }
    assert found["EMAIL_BACKEND"] == "home.outbox.backend.OutboxBackend"  # nothing is sent within a request
    assert found["HUB_MAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == (
        "mail.example.org",
        587,
        True,
    )


def test_a_bucket_shows_public_uploads_under_the_content_policy_and_signs_the_rest(tmp_path):
    code = """
import django
django.setup()
from django.conf import settings
from django.core.files.storage import default_storage as storage
print(storage.url("images/a b.max-800.webp"))
print(storage.url("original_images/a.jpg"))
print(storage.url("documents/a.pdf"))
for name in ("img-src", "media-src", "script-src"):
    print(name, *settings.CONTENT_SECURITY_POLICY["DIRECTIVES"][name])
print(settings.ADMIN_CONTENT_SECURITY_POLICY)
"""
    environment = {**COMPLETE, **BUCKET, "DJANGO_SETTINGS_MODULE": "hub.settings.production"}
    answer = python(code, environment, tmp_path)
    assert answer.returncode == 0, answer.stderr
    picture, original, document, images, media, scripts, admin = answer.stdout.splitlines()
    assert picture == "https://cdn.example.net/uploads/images/a%20b.max-800.webp"
    for address in (original, document):
        assert address.startswith("https://s3.example.net/") and "Signature=" in address
    assert images == "img-src 'self' https://cdn.example.net"
    assert media == "media-src 'self' https://cdn.example.net"
    assert scripts == "script-src 'self'"
    assert "img-src 'self' blob: data: https://cdn.example.net;" in admin


def test_without_a_bucket_nothing_is_loaded_from_elsewhere(tmp_path):
    found = read(["CONTENT_SECURITY_POLICY", "STORAGES"], COMPLETE, tmp_path)
    directives = found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    players = directives.pop("frame-src")  # where a film plays once its reader asked for it (home/players.py)
    assert players == ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
    assert {source for values in directives.values() for source in values} == {"'self'", "'none'"}
    assert found["STORAGES"]["default"]["BACKEND"] == "django.core.files.storage.FileSystemStorage"


def test_the_log_names_views_and_not_addresses():
    request = RequestFactory().get("/ko/a-name-in-an-address/?q=somebody")
    record = logging.makeLogRecord(
        {"msg": "%s: %s", "args": ("Internal Server Error", request.path), "request": request}
    )
    assert WithoutAddresses().filter(record)
    assert record.getMessage() == "Internal Server Error: [no view]"
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["without_addresses"]
    assert logging.getLogger("django.request").level == logging.ERROR


DEEPL = {"MACHINE_TRANSLATOR": "deepl", "DEEPL_AUTH_KEY": "key:fx"}
LIBRE = {"MACHINE_TRANSLATOR": "libretranslate", "LIBRETRANSLATE_URL": "https://translate.example.org"}


def test_no_translation_service_unless_the_environment_names_one():
    assert machine_translator({}) == (None, [])


def test_the_environment_sets_up_a_service():
    setting, problems = machine_translator({**DEEPL, "MACHINE_TRANSLATOR_TIMEOUT": "10"})
    assert problems == []
    assert setting["CLASS"].endswith("DeepLTranslator")
    assert setting["OPTIONS"] == {"AUTH_KEY": "key:fx", "TIMEOUT": 10}
    assert machine_translator(LIBRE)[0]["OPTIONS"]["LIBRETRANSLATE_URL"] == LIBRE["LIBRETRANSLATE_URL"]


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"MACHINE_TRANSLATOR": "babelfish"}, "MACHINE_TRANSLATOR"),
        ({"MACHINE_TRANSLATOR": "deepl"}, "DEEPL_AUTH_KEY"),
        ({**DEEPL, "DEEPL_FORMALITY": "rude"}, "DEEPL_FORMALITY"),
        ({**DEEPL, "MACHINE_TRANSLATOR_TIMEOUT": "soon"}, "MACHINE_TRANSLATOR_TIMEOUT"),
        ({**DEEPL, "MACHINE_TRANSLATOR_TIMEOUT": "0"}, "MACHINE_TRANSLATOR_TIMEOUT"),
        ({**LIBRE, "LIBRETRANSLATE_URL": ""}, "LIBRETRANSLATE_URL"),
        ({**LIBRE, "LIBRETRANSLATE_URL": "http://translate.example.org"}, "LIBRETRANSLATE_URL"),
        ({**LIBRE, "LIBRETRANSLATE_URL": "http://localhost.example.org"}, "LIBRETRANSLATE_URL"),
        ({"MACHINE_TRANSLATOR": "google"}, "GOOGLE_PROJECT_ID"),
    ],
)
def test_a_service_that_is_set_up_wrongly_is_named(environment, named):
    setting, problems = machine_translator(environment)
    assert setting is None
    assert any(problem.startswith(f"{named}: ") for problem in problems)


@pytest.mark.parametrize(
    "address", ["http://localhost:5000", "http://127.0.0.1:5000", "http://libretranslate:5000"]
)
def test_a_service_on_the_same_network_needs_no_tls(address):
    assert machine_translator({**LIBRE, "LIBRETRANSLATE_URL": address})[1] == []


@pytest.mark.parametrize("module", ["production", "development"])
def test_nothing_starts_with_a_service_that_is_set_up_wrongly(tmp_path, module):
    answer = python(f"import hub.settings.{module}", {**COMPLETE, "MACHINE_TRANSLATOR": "deepl"}, tmp_path)
    assert answer.returncode != 0
    assert "\n  DEEPL_AUTH_KEY: " in answer.stderr
