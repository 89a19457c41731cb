"""People's own words as their own data: taking them home, taking them back, and how long they are kept."""
