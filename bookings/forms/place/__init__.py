"""The forms by which a hall's people keep their place: one module for each part."""
