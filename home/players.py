"""Films that lie with another company: its name, and its player where we know one. Pure."""

from urllib.parse import parse_qs, urlsplit

# Where a film may be played once a reader asked for it; the content policy names the same hosts (hub/settings/base.py).
PLAYERS = {
    "youtube": "https://www.youtube-nocookie.com/embed/{}?autoplay=1&rel=0",
    "vimeo": "https://player.vimeo.com/video/{}?autoplay=1&dnt=1",
}


def player_of(url):
    """(the company's name, address of its player) of a film's page, or (host, "") where we know no player."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = parts.path.strip("/").split("/")
    if host in ("youtube.com", "youtube-nocookie.com", "youtu.be"):
        found = parse_qs(parts.query).get("v", [path[-1]])[0]
        key = "youtube"
    elif host in ("vimeo.com", "player.vimeo.com"):
        found, key = next((part for part in reversed(path) if part.isdigit()), ""), "vimeo"
    else:
        return host, ""
    known = found.replace("-", "").replace("_", "").isalnum() and found.isascii()
    return {"youtube": "YouTube", "vimeo": "Vimeo"}[key], PLAYERS[key].format(found) if known else ""
