"""A coordinator's room: one's own cities, opened by a personal link, without an account."""
