"""Plain text as mail programs like it: lines of at most 76 columns, broken at spaces only, so that addresses stay whole."""

from unicodedata import combining, east_asian_width

COLUMNS = 76


def width(text):
    """Columns in a fixed face: letters of East Asia take two, marks on letters none."""
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def wrapped(text):
    """Each line of `text` in as many as it needs. The line before a signature ("-- ") keeps its space."""
    return "\n".join(line if line == "-- " else _wrapped_line(line) for line in text.split("\n"))


def _wrapped_line(line):
    lines, used = [[]], 0
    for word in line.split():
        columns = width(word)
        if lines[-1] and used + 1 + columns > COLUMNS:
            lines.append([])
            used = 0
        used += columns + bool(lines[-1])
        lines[-1].append(word)
    return "\n".join(" ".join(words) for words in lines)
