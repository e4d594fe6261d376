"""Sending for translation, and bringing up to date what was sent: who may, what it comes to, and how it is done."""
