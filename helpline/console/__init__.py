"""Sign-in, the queue, the red bar, navigation; nothing that belongs to a desk."""

from helpline.console import metrics, phone, sending, signing, supervising, surge, waiting
from helpline.console.blueprint import CONSOLE
