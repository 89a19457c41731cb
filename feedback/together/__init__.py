"""What Young Advisors say together, and the questions that they and lay members put to the next meeting."""
