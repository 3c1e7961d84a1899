"""Maps as people write them: the same kinds of things said in every style that YAML allows."""

from random import Random

NAMES = [
    "Stores",
    "IT",
    "Back office",
    "Küche 🍞",
    "O'Hara: bread",
    "Toys, games",
    "yes",
    "Shoppers",
]
SERVICES = ["Stock", "Clean linen", "Tills & net", "It's late", "Menu, daily", "R&D #2", "1.10"]
COMMENTS = ["# ours", "#: ours, theirs", "# {not: yaml}", "# 'quoted", "#  - no item"]


class Writer:
    """Writes one random map in one random style. All chances come from `random`."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.step = random.choice([2, 2, 2, 4, 3])
        self.dashed_in = random.choice([0, self.step, 2])
        self.after_dash = random.choice([2, 2, 4])
        self.quotes = random.choice(["", "", "'", '"'])
        self.comments = random.choice([0.0, 0.1, 0.4])
        self.flow = random.choice([0.0, 0.3, 0.8])
        self.free_lines = random.choice([0.0, 0.0, 0.5])
        self.lines: list[str] = []

    def chance(self, part: float) -> bool:
        """Whether it happens, `part` of the times."""
        return self.random.random() < part

    def text(self, words: str) -> str:
        """A text in some quotation marks, or in none where it needs none."""
        plain = not any(c in words for c in ":,#'{}[]&") and words not in ("yes", "1.10")
        quotes = self.quotes if self.chance(0.8) else self.random.choice(["'", '"'])
        if not quotes and plain:
            return words
        if quotes == '"' or (not quotes and self.chance(0.5)):
            return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return "'" + words.replace("'", "''") + "'"

    def line(self, column: int, words: str) -> None:
        """A line, with a comment above it or behind it now and then."""
        if self.chance(self.free_lines / 3):
            self.lines.append("")
        if self.chance(self.comments / 2):
            self.lines.append(" " * column + self.random.choice(COMMENTS))
        behind = ""
        if self.chance(self.comments):
            behind = " " * self.random.choice([1, 2, 7]) + self.random.choice(COMMENTS)
        self.lines.append(" " * column + words + behind)

    def braces(self, fields: dict[str, str]) -> str:
        """Keys in one line."""
        inside = ", ".join(f"{key}: {value}" for key, value in fields.items())
        pad = self.random.choice(["", "", " "])
        return "{" + pad + inside + self.random.choice(["", "", ","]) + pad + "}"

    def fields(self, column: int, fields: dict[str, str], dash: str = "") -> None:
        """Keys, a line each, the first behind a dash where there is one."""
        for number, (key, value) in enumerate(fields.items()):
            lead = dash if not number else " " * len(dash)
            self.line(column, f"{lead}{key}: {value}")

    def shared(self, other: str, entries: list[dict[str, str]]) -> list[dict[str, str]]:
        """The same, the first two now and then as one entry of both parties."""
        if len(entries) > 1 and self.chance(0.2):
            first, second, *rest = entries
            both = f"[{first[other]}, {second[other]}]"
            return [{**first, other: both}, *rest]
        return entries

    def entries(self, column: int, key: str, other: str, entries: list[dict[str, str]]) -> None:
        """What stands under `serves` or `relies_on`, in one of its forms."""
        entries = self.shared(other, entries)
        names = [one[other] for one in entries]
        once = len(set(names)) == len(names)
        once = once and not any(name.startswith("[") for name in names)
        short = all(one.keys() <= {other, "service"} for one in entries)
        if short and once and self.chance(0.4):
            said = {one[other]: one.get("service", "") for one in entries}
            if all(said.values()) and self.chance(self.flow):
                self.line(column, f"{key}: {self.braces(said)}")
            elif all(said.values()):
                self.line(column, f"{key}:")
                self.fields(column + self.step, said)
            else:
                self.line(column, f"{key}: [{', '.join(names)}]")
        elif once and self.chance(0.2):
            self.line(column, f"{key}:")
            for one in entries:
                rest = {k: v for k, v in one.items() if k != other}
                self.line(column + self.step, f"{one[other]}: {self.braces(rest) if rest else ''}")
        elif self.chance(self.flow / 3):
            self.line(column, f"{key}: [{', '.join(map(self.braces, entries))}]")
        else:
            self.line(column, f"{key}:")
            dash = "-" + " " * (self.after_dash - 1)
            for one in entries:
                if self.chance(self.flow):
                    self.line(column + self.dashed_in, dash + self.braces(one))
                elif len(one) == 1 and self.chance(0.5):
                    self.line(column + self.dashed_in, dash + one[other])
                else:
                    self.fields(column + self.dashed_in, one, dash)

    def party(self, name: str, others: list[str], made: dict[str, list[str]]) -> None:
        """A team with all that it says."""
        said: dict[str, str] = {}
        for key in ("department", "owner", "about"):
            if self.chance(0.3):
                said[key] = self.text(self.random.choice(SERVICES))
        serves = [
            {"customer": self.text(other), "service": self.text(service), **self.delivery()}
            for other, service in zip(others, made[name], strict=False)
            if self.chance(0.7)
        ]
        wished = [
            {"provider": self.text(other), "service": self.text(made[other][0]), **self.wish()}
            for other in others
            if other in made and self.chance(0.3)
        ]
        if not (said or serves or wished):
            self.line(self.step, f"{self.text(name)}:{self.random.choice(['', ' {}', ' ~'])}")
            return
        if not serves and not wished and self.chance(self.flow):
            self.line(self.step, f"{self.text(name)}: {self.braces(said)}")
            return
        self.line(self.step, f"{self.text(name)}:")
        self.fields(2 * self.step, said)
        if self.chance(0.2):
            self.lines += [" " * 2 * self.step + f"contact: {self.random.choice('|>')}"]
            self.lines += [" " * 3 * self.step + "by post", " " * 3 * self.step + "# or by hand"]
        sides = [("serves", "customer", serves), ("relies_on", "provider", wished)]
        for key, other, entries in self.random.sample(sides, 2):
            if entries:
                self.entries(2 * self.step, key, other, entries)

    def delivery(self) -> dict[str, str]:
        """What a provider says of a delivery."""
        said = {}
        if self.chance(0.4):
            said["takes"] = self.random.choice(["1d", "'2h'", "{best: 1d, likely: 2d, worst: 3d}"])
        if self.chance(0.2):
            said["promise"] = "2027-03-01"
        if self.chance(0.2):
            said["needs"] = "[]"
        return said

    def wish(self) -> dict[str, str]:
        """What a customer says of a delivery."""
        said = {}
        if self.chance(0.3):
            said["slack"] = "1h"
        if self.chance(0.2):
            said["wants"] = self.text("Sorted, please")
        return said

    def written(self) -> bytes:
        """The whole file."""
        random = self.random
        names = random.sample(NAMES, random.randint(3, 6))
        teams = names[:-1]
        made = {name: random.sample(SERVICES, len(names)) for name in teams}
        if self.chance(0.6):
            self.line(0, f"map: {self.braces({'title': self.text('Ours'), 'start': '2027-02-01'})}")
        self.line(0, "teams:")
        for name in teams:
            self.party(name, [other for other in names if other != name], made)
        last = self.text(names[-1])
        form = random.choice(["flow", "keys", "dash"])
        if form == "flow":
            self.line(0, f"end_users: [{last}]")
        elif form == "keys":
            self.line(0, "end_users:")
            self.line(self.step, f"{last}:")
        else:
            self.line(0, "end_users:")
            self.line(random.choice([0, 2]), f"- {last}")
        newline = random.choice(["\n", "\n", "\r\n"])
        text = newline.join(self.lines) + random.choice([newline, newline, "", newline * 2])
        return (random.choice(["", "", "\ufeff"]) + text).encode()
