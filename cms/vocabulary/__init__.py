"""The shared words of the programme: topics and organisations."""
