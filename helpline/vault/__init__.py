"""Keys, sealing and receipts: words are kept so that only those meant to can read them."""

from helpline.vault.argon import Crowded, unless_crowded
from helpline.vault.checking import check
from helpline.vault.columns import SealedText
from helpline.vault.content import ContentKey
from helpline.vault.derive import PepperTooShort, keyed_hash, subkey
from helpline.vault.holders import RECOVERY, HolderKey, KeyFaults, PublicKeys, UnknownHolder
from helpline.vault.keeping import KeyExists, PassphraseTooShort, make_holder, recover, rotate
from helpline.vault.keyring import AnotherHolder, Keyring
from helpline.vault.mailbox import MailboxKey, wrap_for_mailbox
from helpline.vault.passwords import hash_password, password_matches
from helpline.vault.receipts import NotAReceipt, Unlocking
from helpline.vault.sealed import CannotOpen, Sealed, place
from helpline.vault.secret import Secret
from helpline.vault.tokens import TokenBroken, TokenExpired, open_token, seal_token
