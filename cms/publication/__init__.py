"""What is public, as data, in the order it changed."""
