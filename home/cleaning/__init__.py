"""Uploads, cleaned of what could betray somebody.

`formats/` knows files and nothing of Django: it runs in a child process with little memory (`child.py`, started by
`process.py`). The rest is how models, forms and commands use it.
"""
