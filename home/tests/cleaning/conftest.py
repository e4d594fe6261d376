"""The films and sounds of the tests, each made once."""

import pytest

from home.cleaning.formats import media
from home.tests.cleaning import films
from home.tests.cleaning.films import PICTURE, SOUND, SOUNDS, TAGS, VP9, kind_of, make, tagged


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The films and sounds of these tests by name, each made once."""
    folder = tmp_path_factory.mktemp("films")
    files = {
        "full.mp4": films.full_film(folder),
        "apple.mov": films.film(folder, "apple.mov", *tagged(films.APPLE), "-movflags", "use_metadata_tags"),
        "plain.mp4": films.film(folder, "plain.mp4"),
        "pieces.mp4": films.film(
            folder, "pieces.mp4", "-movflags", "frag_keyframe+empty_moov", *tagged(TAGS)
        ),
        "silent.mp4": make(folder / "silent.mp4", *PICTURE, *films.H264, *tagged(TAGS)),
        "film.webm": make(folder / "film.webm", *PICTURE, *SOUND, *VP9, "-c:a", "libvorbis", *tagged(TAGS)),
        "opus.webm": make(folder / "opus.webm", *PICTURE, *SOUND, *VP9, "-c:a", "libopus", *tagged(TAGS)),
        "hevc.mp4": make(
            folder / "hevc.mp4", *PICTURE, "-c:v", "libx265", "-pix_fmt", "yuv420p", *tagged(TAGS)
        ),
        "av1.mp4": make(
            folder / "av1.mp4", *PICTURE, "-c:v", "libsvtav1", "-pix_fmt", "yuv420p", *tagged(TAGS)
        ),
        "alac.m4a": make(folder / "alac.m4a", *SOUND, "-c:a", "alac", *tagged(TAGS)),
    }
    for ending, codec in SOUNDS.items():
        files[f"sound.{ending}"] = make(folder / f"sound.{ending}", *SOUND, *codec, *tagged(TAGS))
    turned = folder / "portrait.mp4"
    files["portrait.mp4"] = make(turned, "-display_rotation", "90", "-i", files["plain.mp4"], "-c", "copy")
    open_gop = ("-x264-params", "open-gop=1:keyint=5:min-keyint=5:scenecut=0")
    whole = films.film(folder, "open-gop.mp4", *open_gop)
    files["recovery.mp4"] = make(
        folder / "recovery.mp4", "-ss", "0.55", "-i", whole, "-map", "0:v", "-c", "copy"
    )
    return files


@pytest.fixture(scope="session")
def cleaned(made, tmp_path_factory):
    """Cleans a film by name, once."""
    done = {}

    def clean(name):
        if name not in done:
            done[name] = media.clean(made[name], tmp_path_factory.mktemp("clean"), kind_of(name))
        return done[name]

    return clean
