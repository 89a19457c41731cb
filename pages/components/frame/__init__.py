"""What is around every screen: sign-in, the parts of every page, and what a run costs."""
