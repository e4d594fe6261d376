"""Files of the library as readers get them: readable and short addresses, and counting without a trace of a person."""
