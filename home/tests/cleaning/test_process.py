"""The child that cleans: what it may use, what it knows, and what becomes of it."""

import os
import subprocess
import sys
import time
from pathlib import Path
from zlib import compress, crc32

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from home.cleaning import child, process, uploads, words
from home.cleaning.formats import kinds, result
from home.tests.cleaning import films, pdfs, pictures


def run(code, folder, monkeypatch):
    """The child's answer when its main module is `code`."""
    script = folder / "child.py"
    script.write_text(code)
    real = subprocess.Popen

    def popen(command, **options):
        return real([sys.executable, str(script), *command[3:]], **options)

    monkeypatch.setattr(process.subprocess, "Popen", popen)
    (folder / "out").mkdir()
    return process.clean(folder / "source", folder / "out", "png", ["png"])


def test_the_child_knows_no_secret_of_the_site(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://user:password@host/name")
    environment = process._environment(tmp_path)
    assert not {"SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"} & set(environment)
    code = "import os, sys; sys.exit(bool({'SECRET_KEY', 'DATABASE_URL'} & set(os.environ)))"
    assert subprocess.run([sys.executable, "-c", code], env=environment).returncode == 0


def test_the_child_may_not_use_the_memory_of_the_machine():
    code = (
        "from home.cleaning import child; child.MEMORY = 300 * 2**20; child.limit()\n"
        "try:\n    bytearray(400 * 2**20)\nexcept MemoryError:\n    print('bounded')"
    )
    root = Path(child.__file__).parent.parent.parent
    said = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert said.stdout == "bounded\n"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import os; os.abort()", "heavy"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "heavy"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "damaged"),
        ("raise SystemExit(3)", "damaged"),
        ("print('no JSON')", "damaged"),
        ("""print('{"path": "/etc/passwd", "ending": "png", "removed": [], "facts": {}}')""", "damaged"),
        ("""print('{"refused": "frames", "params": {"limit": 3}}')""", "frames"),
    ],
)
def test_whatever_becomes_of_the_child_the_file_is_refused(tmp_path, monkeypatch, code, reason):
    with pytest.raises(result.Refused) as refused:
        run(code, tmp_path, monkeypatch)
    assert refused.value.code == reason


def test_a_child_that_takes_too_long_is_ended_with_whatever_it_started(tmp_path, monkeypatch):
    monkeypatch.setattr(process, "SECONDS", 1.5)
    code = (
        "import subprocess, sys, time\n"
        "other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(tmp_path / 'pid')!r}, 'w').write(str(other.pid))\n"
        "time.sleep(60)"
    )
    with pytest.raises(result.Refused) as refused:
        run(code, tmp_path, monkeypatch)
    assert refused.value.code == "heavy"
    stat = Path(f"/proc/{(tmp_path / 'pid').read_text()}/stat")
    for _look in range(100):  # a process that was killed may take a moment to be gone
        try:
            if stat.read_text().split()[2] == "Z":
                return
        except (FileNotFoundError, ProcessLookupError):
            return
        time.sleep(0.1)
    raise AssertionError("What the child started is still running.")


def png_bomb(side):
    """A PNG that says it is small and unpacks to `side`² pixels of one byte."""

    def chunk(name, body):
        return len(body).to_bytes(4, "big") + name + body + crc32(name + body).to_bytes(4, "big")

    header = side.to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    pixels = compress(b"\0" * ((side + 1) * 400), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (png_bomb(60_000), "a.png", "pixels"),
        (b"", "a.png", "empty"),
        (b"\0" * (21 * 2**20), "a.png", "size"),
    ],
)
def test_bombs_are_refused(data, name, code):
    with pytest.raises(ValidationError) as refused:
        uploads.clean_upload(ContentFile(data, name), name, "picture")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("name", "family", "found"),
    [("photo.png", "picture", "JPG"), ("letter.pdf", "document", "JPG"), ("notes.txt", "document", "JPG")],
)
def test_a_file_under_the_name_of_another_kind_is_refused_with_the_kind_that_it_is(name, family, found):
    data = pictures.encode(pictures.scene(), "jpeg")
    with pytest.raises(ValidationError) as refused:
        uploads.clean_upload(ContentFile(data, name), name, family)
    assert refused.value.code == "ending"
    assert found in refused.value.message


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Photo.JPEG", "Photo.jpg"),
        ("photo.jfif", "photo.jpg"),
        ("photo", "photo.jpg"),
        ("평양.jpg", "평양.jpg"),
        ("../../etc/photo.jpg", "photo.jpg"),
        ("C:\\Users\\Kim\\photo.jpg", "photo.jpg"),
        ("...", "file.jpg"),
    ],
)
def test_the_stored_name_ends_with_what_the_file_is(name, stored):
    data = pictures.encode(pictures.scene(), "jpeg")
    assert uploads.clean_upload(ContentFile(data, name), name, "picture").name == stored


def test_a_clean_file_goes_when_nobody_needs_it():
    clean = uploads.clean_upload(ContentFile(pdfs.plain(), "a.pdf"), "a.pdf", "document")
    folder = clean.folder.name
    assert os.path.isdir(folder)
    del clean
    assert not os.path.isdir(folder)


def test_every_code_has_its_words():
    assert set(words.REMOVED) == set(result.REMOVED)
    assert set(words.REFUSED) == set(result.REFUSED)


@pytest.mark.parametrize("code", result.REFUSED)
def test_every_reason_is_a_whole_sentence(code):
    params = {"limit": 25_000_000, "found": "jpeg"}
    said = words.refusal(result.Refused(code, **params), ("pdf", "jpeg"), "png", 10)
    assert said.endswith(".")
    assert "%(" not in said
    assert "%s" not in said


@pytest.mark.parametrize(("name", "stored"), [("film.ogv", "film.ogv"), ("sound.opus", "sound.opus")])
def test_an_ogg_keeps_the_ending_that_says_whether_it_is_seen_or_heard(tmp_path, name, stored):
    made = films.make(tmp_path / name, *films.SOUND, "-c:a", "libopus", "-f", "ogg")
    assert uploads.clean_upload(ContentFile(made.read_bytes(), name), name, "media").name == stored


def test_an_archive_that_is_too_big_for_any_document_is_not_even_opened(tmp_path, monkeypatch):
    path = tmp_path / "big"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(65 * 2**20)
    monkeypatch.setattr(kinds.zipfile, "ZipFile", lambda path: pytest.fail("opened"))
    assert kinds.sniff(path) == "zip"
