"""The commands of offers."""
