"""Parts of the screen for the year in scrutiny."""
