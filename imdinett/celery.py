import os
from typing import Any

from celery import Celery, Task
from celery.signals import task_postrun, task_prerun
from django.db import close_old_connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imdinett.settings.production")
app = Celery("imdinett")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Web threads too must find this app as the current one.
app.set_default()


@task_prerun.connect
@task_postrun.connect
def gi_fra_seg_forbindelser(sender: "Task[Any, Any]", **_kwargs: Any) -> None:
    """Back to the pool as after a request. Celery's own way closes the pool too (CELERY_DB_REUSE_MAX), and every
    letter had to start a process of its own in the database."""
    if not sender.request.is_eager:
        close_old_connections()
