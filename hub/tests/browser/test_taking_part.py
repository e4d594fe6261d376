"""From finding a city to reporting back: two people who have no account, in three languages, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from hub.tests.browser.behind import Staff
from hub.tests.browser.taking_part import Person
from hub.tests.browser.test_pages import LANGUAGES, assert_accessible, assert_fits
from hub.tests.browser.test_use import press_until_focused

pytestmark = pytest.mark.browser

AGREED = ("agree_day", "agree_news", "agree_sensitive")
# language: (scripts run, what is typed, the city, what two people write to one another, what is told of the Day)
STORIES = {
    "en": (
        True,
        "Welington",
        "2179537-wellington",
        "May my mother come, too?",
        "Nine of us stood at the gate.",
    ),
    "ko": (False, "부산", "1838524-busan", "어머니와 함께 가도 될까요?", "아홉 명이 문 앞에 섰습니다."),
    "ar": (True, "القاهرة", "360630-cairo", "هل يمكن أن تأتي أمي أيضًا؟", "وقف تسعة منا عند الباب."),
}


@pytest.fixture
def meet(open_page, site):
    """`meet(language, script, name)`: somebody with a telephone, who has never been here."""

    def meet(language, script, name):
        page = open_page(width=360, java_script_enabled=script, locale=language)
        address = f"{name.partition(' ')[0].lower()}-{language}@example.org"
        return Person(page, Staff(site), language, script, language == "en", address, name)

    return meet


@pytest.mark.parametrize("language", STORIES)
def test_two_people_take_part_from_finding_their_city_to_reporting_back(meet, language):
    script, typed, city, question, told = STORIES[language]
    carl, hana = meet(language, script, "Carl Sample"), meet(language, script, "Hana Sample")
    city_page = f"2027/cities/{city}/"

    finds_the_city(carl, typed, city)
    offers_to_coordinate(carl)
    comes_into_the_room(carl)
    announces_an_event(carl, told)

    hana.goes(city_page)
    expect(hana.main.locator(".event-card")).to_have_count(1)
    hana.never_meets(carl.address, carl.name)
    joins(hana)
    hana.opens_the_mail("conversation-begun-seeker")
    hana.presses_the_button()
    hana.fills(text=question)
    hana.sends()
    hana.never_meets(carl.address, carl.name)
    looks_around(hana, "a[href$='/show/']", "a[href$='/stop/']", "a[href$='/report/']")

    answers(carl, question, told)
    hana.page.reload()
    hana.reads(question, told)
    hana.never_meets(carl.address, carl.name)

    reports_back(carl, told)
    hana.goes(city_page)
    hana.reads(told)
    hana.never_meets(carl.address, carl.name, hana.address)

    leaves(carl)
    erases_everything(hana)
    for person in (carl, hana):
        assert person.page.context.cookies() == []
        person.page.watch.assert_quiet()


def finds_the_city(person, typed, city):
    """By a name in their own script, or with a slip of the pen."""
    person.goes("")
    field = person.page.locator("#finder-city")
    field.fill(typed)
    if person.script:
        option = person.page.get_by_role("option").first
        expect(option).to_be_visible()
        person.looks()
        option.click()
    else:
        person.page.locator("form.finder button").click()
        person.looks()
        person.page.locator(f".found__link[href*='{city}']").click()
    expect(person.page).to_have_url(re.compile(f"/{person.language}/2027/cities/{city}/$"))
    person.looks()


def offers_to_coordinate(person):
    person.follows(person.main.locator(".button[href*='/sign-up/coordinator/']").first)
    person.fills(name=person.name, telephone="+00 0000 0000")
    person.main.locator("[name=activities][value=candlelight_vigil]").check()
    person.ticks("agree_day")
    person.sends()

    # Nothing entered is lost.
    person.is_told_what_to_mend("email")
    person.is_told_what_to_mend("agree_sensitive")
    expect(person.main.locator("[name=name]")).to_have_value(person.name)
    expect(person.main.locator("[name=telephone]")).to_have_value("+00 0000 0000")
    expect(person.main.locator("[value=candlelight_vigil]")).to_be_checked()

    person.fills(email=person.address)
    person.ticks("agree_sensitive")
    person.sends()
    assert "/sign-up/thanks/coordinate/" in person.page.url
    confirms(person)


def confirms(person):
    person.opens_the_mail("sign-up-confirm")
    person.never_meets(person.address, person.name)
    person.presses_the_button()
    expect(person.main.get_by_role("button")).to_have_count(0)


def comes_into_the_room(person):
    person.staff.accept(address=person.address)
    mail = person.opens_the_mail("host-welcome")
    assert person.page.context.cookies() == []
    assert "+00 0000 0000" not in mail["text"] + mail["html"]
    person.presses_the_button()
    cookie = person.page.context.cookies()[0]
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("host", True, "Lax")
    tasks = person.main.locator("[name=tasks]")
    tasks.first.check()
    person.sends("#check-list form")
    expect(tasks.first).to_be_checked()
    looks_around(person, *(f".room__link[href$='/{part}/']" for part in ("letters", "kit", "staff", "me")))


def looks_around(person, *links):
    """Open each, and come back."""
    here = person.page.url
    for link in links:
        person.follows(person.page.locator(link).first)
        person.page.goto(here)


def announces_an_event(person, words):
    person.follows(person.main.locator("#events .button"))
    person.follows(person.main.locator(".button[href$='/events/add/']"))
    person.main.locator("[name=kind][value=candlelight_vigil]").check()
    person.fills(venue="In front of the gate", text=words, starts_on="")
    person.sends()
    person.is_told_what_to_mend("starts_on")
    expect(person.main.locator("[name=text]")).to_have_value(words)
    person.fills(starts_on="2027-09-24")
    person.sends()
    expect(person.main.locator(".host-events__item")).to_have_count(1)
    person.staff.approve(address=person.address)
    person.opens_the_mail("event-answer")
    if "/host/open/" in person.page.url:
        person.presses_the_button()
    expect(person.main.locator(".host-events__item, [name=text]").first).to_be_visible()


def joins(person):
    person.follows(person.main.locator(".button[href*='/sign-up/join/']").first)
    person.fills(name=person.name, email="not an address")
    person.ticks(*AGREED)
    person.sends()
    person.is_told_what_to_mend("email")
    expect(person.main.locator("[name=name]")).to_have_value(person.name)
    person.fills(email=person.address)
    person.sends()
    assert "/sign-up/thanks/join/" in person.page.url
    confirms(person)


def answers(person, question, words):
    """The conversation stands in the room, and a mail says no more than that somebody has written."""
    mail = person.opens_the_mail("conversation-message")
    assert question not in mail["text"] + mail["html"]
    person.presses_the_button()
    person.reads(question)
    person.never_meets("hana-")
    person.fills(text=words)
    person.sends()


def reports_back(person, words):
    person.staff.let_it_begin(address=person.address)
    person.goes("host/")
    person.follows(person.page.locator(".room__link[href*='/host/report/']"))
    person.follows(person.main.locator(".report-list__item a"))
    person.fills(attendance="9", text=words)
    person.main.locator("[name=deliveries-0-mission]").select_option(index=1)
    person.main.locator("[name=deliveries-0-method]").select_option("in_person")
    person.main.locator("[name=deliveries-0-outcome]").select_option("mailed")
    person.sends()

    # A letter that somebody brought was not mailed; all else stands there still.
    person.is_told_what_to_mend("deliveries-0-outcome")
    expect(person.main.locator("[name=text]")).to_have_value(words)
    person.main.locator("[name=deliveries-0-outcome]").select_option("left_at_the_door")
    person.sends()
    person.staff.publish_report(address=person.address)


def leaves(person):
    person.page.locator(".room__leave button").click()
    person.looks()
    person.goes("host/")
    assert person.page.url.endswith("/host/link/")


def erases_everything(person):
    person.opens_the_mail("sign-up-join", to="/sign-up/mine/")
    mine = person.page.url
    person.presses_the_button()
    person.reads(person.name, person.address)
    person.follows(person.main.locator("[href$='/erase/']"))
    person.presses_the_button()
    assert person.staff.forgotten(address=person.address)
    person.page.goto(mine)
    expect(person.main.get_by_role("button")).to_have_count(0)
    person.never_meets(person.address)


# --- Pages that a story does not meet

PUBLIC = [
    "2027/cities/kr/",
    "2017/cities/us/",
    "2027/cities/?q=Korea",
    "cities/near/",
    "safety/countries/",
    "safety/kr/",
    "embed/current/",
    "embed/2017/us/",
    "sign-up/event/?city=1835848",
    "sign-up/link/",
    "sign-up/thanks/tell/",
    "sign-up/thanks/news/",
    "host/link/",
    "host/link/sent/",
]
NOT_THERE = [
    "sign-up/confirm/no-token/",
    "sign-up/mine/no-token/",
    "conversation/seeker/no-token/",
    "conversation/in/no-token/",
    "host/told/no-token/",
    "host/told/in/no-token/",
    "host/letter/no-token/",
    "host/letter/in/no-token/",
    "host/open/no-token/",
    "letters/unsubscribe/no-token/",
]
LOOKS = {"en": (360, "light"), "ko": (1280, "light"), "ar": (360, "dark")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [*PUBLIC, *NOT_THERE])
def test_page_is_accessible_fits_and_sets_no_cookie(reader, path, language):
    page = reader(f"/{language}/{path}")
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (language, LANGUAGES[language])
    expect(page.locator("h1")).to_have_count(1)
    width, scheme = LOOKS[language]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    assert_fits(page)
    assert_accessible(page)
    page.watch.assert_quiet()
    assert page.context.cookies() == []


@pytest.mark.parametrize(
    "path", ["sign-up/join/", "sign-up/coordinator/", "sign-up/event/", "sign-up/link/", "host/link/"]
)
def test_form_that_is_sent_empty_leads_to_each_field_that_is_to_be_mended(open_page, path):
    page = open_page(f"/ar/{path}", width=360)
    page.locator("main form.form button[type=submit]").last.click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    for link in summary.get_by_role("link").all():
        link.click()
        expect(page.locator(":focus, :target").first).to_be_in_viewport()
        expect(page.locator(link.get_attribute("href"))).to_have_count(1)
    assert_fits(page)
    assert_accessible(page)
    assert page.context.cookies() == []


def test_city_is_found_and_joined_by_keyboard_alone(open_page, site):
    page = open_page("/en/")
    press_until_focused(page, page.locator("#finder-city"))
    page.keyboard.type("Seuol")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Seoul")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/en/2027/cities/1835848-seoul/$"))

    press_until_focused(page, page.locator("main .button[href*='/sign-up/join/']").first)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/en/sign-up/join/"))
    for field, words in (("name", "Kim Sample"), ("email", "kim@example.org")):
        press_until_focused(page, page.locator(f"main [name={field}]"))
        page.keyboard.type(words)
    press_until_focused(page, page.locator("main [name=agree_day]"))
    page.keyboard.press("Space")
    press_until_focused(page, page.locator("main form.form button[type=submit]"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/en/sign-up/thanks/join/"))
    assert Staff(site).mail(to="kim@example.org", kind="sign-up-confirm")["language"] == "en"
