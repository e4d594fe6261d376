"""The demo's accounts, with passwords of their own on every machine."""

import secrets

from django.conf import settings
from django.contrib.auth.models import Group

from home.models import User

ACCOUNTS_FILE = "demo-accounts.txt"
ACCOUNTS = {
    "owner@example.org": ("Owner (demo)", "Owners", True),
    "editor@example.org": ("Editor (demo)", "Editors", False),
    "moderator@example.org": ("Moderator (demo)", "Moderators", False),
    "desk@example.org": ("Coordinator desk (demo)", "Coordinator desk", False),
    "translator-ko@example.org": ("Korean translator (demo)", "Translators: ko", False),
    "translator-ar@example.org": ("Arabic translator (demo)", "Translators: ar", False),
}


def make_accounts(say=print):
    """The demo's accounts, their random passwords said once and kept beside the database."""
    made = {}
    for email, (name, group, superuser) in ACCOUNTS.items():
        if User.objects.filter(email=email).exists():
            continue
        made[email] = password = secrets.token_urlsafe(12)
        user = User.objects.create_user(
            email, password, name=name, is_staff=superuser, is_superuser=superuser
        )
        user.groups.add(Group.objects.get(name=group))
    if not made:
        return
    lines = [f"{email:28}{password}" for email, password in made.items()]
    # Written before the accounts are committed: no account without a password that somebody can read.
    path = settings.DATA_DIR / ACCOUNTS_FILE
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n")
    say("  The demo's accounts (log in at /admin/):")
    for line in lines:
        say(f"    {line}")
    say(f"  They are kept in {path}.")
