"""What a month of an estate is counted from: promises in force, and everything that tells what became of them."""
