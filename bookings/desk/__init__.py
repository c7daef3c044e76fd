"""What the secretary, the treasurer, the trustees and the caretaker look at: loaded in a fixed number of questions."""
