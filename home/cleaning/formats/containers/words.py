"""From the name of a tag to the code of what it betrays."""

NAMES = (
    ("location", ("location", "gps", "xyz", "latitude", "longitude", "geotag", "country", "city")),
    ("preview", ("picture", "coverart", "thumbnail", "apic")),
    ("device", ("make", "model", "manufacturer", "camera", "lens", "serial", "firmware", "device")),
    ("author", ("artist", "author", "composer", "copyright", "publisher", "performer", "director", "owner")),
    ("author", ("encoded_by", "account", "creator", "originator", "producer", "contact", "organization")),
    ("author", ("writer", "lyricist", "conductor", "license", "user", "email")),
    ("dates", ("date", "time", "year")),
    (
        "software",
        ("encoder", "encoding", "software", "tool", "handler_name", "vendor_id", "version", "application"),
    ),
    ("comments", ("comment", "lyrics")),
    (
        "description",
        ("title", "album", "desc", "synopsis", "genre", "track", "keyword", "show", "name", "subject"),
    ),
)
LETTERS = {
    "location": "©xyz loci GPMF gps0 GPS",
    "author": "©ART aART ©wrt ©aut ©prf ©cpy cprt auth perf ©com ©dir ©prd ©pub apID ownr ©enc IART ICOP ICMS IENG ITCH "
    "TPE1 TPE2 TPE3 TPE4 TCOM TCOP TENC TEXT TOLY TOPE TOWN TPUB TP1 TP2 TCM TCR WOAR WCOP WPUB USER",
    "device": "©mak ©mod ©mdl CAME manu modl FIRM LENS SNum MUID ©fmt ISRF",
    "dates": "©day date tima ICRD IDIT TDRC TDRL TDOR TDEN TDTG TYER TDAT TIME TORY TYE TDA purd",
    "software": "©swr ©too tool vndr ISFT TSSE TSS",
    "comments": "©cmt ©inf ICMT COMM COM USLT SYLT ULT ©lyr",
    "description": "©nam titl dscp desc ldes ©des ©alb albm ©gen gnre kywd tven chpl trkn name INAM ISBJ IKEY IGNR IPRD "
    "TIT1 TIT2 TIT3 TT1 TT2 TALB TAL TCON TRCK CHAP CTOC",
    "preview": "covr thmb THMB snal APIC PIC pict",
    "attachments": "GEOB GEO",
}
BY_LETTERS = {name: code for code, names in LETTERS.items() for name in names.split()}
BLOB = {
    "location": (b"gps", b"location", b"latitude", b"longitude", b"geolat"),
    "author": (b"creator>", b"author", b"artist", b"copyright", b"rights>", b"originator"),
    "device": (b"tiff:make", b"tiff:model", b"serial", b"camera", b"firmware", b"lens"),
    "dates": (b"createdate", b"modifydate", b"creationdate", b"datecreated", b"originationdate"),
    "software": (b"creatortool", b"softwareagent", b"software"),
    "description": (b"title", b"description", b"dc:subject"),
    "preview": (b"thumbnail", b"\xff\xd8\xff"),
}


def code_of(name):
    """For a tag with a long name, as ffmpeg, Vorbis comments and Matroska have it."""
    low = name.lower()
    return next((code for code, words in NAMES if any(word in low for word in words)), "other")


def code_of_letters(name):
    """For a tag of four letters, as MP4, RIFF and ID3 have it."""
    text = name.decode("latin-1") if isinstance(name, bytes) else name
    return BY_LETTERS.get(text.strip(), "other")


def codes_in(blob, otherwise="other"):
    """For XML and other text nobody parses here; `otherwise` when it says nothing that is known."""
    low = blob.lower()
    return {code for code, words in BLOB.items() if any(word in low for word in words)} or {otherwise}
