"""Health addresses: one says that the process answers, the other that the whole site does."""

import json
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from home import outbox
from home.background import heartbeat
from home.models import OutboxMail
from home.models.background import JobProgress
from home.registries import Registry
from hub import health


def _ask(view):
    return view(RequestFactory().get("/"))


def test_healthz_needs_no_database():
    response = _ask(health.healthz)  # the test would fail on a query
    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_names_what_is_missing(monkeypatch, settings):
    settings.HUB_DEMO = True
    registry = Registry("test")
    monkeypatch.setattr(health, "readiness", registry)
    registry.register("search", lambda: (True, "version 1.2.3"))
    response = _ask(health.readyz)
    answer = json.loads(response.content)
    assert response.status_code == 503
    assert "no-store" in response["Cache-Control"]
    assert answer == {
        "ready": False,
        "checks": {
            "database": True,
            "migrations": True,
            "disk": True,
            "worker": False,
            "scheduler": False,
            "demo": False,
            "search": True,
        },
        "watched": {"mails": True},
    }

    heartbeat.beat("w", "worker")
    heartbeat.beat("s", "scheduler")
    JobProgress.objects.create(key="demo", state="done")
    response = _ask(health.readyz)
    assert response.status_code == 200
    assert json.loads(response.content)["ready"] is True


@pytest.mark.django_db
def test_a_check_that_raises_is_not_ready(monkeypatch):
    registry = Registry("test")
    monkeypatch.setattr(health, "readiness", registry)

    def raises():
        raise RuntimeError

    registry.register("broken", raises)
    assert json.loads(_ask(health.readyz).content)["checks"]["broken"] is False


@pytest.mark.django_db
def test_mails_that_wait_for_half_an_hour_are_said_and_the_site_serves_on():
    heartbeat.beat("w", "worker")
    heartbeat.beat("s", "scheduler")
    mail = outbox.queue("test", "a@example.org", "en", lambda: outbox.Letter(subject="Sample"))
    ago = timezone.now() - timedelta(minutes=31)
    OutboxMail.objects.filter(pk=mail.pk).update(created_at=ago, next_attempt_at=ago)
    response = _ask(health.readyz)
    assert response.status_code == 200
    assert json.loads(response.content)["watched"] == {"mails": False}
