"""One machine, plain http, keys of its own kept in the data directory. Also what `make run` uses for the demo."""

import json
import secrets

from .base import *  # noqa: F403
from .base import DATA_DIR, TRANSLATOR_PROBLEMS, env
from .translator import refuse_to_start


def _own_keys():
    """Keys made once for this machine, so that nothing secret is in the repository and sessions outlive a restart."""
    path = DATA_DIR / "keys.json"
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        keys = {
            name: secrets.token_urlsafe(50) for name in ("SECRET_KEY", "HUB_ENCRYPTION_KEY", "HUB_LOOKUP_KEY")
        }
        temporary = path.with_suffix(f".{secrets.token_hex(4)}")
        temporary.touch(mode=0o600)
        temporary.write_text(json.dumps(keys))
        try:
            path.hardlink_to(temporary)  # fails where another process was first: then its keys count
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
        return json.loads(path.read_text())


refuse_to_start(TRANSLATOR_PROBLEMS)
DEBUG = env.bool("DEBUG", default=False)
_keys = _own_keys()
SECRET_KEY = env("SECRET_KEY", default="") or _keys["SECRET_KEY"]
HUB_ENCRYPTION_KEYS = env.list("HUB_ENCRYPTION_KEYS", default=[]) or [_keys["HUB_ENCRYPTION_KEY"]]
HUB_LOOKUP_KEY = env("HUB_LOOKUP_KEY", default="") or _keys["HUB_LOOKUP_KEY"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_ADDRESS = env("SITE_ADDRESS", default=f"http://localhost:{env('PORT', default='8000')}")
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
HUB_REQUIRE_SECOND_FACTOR = env.bool("HUB_REQUIRE_SECOND_FACTOR", default=False)
HUB_DEMO = env.bool("HUB_DEMO", default=True)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
