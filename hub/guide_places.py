"""The places that the editors' guide shows, and the way to each through a browser.

Walked by the command that takes the pictures and by a browser test that takes none: what is gone from the admin fails
both. Nothing here is ever published.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

EVENT_FACTS = "#panel-child-content-when_where_and_how-section"
TESTIMONY_FACTS = "#panel-child-content-the_testimony-section"


@dataclass(frozen=True)
class Place:
    name: str
    bring: Callable  # (page) -> None: brings a browser there, from anywhere in the admin
    shows: str  # what must be seen there: a selector


def begin(page, action):
    page.goto("/admin/")
    page.get_by_role("link", name=action, exact=True).click()
    page.locator("[data-edit-form]").wait_for()
    page.wait_for_load_state("networkidle")


def edit(page, page_type, **filters):
    found = page.request.get("/api/v2/pages/", params={"type": page_type, "locale": "en", **filters})
    page.goto(f"/admin/pages/{found.json()['items'][0]['id']}/edit/")
    page.locator("[data-edit-form]").wait_for()
    page.wait_for_load_state("networkidle")


def to_the_top(page, thing):
    """Scroll so that it stands below the bar at the head of the admin."""
    thing.evaluate(
        """each => each.closest("main").scrollBy({
            top: each.getBoundingClientRect().top - 110, behavior: "instant"
        })"""
    )


def dashboard(page):
    page.goto("/admin/")


def new_page(page):
    begin(page, "Add a page")


def blocks(page):
    edit(page, "home.ContentPage", slug="take-part")
    plus = page.get_by_role("button", name="Insert a block").first
    to_the_top(page, plus)
    plus.click()


def preview(page):
    edit(page, "home.ContentPage", slug="take-part")
    page.locator("[data-side-panel-toggle=preview]").click()
    page.frame_locator("#w-preview-iframe").locator("main h1").wait_for()


def picture(page):
    new_page(page)
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Picture", exact=True).click()
    page.get_by_role("textbox", name="caption").wait_for()
    below = page.get_by_role("button", name="Insert a block").last
    below.element_handle().wait_for_element_state("stable")  # until the block has unfolded
    to_the_top(page, page.locator("#panel-child-content-body-section"))


def event(page):
    begin(page, "Add an event")
    to_the_top(page, page.locator(EVENT_FACTS))


def testimony(page):
    begin(page, "Add a testimony")
    to_the_top(page, page.locator(TESTIMONY_FACTS))


def files(page):
    edit(page, "resources.ResourcePage", slug="petition-letter")
    page.get_by_role("link", name="Hosts, files and other facts").click()
    page.get_by_role("button", name="Add file").scroll_into_view_if_needed()


def arrangement(page):
    edit(page, "home.HomePage")
    plus = page.get_by_role("button", name="Insert a block").last
    to_the_top(page, plus)
    plus.click()


def site_menu(page):
    page.goto("/admin/")
    page.get_by_role("button", name="Site", exact=True).click()


def named_page(page, title):
    new_page(page)
    page.get_by_placeholder("Page title").fill(title)
    page.get_by_placeholder("Page title").blur()
    page.wait_for_function("() => document.querySelector('#id_slug').value")


def before_publishing(page):
    named_page(page, "A page that lacks its summary")
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish", exact=True).click()


def calendar(page):
    page.goto("/admin/calendar/2027/9/")


def history(page):
    named_page(page, "A page with two versions")
    for words in ("The first version.", "The second version."):
        page.get_by_role("textbox", name="Summary").fill(words)
        page.locator("footer .action-save").click()
        page.locator(".messages .success").wait_for()
        page.wait_for_load_state("networkidle")
    page.goto(page.url.replace("/edit/", "/history/"))
    page.get_by_role("button", name="Actions").last.click()


PLACES = (
    Place("dashboard", dashboard, ".desk-actions__list"),
    Place("page", new_page, "#panel-child-content-body-section"),
    Place("blocks", blocks, "[role=option]"),
    Place("preview", preview, "#w-preview-iframe"),
    Place("picture", picture, "[name$='-alt']"),
    Place("event", event, EVENT_FACTS),
    Place("testimony", testimony, TESTIMONY_FACTS),
    Place("files", files, "[name='files-0-format']"),
    Place("arrangement", arrangement, "[role=option]"),
    Place("site", site_menu, "#wagtail-sidebar a[href*='/snippets/home/helpline/']"),
    Place("before-publishing", before_publishing, "dialog[open] .desk-checks__item"),
    Place("calendar", calendar, ".desk-calendar__item--day"),
    Place("history", history, "[data-tippy-root] a[href*='/revert/']"),
)


def desk(page):
    page.goto("/admin/translation/?language=ko")


def workbench(page):
    desk(page)
    page.get_by_role("link", name="What to bring").click()
    frame = page.frame_locator("[data-frame]")
    frame.locator("main h1").wait_for()


def changed_passage(page):
    workbench(page)
    to_the_top(page, page.locator(".passage--outdated").first)


# What the translators' guide shows, to somebody who translates into Korean.
TRANSLATORS_PLACES = (
    Place("translation-desk", desk, ".translation__task"),
    Place("workbench", workbench, ".passage__match"),
    Place("workbench-changed", changed_passage, ".passage--outdated ins"),
)


def coordinator_desk(page):
    page.goto("/admin/coordinator-desk/")


def one_sign_up(page):
    page.goto("/admin/sign-ups/?kind=coordinate")
    page.locator("a[href^='/admin/sign-ups/']").filter(has_text=re.compile(r"\d")).first.click()


def to_moderate(page):
    page.goto("/admin/proposed-events/")
    page.locator("main a[href*='/proposed-events/']").filter(has_text=re.compile(r"\w")).first.click()


# What the desk's own guide shows.
DESK_PLACES = (
    Place("coordinator-desk", coordinator_desk, ".desk-waiting__list"),
    Place("sign-up", one_sign_up, "button[value=accept]"),
    Place("event-to-moderate", to_moderate, ".proposal__rows"),
)


def show(page, place):
    """Bring the browser to a place; fails where what the guide speaks of can't be seen there."""
    page.evaluate("() => localStorage.clear()")  # which side panel was open last
    place.bring(page)
    page.locator(place.shows).first.wait_for()


def log_in(page, email, password):
    page.goto("/admin/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.locator("main#main").wait_for()
