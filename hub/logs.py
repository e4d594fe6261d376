"""Logs name views, not the addresses that people asked for; nor those that Wagtail could not write to."""

import logging


class WithoutAddresses(logging.Filter):
    """In Django's lines on a request, puts the name of the view in place of the path; empties Wagtail's lines on mails."""

    def filter(self, record):
        if record.name == "wagtail.admin" and str(record.msg).startswith("Failed to send notification"):
            record.msg, record.args = "A notice to staff was not written.", ()
            return True
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            name = match.view_name or match.route if match else "no view"
            record.args = tuple(f"[{name}]" if argument == path else argument for argument in record.args)
        return True
