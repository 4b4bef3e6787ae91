"""A journey through every room, with a mark in every field."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from helpline import demonstration
from helpline.providers.practice.remote import Remote
from tests.callers import TO_BE_CALLED_BACK, WILL_BE_CALLED, walk
from tests.canary.marks import Marks
from tests.people import Colleague, Enquirer, Partner
from tests.running import System, eventually

SUPPORT: Final = ("support", "receipt")
DUTY: Final = ("support", "hotline", "advice")
"""Danger is read by whoever is on duty, at any desk."""
BRUECKE: Final = demonstration.id_of("demonstration", "service", "bruecke")
SAID_ON_CALLS: Final = ("name_to_say", "code_word")
EVERYTHING: Final = ("language", "reason", "words", "reach", "place")


@dataclass
class Journey:
    """Everybody who took part, signed in, and what they typed."""

    system: System
    marks: Marks = field(default_factory=Marks)
    enquirers: list[Enquirer] = field(default_factory=list)
    danger: str = ""
    """Its path."""
    carried: list[str] = field(default_factory=list)
    """What came by text: the carrier has it too, until it is made to forget."""

    def __post_init__(self) -> None:
        desks = {"maria": "support", "jonas": "hotline", "aylin": "hotline", "peter": "advice"}
        self.staff = {name: Colleague(self.system, name, desk) for name, desk in desks.items()}
        self.partners = {name: Partner(self.system, name) for name in ("lena", "tom", "kramer")}
        for person in (*self.staff.values(), *self.partners.values()):
            person.sign_in()

    def go(self) -> None:
        family = self.write(
            "support",
            reach="call",
            number=self.number("+49 30 23125 217"),
            wish="someone_close",
            texts="yes",
        )
        self.text("+493023125217")
        self.write("advice", reach="mailbox", wish="question")
        signal = self.write("hotline", reach="mailbox", wish="concern", danger="yes")
        self.counsel(family)
        self.refer(family)
        self.advise()
        self.assess(signal)
        self.tell_police(signal)
        self.help_in_danger()
        self.call()

    def number(self, number: str, readers: Iterable[str] = ("support",)) -> str:
        """A phone number of its own; looked for by the digits that every spelling has."""
        self.marks.add(number.replace(" ", "").lstrip("+")[-9:], "a number", readers)
        return number

    def write(self, desk: str, **answers: str) -> str:
        """Somebody writes to a desk. Returns the path of their contact."""
        enquirer = Enquirer(self.system)
        readers = {"where": DUTY, "who": DUTY, "what": DUTY, "how_to_reach": DUTY}
        for name in ("worries", "reach_safely", *SAID_ON_CALLS, *readers):
            answers[name] = self.marks.new(f"form {name}", readers.get(name, (desk, "receipt")))
        if answers.get("danger") != "yes":
            answers["danger"] = "no"
            self.forget(*(answers.pop(name) for name in readers))
        if answers["reach"] != "call":
            self.forget(*(answers.pop(name) for name in SAID_ON_CALLS))
        receipt = enquirer.write(answers)
        self.marks.add(receipt, "receipt", ())
        self.marks.add(receipt.replace(" ", ""), "receipt", ())
        self.enquirers.append(enquirer)
        colleague = next(one for one in self.staff.values() if one.desk == desk)
        return colleague.find(answers["worries"])

    def text(self, number: str) -> None:
        """By text, from a number whose plan allows it; the desk alone reads it."""
        self.carried.append(self.marks.new("a text", ["support"]))
        Remote(self.system.practice).text_in(number, self.carried[-1])
        self.carried.append(number[-9:])

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
        later = {"day": "2099-01-05", "time": "10:30", "number": self.number("+493023125218")}
        self.send(maria, "name_to_say", ["support"], **later)
        maria.open(f"{path}/clearing")
        self.send(maria, "warning_signs", ["support"])
        maria.open(f"{path}/partner-help")
        self.send(maria, "need", ["support"])
        father.come_back()
        self.send(father, "/messages/write", SUPPORT)

    def refer(self, path: str) -> None:
        """A yes, a package, and what the partner answers."""
        maria, lena = self.staff["maria"], self.partners["lena"]
        maria.open(f"{path}/referrals/{BRUECKE}/consent")
        maria.submit("said_yes", {"what": EVERYTHING, "how": "phone", "said_yes": "y"})
        self.send(maria, "preview", ["lena"], press="preview")
        maria.submit("send", press="send")
        lena.open("/")
        lena.open(lena.page.link("/handovers/"))
        self.send(lena, "/accept", ["support", "lena"])
        self.send(lena, "/first-contact", ["support", "lena"])
        self.send(lena, "/report", ["support", "lena"])

    def advise(self) -> None:
        peter = self.staff["peter"]
        self.send(peter, "/replies", ("advice", "receipt"))
        self.send(peter, "/notes", ["advice"])

    def assess(self, path: str) -> None:
        """Observations, and two assessors for themselves."""
        jonas = self.staff["jonas"]
        jonas.open(path)
        self.send(jonas, "/notes", ["hotline"])
        self.send(jonas, "/signal", ["hotline"])
        for factor in ("closed_group", "friends_outside"):
            jonas.open(f"{path}/observations/social")
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

    def call(self) -> None:
        """One caller leaves again; one, for whom nobody is here, wants to be called."""
        line = Remote(self.system.practice)
        gone = line.call_in("+" + self.number("12025550187", ()), keys="1 *")
        wanted = line.call_in("+" + self.number("12025550188", ("advice",)))
        assert walk(line, wanted, TO_BE_CALLED_BACK, WILL_BE_CALLED, patience=60)
        assert eventually(lambda: line.call(gone)["over"] and line.call(wanted)["over"], 60)

    def send(
        self,
        person: Enquirer | Colleague | Partner,
        wanted: str,
        readers: Iterable[str],
        *,
        press: str | None = None,
        **chosen: str,
    ) -> None:
        """Fill every field of a form of the page, and send it."""
        page = person.send(self.marks.fill(person, wanted, readers, press=press, **chosen))
        assert page.status == 200, page.words
