"""Every word we send out, by mail or text: to people who work with us, and about nobody."""

from helpline.messages.actions import Letter, Person, Recipient, tell, write
from helpline.messages.models import Medium, Outgoing
