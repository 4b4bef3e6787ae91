"""Pictures and voice notes that are sent along."""

from typing import Final

from tests.prove.sabotage import Sabotage

ROOM: Final = "helpline/intake/attachments"
CLEANING: Final = "tests/intake/attachments/test_cleaning.py"
SENDING: Final = "tests/intake/attachments/test_sending_along.py"
SEEING: Final = "tests/intake/attachments/test_who_sees_it.py"
LEFT: Final = f"{CLEANING}::test_nothing_of_who_where_and_with_what_is_left"

ATTACHMENTS: Final = (
    Sabotage(
        guard="a picture's points alone are handed on",
        file=f"{ROOM}/pictures.py",
        text="    return Image.frombytes(seen.mode, seen.size, seen.tobytes())",
        instead="    return seen",
        test=f"{LEFT}[photo]",
    ),
    Sabotage(
        guard="a picture that says it is huge is not read",
        file=f"{ROOM}/pictures.py",
        text="    if image.width * image.height > MOST_POINTS:",
        instead="    if not image.width:",
        test=f"{CLEANING}::test_a_small_file_that_says_it_is_huge_is_refused[8000]",
    ),
    Sabotage(
        guard="a torn picture is refused, whatever a library has told the others",
        file="helpline/paper/making.py",
        text="ImageFile.LOAD_TRUNCATED_IMAGES = False",
        instead="ImageFile.MAXBLOCK = ImageFile.MAXBLOCK",
        test="tests/intake/public/test_sheet.py"
        "::test_after_a_sheet_torn_pictures_are_refused_as_before",
    ),
    Sabotage(
        guard="an Ogg names nobody",
        file=f"{ROOM}/sounds/ogg.py",
        text="    packets[1] = heads[1] + _NOTHING_SAID",
        instead="    _tags = heads[1] + _NOTHING_SAID",
        test=f"{LEFT}[opus]",
    ),
    Sabotage(
        guard="an M4A keeps what is played and nothing beside it",
        file=f"{ROOM}/sounds/mp4.py",
        text="""        elif box.name != b"mdat":""",
        instead="        else:",
        test=f"{LEFT}[m4a]",
    ),
    Sabotage(
        guard="an M4A does not say when it was recorded",
        file=f"{ROOM}/sounds/mp4.py",
        text="        sheet.out[box.inside + 4 : box.inside + 4 + times] = bytes(times)",
        instead="        pass",
        test=f"{CLEANING}::test_an_m4a_keeps_its_length_its_sound_and_nothing_else",
    ),
    Sabotage(
        guard="no film is taken for a voice note",
        file=f"{ROOM}/sounds/mp4.py",
        text="""sheet.one(b"hdlr")[8:12] != b"soun" or """,
        instead="",
        test=f"{CLEANING}::test_what_is_no_picture_and_no_voice_note_is_refused[film]",
    ),
    Sabotage(
        guard="no file touches the disk",
        file="helpline/uploads.py",
        text="        return _Parts(self)",
        instead="        return super().make_form_data_parser()",
        test=f"{SENDING}::test_nothing_of_a_file_is_ever_written_to_the_disk",
    ),
    Sabotage(
        guard="a file that is too large is thrown away while it arrives",
        file="helpline/uploads.py",
        text="        if self.lost is None and len(self.raw) + len(data) > self.limit:",
        instead="        if not self.name:",
        test=f"{SENDING}::test_a_file_that_is_not_taken_is_named_and_the_words_are_kept[eleven]",
    ),
    Sabotage(
        guard="files of few posts at once are held in memory",
        file="helpline/uploads.py",
        text="        self._has_place = self._has_place or PLACES.acquire(blocking=False)",
        instead="        return True",
        test=f"{SENDING}::test_where_too_many_send_files_at_once_words_are_taken_all_the_same",
    ),
    Sabotage(
        guard="a place in memory is given back",
        file="helpline/uploads.py",
        text="            PLACES.release()",
        instead="            pass",
        test=f"{SENDING}::test_a_place_is_free_again_after_each_post",
    ),
    Sabotage(
        guard="words do not depend on a file",
        file=f"{ROOM}/posted.py",
        text="    except (SQLAlchemyError, Erased) as error:",
        instead="    except Erased as error:",
        test=f"{SENDING}::test_a_database_that_is_lost_after_the_words_loses_the_file_alone",
    ),
    Sabotage(
        guard="not more files are kept than a contact may have",
        file=f"{ROOM}/actions.py",
        text="why = Why.FULL if room <= 0 else None",
        instead="why = None",
        test=f"{SENDING}::test_no_more_than_twenty_are_kept_of_one_contact",
    ),
    Sabotage(
        guard="the length of what was sent tells little",
        file="helpline/vault/content.py",
        text="self.seal_bytes(filled(raw), place)",
        instead="self.seal_bytes(raw, place)",
        test=f"{SENDING}::test_what_is_stored_is_sealed_and_of_a_length_that_tells_little",
    ),
    Sabotage(
        guard="who tells of danger waits for no file",
        file="helpline/intake/public/templates/door/check.html",
        text="""{% if page.draft.answers.danger != "yes" or page.draft.told_at %}{{ files""",
        instead="""{% if true %}{{ files""",
        test=f"{SENDING}::test_whoever_tells_of_danger_is_asked_for_no_file",
    ),
    Sabotage(
        guard="what was sent along goes with its contact",
        file="helpline/intake/actions/erasing.py",
        text="(Message, Attachment, Note,",
        instead="(Message, Note,",
        test=f"{SEEING}::test_erasing_destroys_what_was_sent_along",
    ),
    Sabotage(
        guard="what was sent along is in a box of its own",
        file="helpline/triage/desk/views/attachments.py",
        text="    response.headers.update(ALONE)\n",
        instead="",
        test=f"{SENDING}::test_a_photo_goes_along_with_the_words_and_the_desk_sees_it",
    ),
    Sabotage(
        guard="the public face does not read back what was sent along",
        file="helpline/wall/rules.py",
        text=""" AND {IN_MY_MAILBOX}", SENT_FROM_OUTSIDE),""",
        instead=""" AND {IN_MY_MAILBOX}"),""",
        test=f"{SEEING}::test_the_public_face_cannot_read_back_what_was_sent",
    ),
    Sabotage(
        guard="who opened what was sent along is written down",
        file=f"{ROOM}/actions.py",
        text="""audit.record("attachment.opened", subject_id=attachment.id, actor_id=by.id)""",
        instead="pass",
        test=f"{SENDING}::test_a_photo_goes_along_with_the_words_and_the_desk_sees_it",
    ),
)
