"""read: the body of a snapshot -> a reading, its sections of passages, every repair named."""
