"""The door without a visitor: takes jobs from the table and runs them."""
