"""What a person makes of a drafted report: keeping, changing and dropping rows until they can be loaded."""
