"""Subtitles, read cue by cue and written anew."""

import re

from .result import Refused

CLOCK = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d[.,]\d{3}"
TIMING = re.compile(rf"\s*({CLOCK})\s*-->\s*({CLOCK})(?:\s+(.*))?")
SETTING = re.compile(r"(?:vertical|line|position|size|align|region):[\w.,%-]+")
REGION = re.compile(r"(?:id|width|lines|regionanchor|viewportanchor|scroll):[\w.,%-]+")
BLOCK = re.compile(r"(NOTE|STYLE|REGION)(?=[\s]|$)")
TAG = re.compile(r"(<[^<>]*>)")
PARTS = re.compile(r"<(/?)([a-z]+)((?:\.[\w-]+)*)(?:\s+([^>]*))?>", re.IGNORECASE)
TIME_TAG = re.compile(rf"<{CLOCK}>")
VOICES = {"v", "lang"}  # they name a speaker or a language
SHOWN = {"vtt": {"b", "i", "u", "c", "ruby", "rt"} | VOICES, "srt": {"b", "i", "u"}}
SILENT = {"script", "style", "iframe", "object", "svg", "template", "noscript"}
"""What is between these tags is not for readers either."""
ACTS = re.compile(r"\bon\w+\s*=|javascript:", re.IGNORECASE)
LOADS = re.compile(r"url\(|@import|https?:|\b(?:src|href)\s*=", re.IGNORECASE)


def clean_vtt(text):
    """`(text, codes of what is removed, number of cues)`."""
    if not re.match(r"WEBVTT(?=[ \t\n]|$)", text):
        raise Refused("ending", found="srt", ending="vtt") if _timed(text) else Refused("damaged")
    header, *blocks = re.split(r"\n{2,}", text)
    codes, kept, cues = set(), ["WEBVTT"], 0
    lines = header.split("\n")
    if any("-->" in line for line in lines):  # a cue that follows without an empty line
        start = next(at for at, line in enumerate(lines) if "-->" in line)
        lines, blocks = lines[:start], ["\n".join(lines[start:]), *blocks]
    if lines != ["WEBVTT"]:
        codes.add("description")
    for block in blocks:
        cleaned, is_cue = _block(block.strip("\n"), codes)
        kept += [cleaned] if cleaned else []
        cues += is_cue
    if not cues:
        raise Refused("damaged")
    return "\n\n".join(kept) + "\n", codes, cues


def _block(block, codes):
    """`(the block as it stays or "", whether it is a cue)`."""
    named = BLOCK.match(block)
    if named and "-->" not in block.split("\n")[0]:
        if named[1] == "REGION":
            return "\n".join(["REGION", *REGION.findall(block)]), False
        codes |= {"comments"} if named[1] == "NOTE" else {"external" if LOADS.search(block) else "other"}
        return "", False
    before, timing, after = _cue(block)
    if timing is None:
        codes |= {"hidden"} if block.strip() else set()
        return "", False
    start, end, settings = (part or "" for part in timing.groups())
    head = " ".join([f"{start} --> {end}".replace(",", "."), *SETTING.findall(settings)])
    number = [line for line in before if line.strip().isdigit()]
    codes |= {"comments"} if len(number) < len(before) else set()
    return "\n".join([*number, head, *_payload(after, "vtt", codes)]), True


def clean_srt(text):
    """`(text, codes of what is removed, number of cues)`; the cues are numbered anew."""
    if text.startswith("WEBVTT"):
        raise Refused("ending", found="vtt", ending="srt")
    codes, cues = set(), []
    for block in re.split(r"\n{2,}", text.strip("\n")):
        _, timing, after = _cue(block)
        if timing:
            start, end, _ = timing.groups()
            cues.append([f"{start} --> {end}".replace(".", ","), *_payload(after, "srt", codes)])
        elif cues:  # an empty line inside what is said
            cues[-1] += _payload(block.split("\n"), "srt", codes)
    if not cues:
        raise Refused("damaged")
    numbered = ["\n".join([str(number), *lines]) for number, lines in enumerate(cues, 1)]
    return "\n\n".join(numbered) + "\n", codes, len(cues)


CLEANERS = {"vtt": clean_vtt, "srt": clean_srt}


def _timed(text):
    return any(TIMING.fullmatch(line) for line in text.split("\n"))


def _cue(block):
    """`(lines before the timing, the timing or None, lines after it)`."""
    lines = block.split("\n")
    for at, line in enumerate(lines[:2]):
        timing = TIMING.fullmatch(line)
        if timing:
            return lines[:at], timing, lines[at + 1 :]
    return [], None, lines


def _payload(lines, kind, codes):
    """The lines with the tags that are shown; every other is dropped, and every `<` that is no tag made harmless."""
    kept, silent = [], None
    for piece in TAG.split("\n".join(lines)):
        if not TAG.fullmatch(piece):
            kept += [] if silent else [_harmless(piece, kind)]
            continue
        parts = PARTS.fullmatch(piece)
        name = parts[2].lower() if parts else ""
        if silent:
            silent = None if parts and parts[1] and name == silent else silent
        elif name in SHOWN[kind]:
            kept.append(_tag(parts, name, kind, codes))
        elif kind == "vtt" and TIME_TAG.fullmatch(piece):
            kept.append(piece)
        else:
            codes |= _told(piece, name)
            silent = name if name in SILENT and not parts[1] else None
    return [line.rstrip() for line in "".join(kept).split("\n") if line.strip()]


def _harmless(text, kind):
    if kind == "vtt":
        return text.replace("-->", "--&gt;").replace("<", "&lt;")
    return re.sub(r"<(?![\s\d=])", "", text)


def _tag(parts, name, kind, codes):
    """The tag written anew, without attributes; a voice and a language keep their name."""
    closing, _, classes, rest = parts.groups()
    told = re.sub(r"[^\w\s.,'’()&;-]", "", rest or "").strip() if name in VOICES and not closing else ""
    if (rest or "").strip() != told:
        codes |= _told(parts[0], name)
    return f"<{closing}{name}{classes if kind == 'vtt' and not closing else ''}{' ' + told if told else ''}>"


def _told(piece, name):
    codes = {"scripts"} if name == "script" or ACTS.search(piece) else set()
    return codes | ({"external"} if LOADS.search(piece) else set()) or {"other"}
