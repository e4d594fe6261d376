"""The words of the site itself: how far the catalogs in locale/ are translated, and what else a language lacks."""
