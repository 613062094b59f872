"""What rows of the research stage say, without asking for more of them."""
