"""What is written of the improvement stage; every act is one transaction with its audit row."""
