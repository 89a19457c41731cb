"""Whether the figures of a report agree with each other, and what may be concluded from them."""
