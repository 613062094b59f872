"""The roof: settings, addresses, and the process tree that runs them."""
