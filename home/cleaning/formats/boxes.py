"""What the boxes of an AVIF file say of the picture's colours."""


def _boxes(data, at, end):
    """(name, start of its content, end) of the boxes in a part of `data`."""
    while at + 8 <= end:
        size, name, start = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], at + 8
        if size == 1:
            size, start = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        stop = at + size if size else end
        if stop < start or stop > end:
            return
        yield name, start, stop
        at = stop


def _inside(data, path, at, end):
    """Every box at the end of a path like "meta/iprp"; a number behind a name: bytes before its own boxes."""
    name, _slash, rest = path.partition("/")
    name, _plus, skip = name.partition("+")
    for found, start, stop in _boxes(data, at, end):
        if found == name.encode():
            if rest:
                yield from _inside(data, rest, start + int(skip or 0), stop)
            else:
                yield start, stop


def _primary(data):
    for start, _stop in _inside(data, "meta+4/pitm", 0, len(data)):
        size = 4 if data[start] else 2
        return int.from_bytes(data[start + 4 : start + 4 + size], "big")
    return None


def _properties_of(data, item):
    """Numbers, from one, of the properties that belong to an item."""
    numbers = set()
    for at, stop in _inside(data, "meta+4/iprp/ipma", 0, len(data)):
        wide, long = data[at] > 0, data[at + 3] & 1
        count, at = int.from_bytes(data[at + 4 : at + 8], "big"), at + 8
        for _entry in range(count):
            name_size = 4 if wide else 2
            name = int.from_bytes(data[at : at + name_size], "big")
            at += name_size
            for _property in range(data[at] if at < stop else 0):
                size = 2 if long else 1
                number = int.from_bytes(data[at + 1 : at + 1 + size], "big") & (0x7FFF if long else 0x7F)
                if name == item:
                    numbers.add(number)
                at += size
            at += 1
            if at >= stop:
                break
    return numbers


def _properties(data):
    """(name, content) of what is said of the picture itself, then of the pictures of a film."""
    wanted = _properties_of(data, _primary(data))
    for start, stop in _inside(data, "meta+4/iprp/ipco", 0, len(data)):
        for number, (name, first, last) in enumerate(_boxes(data, start, stop), 1):
            if number in wanted:
                yield name, data[first:last]
    for start, stop in _inside(data, "moov/trak/mdia/minf/stbl/stsd+8/av01", 0, len(data)):
        for name, first, last in _boxes(data, start + 78, stop):
            yield name, data[first:last]


def colour_codes(data):
    """(primaries, transfer) as ITU-T H.273 counts them; None where nothing is said."""
    for name, content in _properties(data):
        if name == b"colr" and content[:4] == b"nclx" and len(content) >= 8:
            return int.from_bytes(content[4:6], "big"), int.from_bytes(content[6:8], "big")
    return None
