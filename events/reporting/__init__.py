"""What came of the Day: reports of cities, and the report of the edition that composes itself of them."""
