"""Do I know it? Questions about points, their judging, and the history that says what to ask next."""
