"""What Young Advisors and lay members say of the findings, how it is kept safe, and what becomes of it."""
