"""One sheet for readers' pages, whole, and with addresses that lead somewhere."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from hub import style_sheet


def test_every_part_is_in_it_once_and_in_order():
    sheet = style_sheet.joined()
    places = [
        sheet.index(rule)
        for rule in ("@layer tokens,base,layout,components", "--accent:", ".wrap{", ".card{")
    ]
    assert places == sorted(places)
    names = {part.stem for part in style_sheet.parts()}
    there = {path.stem for path in Path(settings.BASE_DIR, "static", "css").rglob("*.css")}
    assert there - names == {"admin", "embedded", "guide", "room", "workbench"}


def test_its_addresses_are_seen_from_its_own_place():
    addresses = set(re.findall(r'url\("([^"]+)"\)', style_sheet.joined()))
    assert addresses
    for address in addresses:
        assert (settings.BASE_DIR / "static" / "css" / address).resolve().is_file()


def test_it_is_found_as_a_file_and_follows_a_change(monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    finder = style_sheet.SheetFinder()
    before = Path(finder.find(style_sheet.NAME)).read_text()
    part = tmp_path / "static" / "css" / "components" / "new.css"
    part.parent.mkdir(parents=True)
    part.write_text("/* new */ @layer components { .new :not(.b), .c { color: red; } }")
    settings.BASE_DIR = tmp_path
    monkeypatch.setattr(style_sheet, "FIRST", ())
    assert (
        Path(finder.find(style_sheet.NAME)).read_text()
        == "@layer components{.new :not(.b),.c{color:red}}"
        != before
    )
    assert finder.find("css/other.css") == []


@pytest.mark.parametrize("name", [style_sheet.NAME, "css/admin.css", "wagtailadmin/css/core.css"])
def test_it_is_collected_with_the_others(settings, tmp_path, name):
    settings.STATIC_ROOT = tmp_path
    assert finders.find(name)
    call_command("collectstatic", no_input=True, verbosity=0)
    assert (tmp_path / name).stat().st_size
