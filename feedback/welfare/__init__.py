"""Welfare: what makes somebody worry about a person, apart from the comments, for the safeguarding lead and deputy."""
