"""The desk of those who look after people: sign-ups, events, introductions, mails, reports."""
