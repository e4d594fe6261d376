"""Pictures that are unusual but sound are taken, and nothing that they show is lost."""

from io import BytesIO

import pytest
from PIL import Image

from home.cleaning.formats import images
from home.cleaning.formats.result import Refused
from home.tests.cleaning import pictures


@pytest.fixture
def clean(tmp_path):
    """Cleans bytes; → (Cleaned, the new picture opened)."""

    def act(data, kind):
        source = tmp_path / "source"
        source.write_bytes(data)
        cleaned = images.clean(source, tmp_path, kind)
        return cleaned, Image.open(BytesIO(cleaned.path.read_bytes()))

    return act


@pytest.mark.parametrize(
    ("kind", "options"), [("jpeg", {"quality": 94, "subsampling": 0}), ("tiff", {}), ("heic", {})]
)
def test_a_grainy_photograph_is_taken(clean, kind, options):
    data = pictures.encode(pictures.grain(), kind, plant=False, **options)
    _cleaned, picture = clean(data, kind)
    assert pictures.psnr(Image.open(BytesIO(data)), picture) > 30


def test_a_picture_that_cannot_be_encoded_is_not_called_damaged(clean, monkeypatch):
    def fail(*_arguments, **_options):
        raise OSError

    monkeypatch.setattr(images, "save_still", fail)
    with pytest.raises(Refused) as refused:
        clean(pictures.encode(pictures.scene(), "png"), "png")
    assert refused.value.code == "heavy"
