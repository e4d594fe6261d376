"""What search knows of a page. Derived: `manage.py rebuild_search` makes all of it anew."""

from django.db import models


class IndexEntry(models.Model):
    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    translation_key = models.UUIDField(db_index=True)
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    page_type = models.CharField(max_length=100, db_index=True)
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    # Tokens with a space before and after each: " a b c ". A word is found as " b ", whatever the database.
    title_terms = models.TextField(blank=True)
    terms = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "index entry"
        verbose_name_plural = "index entries"

    def __str__(self):
        return self.title
