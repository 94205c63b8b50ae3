"""Pictures and documents, and the sizes they are shown in."""
