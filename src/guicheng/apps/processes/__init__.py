"""Stage III: processes, written as step tables, proved, approved and published."""
