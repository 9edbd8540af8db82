"""What can I type? Typer commands in app.py; the functions that they call in the other modules."""
