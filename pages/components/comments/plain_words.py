"""Who is who, in plain words, for the screens of Young Advisors that name somebody first."""

SCRUTINEER = (
    "The scrutineer is somebody from outside. They check if the services do what they say. They also read what you "
    "think."
)
