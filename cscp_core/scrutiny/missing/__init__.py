"""What a claim or an action leaves open, and the question that follows from it."""
