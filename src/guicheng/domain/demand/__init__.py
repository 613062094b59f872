"""What customers need: questionnaires, what their answers say, and how surely."""
