"""The editors' desk: what one can begin, what is due, what to look at before readers do, and the way back."""
