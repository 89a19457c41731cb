"""Comments: writing them, checking them, reading them, replying to them."""
