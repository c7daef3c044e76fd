"""What somebody could reckon back from a report: halls by chance, and what their numbers have to do with each other."""
