"""What is read of the operations stage; every reading says who may see it."""
