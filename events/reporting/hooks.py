"""What this package adds to Wagtail's admin."""
