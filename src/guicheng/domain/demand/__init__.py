"""What customers need: their words covered and sorted, themes, trends, and the clauses that answer a demand."""
