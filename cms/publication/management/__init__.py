"""Management of publication."""
