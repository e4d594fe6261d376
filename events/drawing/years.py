"""The Day, year by year: a candle for each year, as high as there were cities, and a mark for each year without a figure."""

from dataclasses import dataclass

LIT, UNLIT, EDGE = 59, 13, 29  # how far a year is from the one before it; the first one from the edge
HIGHEST = 182  # of the candle of the year with the most cities
BASE, BELOW, ABOVE = 236, 26, 46
CANDLE = 16
LONG = 9  # candles from which on a telephone scrolls rather than shrinks it


@dataclass(frozen=True)
class Candle:
    year: int
    cities: int
    at_least: bool
    x: int
    top: int

    @property
    def body(self):
        """The candle as a path; one of “at least” stays open below."""
        left, right = self.x - CANDLE // 2, self.x + CANDLE // 2
        return f"M{left} {BASE}V{self.top}H{right}V{BASE}"

    @property
    def flame(self):
        return f"translate({self.x} {self.top - 9}) scale(.7)"

    @property
    def figure_y(self):
        return self.top - 25


@dataclass(frozen=True)
class Plot:
    candles: tuple
    unlit: str  # a path
    width: int

    height = BASE + BELOW
    base = BASE
    years_y = BASE + 19

    @property
    def is_long(self):
        return len(self.candles) > LONG


def plot(editions):
    """The `Plot` of [{year, cities, at_least}] in the order of the years; None without any figure."""
    lit = {each["year"]: each for each in editions or () if each["cities"]}
    if not lit:
        return None
    most = max(each["cities"] for each in lit.values())
    years = range(min(lit), max(each["year"] for each in editions) + 1)
    candles, unlit, x = [], [], EDGE - LIT
    for year in years:
        # Marks stand close together; a candle keeps its distance from whatever is before it.
        if year in lit:
            x += LIT if year - 1 in lit or not candles else LIT // 2 + UNLIT // 2
            each = lit[year]
            top = BASE - round(HIGHEST * each["cities"] / most)
            candles.append(Candle(year, each["cities"], each["at_least"], x, top))
        else:
            x += UNLIT if year - 1 not in lit else LIT // 2 + UNLIT // 2
            unlit.append(f"M{x}.5 {BASE}v-7")
    return Plot(tuple(candles), "".join(unlit), x + EDGE)
