"""serve: a build command and its output -> a web site on this machine that rebuilds and reloads."""
