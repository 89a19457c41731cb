"""Parts of the screens for meetings."""
