"""The partner feed: content items over HTTP, on request."""
