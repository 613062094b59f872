"""What can be told, when it may be told, and secrets as they are stored."""
