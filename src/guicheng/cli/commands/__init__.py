"""What can be typed after ``guicheng``; each command starts its own room only when it runs."""
