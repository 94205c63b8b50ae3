"""What staff say about what they withdraw, and where visitors read it."""
