"""What is read of the improvement stage; every reading says who may see it."""
