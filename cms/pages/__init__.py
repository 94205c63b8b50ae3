"""What every page has, and who may see it."""
