"""Stage IV: what published promises make people do: work, and the record that it was done."""
