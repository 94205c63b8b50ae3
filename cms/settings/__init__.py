"""Settings: `base` says what the product is; the others say where it runs."""
