"""Chart specifications: shapes that know nothing of reports, and the one look of them all. Pure."""
