"""What somebody would try who wishes ill, with an ordinary account or without one; each attempt is a test."""
