"""Land as engraved lines: one beside the other, from coast to coast."""

from itertools import pairwise

FIRST = 2  # below the upper edge
SHORTEST = 1  # shorter lines and gaps are blots


def runs(drawn, y, width):
    """[(from, to)] in whole units where a line at `y` crosses land: between every other coast that it meets."""
    coasts = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for ring in drawn
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 <= y) != (y2 <= y)
    )
    found = []
    for begin, end in zip(coasts[::2], coasts[1::2], strict=True):
        begin, end = round(max(begin, 0)), round(min(end, width))
        if end - begin < SHORTEST:
            continue
        if found and begin - found[-1][1] <= SHORTEST:
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def engraving(drawn, width, height, step):
    """The path of lines that are `step` apart, for closed rings of points on a sheet of that size; they may reach beyond it."""
    path = []
    y = FIRST
    while y < height:
        at = None
        for begin, end in runs(drawn, y, width):
            path.append(f"M{begin} {y:g}h{end - begin}" if at is None else f"m{begin - at} 0h{end - begin}")
            at = end
        y += step
    return "".join(path)
