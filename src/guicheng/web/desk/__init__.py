"""The first page of somebody who signed in: what waits for them, what is wrong today, how the stations stand."""
