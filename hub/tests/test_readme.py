"""The commands that the documents name are there."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

README = settings.BASE_DIR / "README.md"
DOCUMENTS = [README, *sorted((settings.BASE_DIR / "docs").rglob("*.md"))]


def _named(path):
    return str(path.relative_to(settings.BASE_DIR))


def test_make_targets_of_the_readme_exist():
    makefile = (settings.BASE_DIR / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z][\w-]*):(?!=)", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:`|^    )make ([a-z][\w-]*)", README.read_text(), re.MULTILINE))
    assert {"run", "test", "check", "messages"} <= named
    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=_named)
def test_commands_of_the_documents_exist(document):
    named = set(re.findall(r"manage\.py ([a-z]\w*)", document.read_text()))
    assert named <= set(get_commands())


@pytest.mark.parametrize("document", DOCUMENTS, ids=_named)
def test_links_between_the_documents_lead_somewhere(document):
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []
