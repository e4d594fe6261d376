"""Uploads under /media/: what readers get, whole or in ranges, and what nobody gets."""

import os

import pytest

FILES = {
    "images/a.max-800.webp": b"picture",
    "media/film.mp4": bytes(range(100)),
    "media/page.html": b"<script>",
    "media_thumbnails/film.jpg": b"thumbnail",
    "original_images/a.jpg": b"original",
    "documents/a.pdf": b"document",
    "images_private/a.jpg": b"beside",
}


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name, content in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    os.symlink(tmp_path / "original_images", tmp_path / "images" / "linked")
    return tmp_path


def content(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "images/../original_images/a.jpg",
        "images/%2e%2e/original_images/a.jpg",
        "images/%2e%2e%2foriginal_images/a.jpg",
        "images/./a.max-800.webp",
        "images//a.max-800.webp",
        "/images/a.max-800.webp",
        "images\\a.max-800.webp",
        "images/..\\original_images\\a.jpg",
        "images/a.max-800.webp%00",
        "images/%00",
        "images/linked/a.jpg",
        "images/",
        "images",
        "images/linked",
        "images/" + "a" * 300,
        "images/missing.webp",
        "images_private/a.jpg",
        "original_images/a.jpg",
        "documents/a.pdf",
        "..",
        "",
    ],
)
def test_nothing_but_files_of_the_public_folders(client, caplog, path):
    response = client.get(f"/media/{path}")
    assert response.status_code == 404, path
    assert not [record for record in caplog.records if record.exc_info]


def test_a_rendition_is_kept_for_long(client):
    response = client.get("/media/images/a.max-800.webp")
    assert content(response) == b"picture"
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response["Cache-Control"]
    again = client.get("/media/images/a.max-800.webp", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert client.post("/media/images/a.max-800.webp").status_code == 405


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=90-", 90, 99), ("bytes=-5", 95, 99), ("bytes=95-500", 95, 99)],
)
def test_a_player_gets_the_range_it_asks_for(client, asked, first, last):
    response = client.get("/media/media/film.mp4", headers={"Range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/100"
    assert content(response) == FILES["media/film.mp4"][first : last + 1]
    assert int(response["Content-Length"]) == last - first + 1
    assert response["Content-Type"] == "video/mp4"


@pytest.mark.parametrize("asked", ["", "bytes=", "bytes=-", "bytes=9-2", "bytes=0-1,4-5", "lines=1-2"])
def test_what_is_no_range_gets_the_whole(client, asked):
    response = client.get("/media/media/film.mp4", headers={"Range": asked})
    assert response.status_code == 200
    assert content(response) == FILES["media/film.mp4"]
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == "100"


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused(client, asked):
    response = client.get("/media/media/film.mp4", headers={"Range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */100"


def test_a_range_of_another_version_gets_the_whole(client):
    response = client.get("/media/media/film.mp4", headers={"Range": "bytes=0-1", "If-Range": '"old"'})
    assert response.status_code == 200
    assert content(response) == FILES["media/film.mp4"]
    head = client.head("/media/media/film.mp4")
    assert (head.status_code, head["Content-Length"]) == (200, "100")


def test_only_pictures_sound_and_video_open_in_the_browser(client):
    response = client.get("/media/media/page.html")
    assert content(response) == b"<script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == "attachment"
    assert client.get("/media/media_thumbnails/film.jpg")["Content-Type"] == "image/jpeg"
