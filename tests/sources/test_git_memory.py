"""A history read with the memory of an earlier time gives what it gives without one."""
