"""In Arabic the day stands before the month, in a date with a time as in a date alone."""

DATETIME_FORMAT = "j F، Y، g:i A"
SHORT_DATETIME_FORMAT = "d/m/Y g:i A"
