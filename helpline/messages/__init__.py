"""Every word we send out, by mail or text: to people who work with us, and about nobody."""

from helpline.messages.actions import Letter, Person, Recipient, tell, write
from helpline.messages.delivering import remember_to_forget
from helpline.messages.models import EnquirerText, Medium, Outgoing, TextState
from helpline.messages.numbers import number_hashes, texts_are_offered
from helpline.messages.stopping import are_stopped, start_texts, stop_texts
from helpline.messages.texting import (
    Sent,
    Text,
    forget_texts,
    note_text_state,
    texts_of,
    withdraw_texts,
    write_text,
)
