"""Posts and the people who write them."""
