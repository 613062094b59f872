"""What is written of the assessment stage; every act is one transaction with its audit row."""
