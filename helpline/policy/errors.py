"""Why a policy cannot be used."""


class PolicyFaults(Exception):
    """The policy file is wrong. Names every fault at once, each with the file and the field."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
