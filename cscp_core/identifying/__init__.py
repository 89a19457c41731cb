"""What in a text may say who somebody is."""
