"""The jobs of this app."""

from kraftsamling.jobs.services import JobRun, handles


def fail(error: str, document_id: int) -> None:
    """Mark the order as failed, so that the orderer sees it and can try again."""
    from kraftsamling.documents.services.rendering import fail_document

    fail_document(document_id, error)


@handles("documents.render", on_failed=fail)
def render(run: JobRun, document_id: int) -> None:
    """Make the ordered document."""
    from kraftsamling.documents.services.rendering import render_document

    render_document(run, document_id)


@handles("documents.delete_files")
def delete(run: JobRun, names: list[str]) -> None:
    """Delete stored files that no document names any more."""
    from kraftsamling.documents.services.rendering import delete_files

    delete_files(names)
