"""Work orders as an actor may see them: found, folded, timed, and the clauses that apply."""
