"""How Young Advisors rate the adults after a meeting: in words, from three answers on, and never one person's."""
