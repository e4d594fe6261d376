"""A second factor in a real browser: a passkey is added, asked for after the password, and enough by itself."""

import re

import pytest
from playwright.sync_api import expect

from hub.tests.browser.site import KEY_EMAIL, PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_page):
    """A visitor whose device holds passkeys and knows its owner."""
    page = open_page(locale="en")
    authenticator = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    return page


def log_in(page):
    page.goto("/admin/")
    page.get_by_label("Email").fill(KEY_EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def test_a_passkey_is_added_asked_for_and_enough_by_itself(page):
    log_in(page)
    expect(page).to_have_url(re.compile("/admin/$"))
    page.goto("/account/2fa/webauthn/add/")
    page.locator("main input[type=password]").fill(PASSWORD)  # who adds a key shows again who they are
    page.locator("main button[type=submit]").first.click()
    page.locator("main [name=passwordless]").check()
    page.get_by_role("button", name="Add").click()
    expect(page).to_have_url(re.compile("/account/2fa/recovery-codes/"))

    page.context.clear_cookies()
    log_in(page)
    expect(page).to_have_url(re.compile("/account/2fa/authenticate/"))
    page.get_by_role("button", name="Use a security key").click()
    expect(page).to_have_url(re.compile("/admin/$"))

    page.context.clear_cookies()
    page.goto("/account/login/")
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page).to_have_url(re.compile("/admin/$"))
    page.watch.assert_quiet()
