"""What people and programs are told: notices, letters, robots of groups, webhooks."""
