"""What joins blog and offers, which know nothing of each other."""
