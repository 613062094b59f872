"""What rows of assessment say, as the domain reads it."""
