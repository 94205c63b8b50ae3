"""Drawings for the sample content: flat shapes in one warm palette, the same every time."""
