"""What sheets are made for: papers in points, pictures in pixels."""

from enum import StrEnum


class Paper(StrEnum):
    """The same values as `ResourceFile.Paper`."""

    A4 = "a4"
    A3 = "a3"
    LETTER = "letter"
    SCREEN = "screen"
    PHONE = "phone"

    @property
    def size(self):
        """(width, height)."""
        return _SIZES[self]

    @property
    def is_picture(self):
        return self in (Paper.SCREEN, Paper.PHONE)


_SIZES = {
    Paper.A4: (595.28, 841.89),
    Paper.A3: (841.89, 1190.55),
    Paper.LETTER: (612, 792),
    Paper.SCREEN: (1080, 1080),
    Paper.PHONE: (1080, 1920),
}
PRINTED = (Paper.A4, Paper.A3, Paper.LETTER)
