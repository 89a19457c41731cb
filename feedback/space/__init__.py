"""What is theirs to shape for a term: topics, colour, picture, what makes a good reply; and their own reminders."""
