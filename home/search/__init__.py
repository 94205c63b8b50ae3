"""Search over everything public: content items, and plain pages."""
