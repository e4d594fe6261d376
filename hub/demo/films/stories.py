"""Which scenes tell which story, one for each sentence of its captions."""

from dataclasses import dataclass

from hub.demo.films import scenes


@dataclass(frozen=True)
class Story:
    scenes: tuple  # of functions (share of the scene, seconds since its start) → RGB picture
    still: float  # the second of the picture that stands for the film
    note: float  # Hz, the lowest of its sound
    crf: int = 30


STORIES = {
    "one-letter": Story(
        (
            scenes.sheet,
            scenes.writing,
            scenes.envelopes,
            scenes.carried,
            scenes.gate,
            scenes.far_bank,
        ),
        still=11.2,
        note=98.0,
    ),
    "why-september": Story(
        (
            scenes.document,
            scenes.signature,
            scenes.river,
            scenes.way_back,
            scenes.windows,
            scenes.dawn,
        ),
        still=10.5,
        note=110.0,
    ),
    "one-light": Story(
        (
            scenes.first_cities,
            scenes.more_cities,
            scenes.three_ways,
            scenes.behind_windows,
            scenes.candles,
            scenes.your_city,
        ),
        still=10.8,
        note=123.47,
    ),
}
