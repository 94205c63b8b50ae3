"""The screens on which staff make forms and handle sign-ups."""
