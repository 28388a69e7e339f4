"""The examples' dialogues as rows; ``dialogues.services.example`` turns them into records through the services."""
