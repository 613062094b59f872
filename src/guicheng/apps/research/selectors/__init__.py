"""What is read of the research stage; every reading says who may see it."""
