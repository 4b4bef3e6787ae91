"""Every word that we send out: mails and texts, from templates that say nothing of a contact."""
