"""understand: a reading -> topic labels and stated dates, each with its evidence."""
