"""What a paper diary that was typed into a spreadsheet says, row by row: reading, and nothing saved."""
