"""signals: a step with the findings of both its texts -> places that a reader may want to look at first."""
