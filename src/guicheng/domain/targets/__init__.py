"""What clauses compile to: documents for people, each line with the address of its clause."""
