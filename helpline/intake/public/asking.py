"""Asking: a page of the form with all that was typed, or the receipt after the last one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus

from flask import render_template
from flask.typing import ResponseReturnValue

from helpline.clock import now
from helpline.i18n import current_language
from helpline.intake.attachments.actions import Fate
from helpline.intake.attachments.words import in_words
from helpline.intake.public import showing
from helpline.intake.public.draft import Draft
from helpline.intake.public.filling import filled
from helpline.intake.public.noting import pass_to_note
from helpline.intake.public.posted import Page
from helpline.intake.public.sending import arrival_of
from helpline.intake.public.steps import Step, before, owed_first
from helpline.intake.public.words import by_our_time, in_their_time
from helpline.policy import current_policy
from helpline.vault import Unlocking
from helpline.vault.receipts import grouped


def ask(step: Step, draft: Draft) -> ResponseReturnValue:
    """The page that is named, or the one that must come before it."""
    step = owed_first(step, draft) or step
    return show(Page(step, draft, filled(step, draft.answers)), HTTPStatus.OK)


def show(page: Page, status: HTTPStatus) -> ResponseReturnValue:
    page = replace(page, draft=_seen(page))
    shown = render_template(
        f"door/{page.step}.html",
        page=page,
        form=page.form,
        token=page.draft.sealed(),
        back=before(page.step, page.draft),
        **_more(page),
    )
    return shown, status


def _seen(page: Page) -> Draft:
    """What the reader has seen once this page is shown: the notice, or all that was answered."""
    if page.step in {Step.NOTICE, Step.SHORT}:
        return replace(
            page.draft, notice_version=current_policy().version, notice_language=current_language()
        )
    return replace(page.draft, is_checked=page.draft.is_checked or page.step is Step.CHECK)


def _more(page: Page) -> Mapping[str, object]:
    if page.step is Step.TOLD:
        return {"told_at": datetime.fromisoformat(page.draft.told_at)}
    if page.step is Step.CHECK:
        return {"answered": showing.answered(page.draft), "carried": showing.carried(page.draft)}
    return {}


def receipt(draft: Draft, unlocking: Unlocking, files: Sequence[Fate]) -> ResponseReturnValue:
    arrival = arrival_of(draft)
    draft = replace(draft, files=[(fate.number, fate.why) for fate in files])
    return render_template(
        "door/receipt.html",
        groups=grouped(draft.receipt).split(),
        token=draft.sealed(),
        noting=pass_to_note(unlocking),
        files=in_words(files),
        danger_told=draft.answers.get("danger") == "yes",
        due_at=by_our_time(current_policy().answer_due(arrival.desk, now())),
        call_at=arrival.call and in_their_time(arrival.call),
    )
