"""Parts of the screen that reads a report: its file, its rows, its page, and what comes of them."""
