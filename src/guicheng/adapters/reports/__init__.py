"""What was found, in the forms that people and other programs take."""
