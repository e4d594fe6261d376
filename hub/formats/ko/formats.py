"""Korean says whether it is morning before the hour, in a date with a time as in a time alone."""

DATETIME_FORMAT = "Y년 n월 j일 A g:i"
