"""What came of what young people and lay members asked: their stories, and the issues that are published of them."""
