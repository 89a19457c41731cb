"""What somebody must be told: in the app always, by e-mail without content where that is set up."""
