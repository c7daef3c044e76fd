"""Pictures of the imagined halls, drawn by ourselves: flat, warm, and always the same."""
