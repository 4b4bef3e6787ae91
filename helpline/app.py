"""Composition: three faces and a worker, each with its own secrets, login and pages."""

from pathlib import Path

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from helpline import clock, db, doors, faces, i18n, log, outbox, providers, queues
from helpline.config import SHORTEST_SECRET, Config, ConfigError
from helpline.doors import Role
from helpline.intake.calls.recordings import setup as recordings
from helpline.intake.public import front_doors
from helpline.policy import Policy
from helpline.policy import current as policy
from helpline.vault import Keyring, PublicKeys
from helpline.vault import current as vault
from helpline.wiring import PARTNER_PAGES, PUBLIC_PAGES, STAFF_PAGES, WIRING, register_promises

ROOT = Path(__file__).parent
TRANSLATIONS = ROOT.parent / "translations"
DESK_KEYS = ("hotline", "advice", "support", "danger")


def public_app(config: Config | None = None) -> Flask:
    """What families, professionals and the carrier reach. Holds no private key."""
    app = _house(config or _told(Role.PUBLIC), Role.PUBLIC)
    for page in PUBLIC_PAGES:
        app.register_blueprint(page)
    front_doors.init_app(app)
    return app


def staff_app(config: Config | None = None) -> Flask:
    """The console."""
    app = _house(config or _told(Role.STAFF), Role.STAFF)
    CSRFProtect(app)
    for page in STAFF_PAGES:
        app.register_blueprint(page)
    return app


def partner_app(config: Config | None = None) -> Flask:
    """What referral partners reach."""
    app = _house(config or _told(Role.PARTNER), Role.PARTNER)
    CSRFProtect(app)
    for page in PARTNER_PAGES:
        app.register_blueprint(page)
    return app


def worker_app(config: Config | None = None) -> Flask:
    """No pages: the frame in which obligations are carried out."""
    return _house(config or _told(Role.WORKER), Role.WORKER)


def _told(role: Role) -> Config:
    """A process of its own: it reads its settings and keeps a log without words of people."""
    log.set_up(role.value)
    return Config.from_env()


def _house(config: Config, role: Role) -> Flask:
    app = Flask("helpline", static_folder=str(ROOT / "static"))
    app.extensions["helpline.config"] = config
    register_promises()
    promised = Policy.load(config.policy_file)
    clock.follow(config.clock_file)
    policy.init_app(app, promised)
    public_keys = PublicKeys.load(config.public_keys)
    _refuse_what_cannot_protect(config, role, public_keys, promised)
    vault.init_app(app, public_keys, _keyring(config, role))
    db.init_app(app, config.database_url)
    queues.init_app(app, config.redis_url)
    i18n.init_app(app, promised.languages, TRANSLATIONS)
    doors.init_app(app)
    providers.init_app(app, config)
    recordings.init_app(
        app,
        config.recordings,
        with_placeholders=config.demonstration,
        is_called=role is Role.PUBLIC,
    )
    outbox.init_app(app, WIRING)
    faces.init_app(app, config, role)
    return app


def _refuse_what_cannot_protect(
    config: Config, role: Role, keys: PublicKeys, promised: Policy
) -> None:
    """A face that could not seal what it takes does not open. Raises ConfigError."""
    needed = {*promised.desks, "danger", vault.DISPATCH}
    faults = [f"there is no public key of {name}" for name in sorted(needed - keys.holders)]
    if role is Role.PUBLIC and len(config.pepper) < SHORTEST_SECRET:
        faults.append(f"HELPLINE_PEPPER is shorter than {SHORTEST_SECRET} characters")
    if role is Role.PUBLIC:
        faults += config.playing_faults()
    if config.staff_desk not in {"", *promised.desks}:
        faults.append(f"HELPLINE_STAFF_DESK is none of {', '.join(promised.desks)}")
    if faults:
        raise ConfigError(faults)


def _keyring(config: Config, role: Role) -> Keyring | None:
    """The private keys of this process; which they are depends on the face, not on the folder."""
    if role is Role.PUBLIC or config.private_keys is None:
        return None
    holders: tuple[str, ...]
    if role is Role.STAFF:
        holders = tuple(key for key in DESK_KEYS if any(config.private_keys.glob(f"{key}.*.key")))
    elif role is Role.WORKER:
        holders = (vault.DISPATCH,)
    else:
        holders = tuple(
            sorted({file.name.split(".")[0] for file in config.private_keys.glob("partner-*.key")})
        )
    return Keyring.load(config.private_keys, config.passphrase, holders)
