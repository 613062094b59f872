"""Stage I: what customers need, asked and listened to, before a standard is written."""
