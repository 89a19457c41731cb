"""The scrutineer's judgement of each theme, beside what the agencies and the data say."""
