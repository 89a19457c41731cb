"""How far each claim goes and how it is known: the suggested grades and the confirmed ones."""
