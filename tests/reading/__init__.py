"""Reading: what comes out of files, honest and hostile."""
