"""What staff write to those who agreed to it."""
