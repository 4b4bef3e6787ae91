"""Who we hand over to, on what terms, and what becomes of it."""

from helpline.referrals.models.directory import Agreement, Partner, PartnerKind, Service
from helpline.referrals.models.handover import (
    ENDED,
    Consent,
    Origin,
    Package,
    PartnerReport,
    Referral,
    ReferralState,
)
from helpline.referrals.models.portal import PartnerAccount, PartnerSession
