"""A journey through every room, with a mark in every field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from helpline import demonstration
from tests.canary.marks import Marks
from tests.canary.phone import Phone
from tests.intake.attachments import samples
from tests.people import Colleague, Enquirer, Partner
from tests.running import System

SUPPORT: Final = ("support", "receipt")
DUTY: Final = ("support", "hotline", "advice")
"""Danger is read by whoever is on duty, at any desk."""
CALLED: Final = "+493023125218"
EVERY_DAY: Final = tuple("0123456")
SAID_ON_CALLS: Final = ("name_to_say", "code_word")
OBSERVED: Final = {"social": ("closed_group", "friends_outside"), "individual": ("own_plans",)}
ANY_TIME: Final = dict.fromkeys(("day", "time", "safe_from", "safe_until", "voicemail"), "")
EVERYTHING: Final = ("language", "reason", "words", "reach", "place")


@dataclass
class Journey:
    """Everybody who took part, signed in, and what they typed."""

    system: System
    marks: Marks = field(default_factory=Marks)
    enquirers: list[Enquirer] = field(default_factory=list)
    danger: str = ""
    """Its path."""

    def __post_init__(self) -> None:
        self.phone = Phone(self.system, self.marks)
        desks = {"maria": "support", "jonas": "hotline", "aylin": "hotline", "peter": "advice"}
        self.staff = {name: Colleague(self.system, name, desk) for name, desk in desks.items()}
        self.partners = {name: Partner(self.system, name) for name in ("lena", "tom", "kramer")}
        for person in (*self.staff.values(), *self.partners.values()):
            person.sign_in()

    def go(self) -> None:
        family = self.write(
            "support",
            reach="call",
            number=self.phone.number("+49 30 23125 217", "support"),
            wish="someone_close",
            texts="yes",
        )
        self.phone.text("+493023125217")
        self.write("advice", reach="mailbox", wish="question")
        signal = self.write("hotline", reach="mailbox", wish="concern", danger="yes")
        self.counsel(family)
        self.refer(family)
        self.advise()
        self.assess(signal)
        self.tell_police(signal)
        self.help_in_danger()
        self.end_dangers()
        self.show_another_door()
        self.use_the_phone(family)
        self.write_on_one_page()

    def use_the_phone(self, family: str) -> None:
        """Called back and texted; calls, codes and receipts keyed, a message left."""
        maria = self.staff["maria"]
        self.phone.answer_by_text(maria, family)
        self.phone.call_back(maria, family, CALLED)
        self.phone.call()
        for writer in self.enquirers[:2]:
            self.phone.go_on(writer)
        self.phone.leave_message(self.staff["peter"])

    def write(self, desk: str, *also: str, **answers: str) -> str:
        """Somebody writes to a desk. Returns the path of their contact.

        ``also``: desks to which they will agree to have it passed on.
        """
        enquirer = Enquirer(self.system)
        readers = {"where": DUTY, "who": DUTY, "what": DUTY, "how_to_reach": DUTY}
        for name in ("worries", "reach_safely", *SAID_ON_CALLS, *readers):
            answers[name] = self.marks.new(
                f"form {name}", readers.get(name, (desk, *also, "receipt"))
            )
        if answers.get("danger") != "yes":
            answers["danger"] = "no"
            self.forget(*(answers.pop(name) for name in readers))
        if answers["reach"] != "call":
            self.forget(*(answers.pop(name) for name in SAID_ON_CALLS))
        if answers["wish"] == "question":  # from their work, where nobody is asked how to answer
            self.forget(answers.pop("reach_safely"))
        enquirer.write(answers)
        self.receive(enquirer)
        colleague = next(one for one in self.staff.values() if one.desk == desk)
        return colleague.find(answers["worries"])

    def write_on_one_page(self) -> None:
        """All questions at once, every field of them filled, and sent with one post."""
        enquirer = Enquirer(self.system)
        enquirer.open("/en/contact?view=short")
        number = self.phone.number("+49 30 23125 215", "support")
        chosen = {"danger": "no", "wish": "someone_close", "reach": "call", "subject": ""}
        plan: dict[str, str | Sequence[str]] = {"number": number, "safe_days": (), "texts": ""}
        self.send(enquirer, "/contact", SUPPORT, press="send", **chosen, **plan, **ANY_TIME)
        self.receive(enquirer)

    def receive(self, enquirer: Enquirer) -> None:
        """They note their receipt; it is looked for in both spellings."""
        receipt = enquirer.note_receipt()
        for spelling in (receipt, receipt.replace(" ", "")):
            self.marks.add(spelling, "receipt", ())
        self.enquirers.append(enquirer)

    def forget(self, *words: str) -> None:
        """Marks that were not typed after all."""
        self.marks.kept = [mark for mark in self.marks.kept if mark.word not in words]

    def counsel(self, path: str) -> None:
        """A reply, a note, the clearing, calls promised, and more from the family."""
        maria, father = self.staff["maria"], self.enquirers[0]
        maria.open(path)
        self.send(maria, "/replies", SUPPORT)
        self.send(maria, "/notes", ["support"])
        maria.open(maria.page.link("callback="))
        maria.submit("time_zone")
        maria.open(f"{path}/callbacks")
        number = self.phone.number(CALLED, "support")
        later = {"day": "2099-01-05", "time": "10:30", "number": number, "safe_from": "00:00"}
        self.send(maria, "name_to_say", ["support"], safe_days=EVERY_DAY, **later)
        maria.open(f"{path}/clearing")
        self.send(maria, "warning_signs", ["support"])
        maria.open(f"{path}/partner-help")
        self.send(maria, "need", ["support"])
        father.come_back()
        self.send(father, "/messages/write", SUPPORT)
        self.send_along(father)

    def send_along(self, father: Enquirer) -> None:
        """A photo that gives away where it was taken, and a voice note with words in its sound."""
        place = self.marks.new("a photo's place", ())
        title = self.marks.new("a voice note's title", ())
        spoken = self.marks.new("a voice note's sound", ["support"])
        father.send_along(samples.photo(place), samples.wav(title, sound=spoken.encode()))

    def refer(self, path: str) -> None:
        """A yes, a package, and what two partners answer."""
        lena = self.hand_on(path, "bruecke", "lena", ["lena"])
        for answer in ("/accept", "/first-contact", "/report"):
            self.send(lena, answer, ["support", "lena"])
        self.send(self.hand_on(path, "ausweg", "tom", ()), "/decline", ["support"])
        tom = self.hand_on(path, "ausweg", "tom", ())
        for answer in ("/accept", "/first-contact", "/complete"):
            self.send(tom, answer, ["support"])

    def hand_on(self, path: str, service: str, name: str, readers: Iterable[str]) -> Partner:
        """To one of them, who opens it. Declined or completed, it has no reader any more."""
        maria, partner = self.staff["maria"], self.partners[name]
        id_ = demonstration.id_of("demonstration", "service", service)
        maria.open(f"{path}/referrals/{id_}/consent")
        maria.submit("said_yes", {"what": EVERYTHING, "how": "phone", "said_yes": "y"})
        self.send(maria, "preview", readers, press="preview")
        maria.submit("send", press="send")
        partner.open("/")
        partner.open(partner.page.link("/handovers/"))
        return partner

    def show_another_door(self) -> None:
        """Somebody came to the wrong desk, and said yes to another."""
        maria = self.staff["maria"]
        maria.open(self.write("support", "hotline", reach="mailbox", wish="someone_close"))
        maria.take()
        maria.open(maria.page.link("wrong-door"))
        self.send(maria, "released", ["support", "hotline"], to="hotline", said_yes="y")

    def end_dangers(self) -> None:
        """In the two other ways."""
        maria, jonas = self.staff["maria"], self.staff["jonas"]
        for ending in ("authority_took_over", "stood_down"):
            maria.open("/support/danger")
            self.send(maria, "how_to_reach", DUTY)
            jonas.open(jonas.dangers()[0])
            jonas.submit("/accept")
            self.send(jonas, ending, DUTY)

    def advise(self) -> None:
        peter = self.staff["peter"]
        self.send(peter, "/replies", ("advice", "receipt"))
        self.send(peter, "/notes", ["advice"])
        teacher = self.enquirers[1]
        teacher.come_back()
        number = self.phone.number("+49 30 23125 216", "advice")
        self.send(
            teacher, "/messages/call", ["advice"], number=number, safe_days=(), texts="", **ANY_TIME
        )

    def assess(self, path: str) -> None:
        """Observations, and two assessors for themselves."""
        jonas = self.staff["jonas"]
        jonas.open(path)
        self.send(jonas, "/notes", ["hotline"])
        self.send(jonas, "/signal", ["hotline"])
        for level, factors in OBSERVED.items():
            for factor in factors:
                jonas.open(f"{path}/observations/{level}")
                self.send(jonas, "factor", ["hotline"], factor=factor, presence="3")
        jonas.open(f"{path}/signal")
        jonas.submit("/picture")
        for assessor in (jonas, self.staff["aylin"]):
            assessor.open(f"{path}/weighing")
            self.send(assessor, "reasons", ["hotline"], outcome="police")

    def tell_police(self, path: str) -> None:
        """A question without a name, a decision with a second reader, a package."""
        jonas, aylin, kramer = self.staff["jonas"], self.staff["aylin"], self.partners["kramer"]
        jonas.open(f"{path}/disclosure")
        self.send(jonas, "whom", ["hotline"], answer="please_name")
        self.send(jonas, "lesser_option", ["hotline"])
        aylin.open(f"{path}/disclosure")
        aylin.submit("/read")
        jonas.open(f"{path}/package")
        self.send(jonas, "said", ["kramer"], press="preview")
        jonas.submit("send", press="send")
        kramer.open("/")
        kramer.open(kramer.page.link("/packages/"))
        self.send(kramer, "/acknowledge", ["hotline", "kramer"])

    def help_in_danger(self) -> None:
        """Declared at a desk and by form; learned more; the police told; confirmed."""
        maria, jonas, kramer = self.staff["maria"], self.staff["jonas"], self.partners["kramer"]
        maria.open("/support/danger")
        self.send(maria, "how_to_reach", DUTY)
        danger = self.danger = jonas.dangers()[0]
        jonas.open(danger)
        jonas.submit("/accept")
        self.send(jonas, "/known", DUTY)
        jonas.open(f"{danger}/package")
        self.send(jonas, "said", ["kramer"], press="preview")
        jonas.submit("send", press="send")
        kramer.open("/")
        kramer.open(kramer.page.link("/packages/"))
        self.send(kramer, "/call-us", [*DUTY, "kramer"])
        jonas.open(danger)
        self.send(jonas, "/contact_confirmed", DUTY)

    def send(
        self,
        person: Enquirer | Colleague | Partner,
        wanted: str,
        readers: Iterable[str],
        *,
        press: str | None = None,
        **chosen: str | Sequence[str],
    ) -> None:
        """Fill every field of a form of the page, and send it."""
        page = person.send(self.marks.fill(person, wanted, readers, press=press, **chosen))
        assert page.status == 200, page.words
