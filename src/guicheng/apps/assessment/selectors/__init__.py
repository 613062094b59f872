"""What is read of the assessment stage; every reading says who may see it."""
