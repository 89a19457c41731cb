"""Parts of the screens for accounts."""
