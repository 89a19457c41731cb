"""What Young Advisors and lay members say of the findings. Its rooms come with their screens."""
