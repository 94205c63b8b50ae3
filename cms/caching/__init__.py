"""Pages as they are kept for everybody, for as long as nothing public changes."""
