"""Forms without an account: to join, to become a coordinator, to tell of an event; and what a person may do with what they sent."""
