"""Invented content to try the product with: what it says, how it is drawn, how it is loaded."""
