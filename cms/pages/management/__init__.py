"""Commands about pages and their addresses."""
