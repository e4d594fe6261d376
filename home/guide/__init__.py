"""The editors' guide inside the admin: docs/editors.md as a page, and links to its parts where one needs them."""
