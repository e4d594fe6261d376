"""Write the films, or only those named as arguments."""

import sys

from hub.demo.films.cut import encode, still
from hub.demo.films.layers import ART
from hub.demo.films.stories import STORIES


def main(names):
    for name in names or STORIES:
        story = STORIES[name]
        encode(story, ART / f"{name}.mp4")
        still(story, ART / f"{name}.jpg")


if __name__ == "__main__":
    main(sys.argv[1:])
