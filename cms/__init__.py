"""The shared foundation: everything the leaves `blog`, `offers` and `home` stand on."""
