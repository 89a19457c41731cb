"""Parts of the screens for challenges and their answers."""
