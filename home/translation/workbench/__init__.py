"""Where translators work: an original and its translation side by side, passage by passage; see docs/translation.md."""
