"""What a body is written with."""
