"""What is read of mending and reviews."""
