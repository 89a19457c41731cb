"""The year in scrutiny: what was asked, what changed, what is unanswered; and the agencies' check of it."""
