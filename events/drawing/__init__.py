"""Drawings made from packaged data, apart from Django."""
