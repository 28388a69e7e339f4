"""Two people who act at the same moment."""

import threading

from django.db import connection, transaction


def both_at_once(first, second) -> list[Exception]:
    """Do ``first`` and, before it is committed, begin ``second``; return what went wrong."""
    is_done, errors = threading.Event(), []

    def run(act, *, then=lambda: None):
        try:
            with transaction.atomic():
                act()
                then()
        except Exception as error:  # the thread's error must reach the test
            errors.append(error)
        finally:
            connection.close()

    def run_late():
        is_done.wait(10)
        run(second)

    def wait_for_the_other():
        is_done.set()
        late.join(0.5)

    late = threading.Thread(target=run_late)
    late.start()
    early = threading.Thread(target=run, args=[first], kwargs={"then": wait_for_the_other})
    early.start()
    early.join()
    late.join()
    return errors
