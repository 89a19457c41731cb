"""The demonstration: an invented partnership in the middle of its year, made through the services that people use."""
