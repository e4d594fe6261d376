"""`setup_site`: accounts, and a start that may be cut short."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db.migrations.graph import MigrationGraph

from hub.demo import accounts, load
from hub.management.commands import setup_site
from hub.management.commands.serve import where_to_listen

OWNER = {"HUB_OWNER_EMAIL": "first@example.net", "HUB_OWNER_PASSWORD": "long-and-odd-72"}


@pytest.fixture
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (tmp_path / "static.stamp").write_text(setup_site._static_fingerprint())
    return tmp_path


def _log_in(client, email, password):
    client.logout()
    answer = client.post("/account/login/", {"login": email, "password": password})
    assert answer.status_code == 302, email
    return client.get("/admin/")


@pytest.mark.django_db
def test_every_demo_account_logs_in_with_its_printed_password_and_opens_the_admin(data_dir, client):
    printed = []
    load.first_page(printed.append)
    path = data_dir / accounts.ACCOUNTS_FILE
    assert path.stat().st_mode & 0o077 == 0
    passwords = dict(line.split() for line in path.read_text().splitlines())
    assert list(passwords) == list(accounts.ACCOUNTS)
    assert len(set(passwords.values())) == len(passwords)
    for email, (_name, group, superuser) in accounts.ACCOUNTS.items():
        assert any(email in line and passwords[email] in line for line in printed)
        user = get_user_model().objects.get(email=email)
        assert [found.name for found in user.groups.all()] == [group]
        assert user.is_superuser is superuser
        assert _log_in(client, email, passwords[email]).status_code == 200, email
    assert [email for email, (_n, group, superuser) in accounts.ACCOUNTS.items() if superuser] == [
        "owner@example.org"
    ]
    assert accounts.ACCOUNTS["owner@example.org"][1] == "Owners"


@pytest.mark.django_db
def test_a_second_start_keeps_passwords_and_another_machine_makes_its_own(data_dir):
    load.first_page(lambda line: None)
    path = data_dir / accounts.ACCOUNTS_FILE
    before = path.read_text()
    accounts.make_accounts(lambda line: None)
    assert path.read_text() == before
    get_user_model().objects.all().delete()
    accounts.make_accounts(lambda line: None)  # a new database beside an old file
    assert path.read_text() != before


@pytest.mark.django_db
def test_the_first_owner_comes_from_the_environment_once(data_dir, client, monkeypatch, capsys):
    for name, value in OWNER.items():
        monkeypatch.setenv(name, value)
    call_command("setup_site")
    assert "the owner's account is made" in capsys.readouterr().out
    owner = get_user_model().objects.get()
    assert owner.is_superuser and owner.groups.get().name == "Owners"
    assert _log_in(client, *OWNER.values()).status_code == 200
    monkeypatch.setenv("HUB_OWNER_PASSWORD", "another-odd-word-9")
    call_command("setup_site")
    assert "owner" not in capsys.readouterr().out
    assert _log_in(client, *OWNER.values()).status_code == 200


@pytest.mark.django_db
def test_a_weak_password_of_the_first_owner_is_refused_in_production(data_dir, monkeypatch, settings):
    settings.HUB_REQUIRE_SECOND_FACTOR = True
    monkeypatch.setenv("HUB_OWNER_EMAIL", "first@example.net")
    monkeypatch.setenv("HUB_OWNER_PASSWORD", "short")
    with pytest.raises(CommandError, match="HUB_OWNER_PASSWORD is too weak"):
        call_command("setup_site")
    assert not get_user_model().objects.exists()


def test_collected_files_do_not_ask_to_be_collected_again(settings, tmp_path):
    settings.BASE_DIR, settings.STATICFILES_DIRS = tmp_path, []
    settings.STATIC_ROOT = tmp_path / "var" / "static"  # the data directory of `make run` is in the checkout
    settings.STATIC_ROOT.mkdir(parents=True)
    (tmp_path / "requirements.txt").touch()
    before = setup_site._static_fingerprint()
    (settings.STATIC_ROOT / "collected.css").write_text("a {}")
    assert setup_site._static_fingerprint() == before
    (tmp_path / "home" / "static").mkdir(parents=True)
    (tmp_path / "home" / "static" / "ours.css").write_text("a {}")
    assert setup_site._static_fingerprint() != before


def test_migrations_of_packages_come_before_ours_and_the_order_is_put_back():
    from django.db.migrations.loader import MigrationLoader

    graph = MigrationLoader(None).graph
    natural = MigrationGraph.leaf_nodes
    with setup_site._packages_first():
        leaves = [label for label, _name in graph.leaf_nodes()]
    assert MigrationGraph.leaf_nodes is natural
    assert sorted(leaves) == sorted(label for label, _name in graph.leaf_nodes())
    ours = {"home", "events", "resources", "search"}
    assert set(leaves[-len(ours) :]) == ours


def test_a_port_that_is_no_number_is_refused_in_words(monkeypatch):
    monkeypatch.setenv("PORT", "eighty")
    with pytest.raises(CommandError, match="PORT is 'eighty'"):
        where_to_listen()
