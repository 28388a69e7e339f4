"""The example that a newcomer meets: people named by their roles, and Kraftsamling Sjöbo as the handbook tells it."""
