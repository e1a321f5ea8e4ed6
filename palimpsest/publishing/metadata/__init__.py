"""metadata: each kind of page -> what it says about itself to machines."""
