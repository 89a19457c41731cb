"""Parts of the screens that show the report."""
