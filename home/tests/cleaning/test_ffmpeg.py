"""ffmpeg opens only what it is given, is missed when it is missing, and ends with its parent."""

import os
import signal
import subprocess
import sys
import time

import pytest

from home.cleaning.formats import ffmpeg
from home.cleaning.formats.result import Refused
from home.tests.cleaning.films import refusal


@pytest.fixture
def playlist(made, tmp_path):
    source = tmp_path / "list.mp4"
    source.write_text(f"ffconcat version 1.0\nfile '{made['plain.mp4'].name}'\n")
    (tmp_path / made["plain.mp4"].name).symlink_to(made["plain.mp4"])
    return source


def test_ffmpeg_left_to_itself_opens_the_files_that_a_list_names(playlist):
    """Without this, the next test proves nothing."""
    opened = subprocess.run([ffmpeg.program(), "-i", playlist], capture_output=True, text=True)
    assert "Video: h264" in opened.stderr


@pytest.mark.parametrize("demuxer", ["mov", "matroska", "ogg", "wav"])
def test_ffmpeg_opens_no_list_of_other_files(demuxer, playlist):
    with pytest.raises(Refused) as refused:
        ffmpeg.streams(ffmpeg.reading(playlist, demuxer, {"h264", "aac"}))
    assert refused.value.code == "damaged"


def test_a_name_that_looks_like_an_address_is_only_a_name():
    assert b"No such file" in ffmpeg.run(*ffmpeg.reading("http://127.0.0.1/x", "mov", {"h264"})).stderr


@pytest.mark.parametrize("path", ["/nonexistent/ffmpeg", __file__])
def test_without_ffmpeg_it_says_that_the_tool_is_missing(path, made, tmp_path, monkeypatch):
    monkeypatch.setenv("HUB_FFMPEG", path)
    assert refusal(made["plain.mp4"], tmp_path, "mp4").code == "tool"


def test_what_is_no_program_is_a_missing_tool(made, tmp_path, monkeypatch):
    program = tmp_path / "ffmpeg"
    program.write_bytes(b"\x7fELF not really")
    program.chmod(0o755)
    monkeypatch.setenv("HUB_FFMPEG", str(program))
    assert refusal(made["plain.mp4"], tmp_path, "mp4").code == "tool"


def test_ffmpeg_ends_with_the_process_that_started_it(tmp_path):
    program, number, survived = tmp_path / "ffmpeg", tmp_path / "number", tmp_path / "survived"
    program.write_text(f"#!/bin/sh\necho $$ > {number}\nsleep 5\necho > {survived}\n")
    program.chmod(0o755)
    code = "from home.cleaning.formats import ffmpeg; ffmpeg.run('-version')"
    parent = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "HUB_FFMPEG": str(program)})
    while not number.exists() or not number.read_text().strip():
        assert parent.poll() is None
        time.sleep(0.01)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    while _runs(int(number.read_text())):
        time.sleep(0.01)
    assert not survived.exists()


def _runs(process):
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().split()[2] != "Z"
    except FileNotFoundError:
        return False
