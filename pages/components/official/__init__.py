"""What screens of official statistics share: reads kept until the next load, choices, charts, sources."""
