"""Published statistics: publications, releases, series, places, observations; and what may be compared with what."""
