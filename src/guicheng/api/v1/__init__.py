"""Version 1 of the API: everything of the workbench, for programs with a token and for people who signed in."""
