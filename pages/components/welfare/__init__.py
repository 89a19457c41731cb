"""Parts of the screens for worries, and whom to contact."""
