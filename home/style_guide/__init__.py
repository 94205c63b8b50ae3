"""The living style guide: every component and block in all its states, in development only."""
