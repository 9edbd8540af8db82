"""Where the data is: files, checks, and the compiled index."""
