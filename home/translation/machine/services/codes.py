"""What each service calls our languages. A language that a service does not know has no code.

Portuguese without a country is that of Portugal, English that of Britain, as in our catalogs. The lists are the services'
own, as of 2026: https://developers.deepl.com/docs/getting-started/supported-languages,
https://docs.cloud.google.com/translate/docs/languages, and the models that LibreTranslate installs by itself.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Codes:
    """`known`: languages by our code that the service knows; where it calls them otherwise, `sources` and `targets`."""

    known: str  # with spaces between
    sources: dict = field(default_factory=dict)
    targets: dict = field(default_factory=dict)
    upper: bool = False

    def source(self, code):
        return self._code(code, self.sources)

    def target(self, code):
        return self._code(code, self.targets)

    def _code(self, code, named):
        code = code.lower()
        plain = code.split("-")[0]
        if code in named:
            return named[code]
        if plain == "zh" or plain not in self.known.split():
            return None
        found = named.get(plain, plain)
        return found.upper() if self.upper else found


CHINESE = {
    "zh-hans": "zh-hans",
    "zh-hant": "zh-hant",
    "zh-cn": "zh-hans",
    "zh-tw": "zh-hant",
    "zh-hk": "zh-hant",
}

DEEPL = Codes(
    known="ar bg cs da de el en es et fi fr he hu id it ja ko lt lv nb nl no pl pt ro ru sk sl sv th tr uk vi",
    sources={**dict.fromkeys(CHINESE, "ZH"), "no": "NB"},
    targets={
        **{code: form.upper() for code, form in CHINESE.items()},
        "en": "EN-GB",
        "en-us": "EN-US",
        "pt": "PT-PT",
        "pt-br": "PT-BR",
        "no": "NB",
    },
    upper=True,
)

_GOOGLE_CHINESE = {code: "zh-TW" if form == "zh-hant" else "zh-CN" for code, form in CHINESE.items()}
_GOOGLE = {**_GOOGLE_CHINESE, "pt": "pt-PT", "pt-br": "pt-BR", "nb": "no", "nn": "no"}
GOOGLE = Codes(
    known="ar bg cs da de el en es et fa fi fr he hi hu id it ja km ko lo lt lv mn my nb nl nn no pl pt ro ru sk sl sv sw th tr uk "
    "ur vi",
    sources=_GOOGLE,
    targets=_GOOGLE,
)

# Its servers have changed their names for these: the first that the server lists is taken.
LIBRETRANSLATE_NAMES = {
    "zh-hans": ("zh-Hans", "zh"),
    "zh-hant": ("zh-Hant", "zt"),
    "pt-BR": ("pt-BR", "pb", "pt"),
    "nb": ("nb", "no"),
}
_LIBRE = {**CHINESE, "pt-br": "pt-BR", "no": "nb"}
LIBRETRANSLATE = Codes(
    known="ar bg cs da de el en es et fa fi fr he hi hu id it ja ko lt lv nb nl no pl pt ro ru sk sl sv th tr uk ur vi",
    sources=_LIBRE,
    targets=_LIBRE,
)
