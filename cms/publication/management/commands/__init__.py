"""Commands of publication."""
