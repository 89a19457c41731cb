"""Parts of the screens where young people and lay members comment, and where comments are checked and answered."""
