"""Translation services elsewhere: wagtail-localize's classes with right codes, limits, and errors that people understand."""
