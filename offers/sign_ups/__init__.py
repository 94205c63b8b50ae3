"""What comes of a form that was sent: it is taken in, kept, told of, and erased in the end."""
