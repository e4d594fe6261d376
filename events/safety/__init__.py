"""What staff say on safety, country by country."""
