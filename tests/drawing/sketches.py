"""Maps for posters, as people would write them, and a poster in a few lines of text."""

from servicemap.drawing.scene import Area, Part, Scene, Shape, Text
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.wording.phrases import Phrases

SMALLEST = """
teams:
  Purchasing:
    serves: {Stores: Stock orders}
  Stores:
    serves: {Shoppers: Toys on the shelf}
end_users: [Shoppers]
"""

ROUND_AND_ROUND = """
map: {title: Round and round}
suppliers:
  Mill: {serves: {Press: Paper, Planning: Price list}}
  Card maker: {serves: {Press: Card}}
teams:
  Orders:
    department: Office
    serves: {Mill: Forecast, Planning: Order book, Loading: Addresses}
  Billing:
    department: Office
    serves:
      - {customer: [Mill, Card maker], service: Payment}
      - {customer: Dealer, service: Invoices}
  Planning:
    department: Office
    serves: {Orders: Free dates, Press: Week plan, Planning: Own plan}
  Press:
    department: Works
    serves: {Bindery: Sheets, Planning: Hours worked, IT: Fault reports}
  Bindery: {department: Works, serves: {Loading: Books, Press: Waste report}}
  Loading: {department: Works, serves: {Dealer: Pallets, Libraries: Parcels}}
  IT:
    serves:
      - {customer: [Orders, Planning, Press, IT], service: Laptops}
  Night watch: {}
distributors:
  Dealer: {serves: {Readers: Books in the shop, Loading: Return pallets, Billing: Sales figures}}
end_users:
  Readers: {serves: {Orders: Orders by phone}}
  Libraries: {inside: yes, serves: {Readers: Lending}}
  Forgotten: {}
prospects: [Schools]
"""
"""Loops, self-reliance, links back and within a column, islands, an end user whom nobody serves."""

LONG_NAMES = """
map: {title: Verwaltungsgemeinschaft der Donaudampfschifffahrtsgesellschaften und ihrer Töchter}
suppliers:
  Rechtsschutzversicherungsgesellschaften AG:
    serves: {Kraftfahrzeughaftpflichtversicherung: Versicherungsbestätigungsschreiben}
teams:
  Kraftfahrzeughaftpflichtversicherung:
    department: Betriebsunterbrechungsversicherungsabteilung
    serves: {Grundstücksverkehrsgenehmigungszuständigkeitsübertragung: Unterlagen}
  Grundstücksverkehrsgenehmigungszuständigkeitsübertragung:
    department: Betriebsunterbrechungsversicherungsabteilung
    serves:
      Bürgerinnen und Bürger der Verbandsgemeinde Rheinhessisches Hügelland: >-
        Genehmigung mit Rechtsbehelfsbelehrung und Gebührenbescheid in dreifacher Ausfertigung
end_users: [Bürgerinnen und Bürger der Verbandsgemeinde Rheinhessisches Hügelland]
"""

OTHER_ALPHABETS = """
map: {title: Ποιος βασίζεται σε ποιον}
teams:
  Αγορές: {department: Διοίκηση, serves: {Склад: заказ}}
  Склад: {department: Логистика, serves: {Πελάτες: παράδοση, Khách hàng: giao hàng}}
end_users: [Πελάτες, Khách hàng]
"""

LONG_CHAIN = """
map: {title: A long chain}
teams:
  First: {serves: {Second: Work}}
  Second: {serves: {Third: Work}}
  Third: {serves: {Fourth: Work}}
  Fourth: {serves: {Fifth: Work}}
  Fifth: {serves: {Sixth: Work}}
  Sixth: {serves: {Seventh: Work}}
  Seventh: {serves: {Eighth: Work}}
  Eighth: {serves: {Ninth: Work}}
  Ninth: {serves: {Customers: Result}}
end_users: [Customers]
"""

ONE_TEAM = "teams: [Purchasing]"
ONLY_CUSTOMERS = "end_users: [Shoppers]\nprospects: [Passers-by]"
MUTUAL = """
teams:
  Kitchen: {serves: {Bar: Ice}}
  Bar: {serves: {Kitchen: Wine, Guests: Drinks}}
end_users:
  Guests: {serves: {Guests: Company}}
"""


def read(text: str) -> ServiceMap:
    """The map that a text says."""
    return read_text(text).map


def part(scene: Scene, role: str, id_: str) -> Part:
    """The one part of that role and id."""
    (found,) = (part for part in scene.parts if part.role == role and part.id == id_)
    return found


def area(scene: Scene, role: str, id_: str) -> Area:
    """Where that part is."""
    found = part(scene, role, id_).area
    assert found is not None
    return found


def words(of: Part) -> list[str]:
    """What a part says, line by line."""
    return [item.words for item in of.items if isinstance(item, Text)]


def row(of: Part) -> tuple[str, list[str]]:
    """What a service is called in its row, and what its badges say."""
    texts = [item for item in of.items if isinstance(item, Text)]
    return (
        " ".join(text.words for text in texts if text.weight == 400),
        [text.words for text in texts if text.weight != 400],
    )


def notes(scene: Scene) -> tuple[str, ...]:
    """What is to be known of a poster, in its own language."""
    phrases = Phrases(scene.language, dict(scene.words))
    return tuple(map(phrases.said, scene.notes))


def crowded(scene: Scene) -> str:
    """What a poster says of itself where its text is too small, in its own language."""
    phrases = Phrases(scene.language, dict(scene.words))
    return "" if scene.crowded is None else phrases.said(scene.crowded)


def summary(scene: Scene) -> str:
    """A poster as text: what is where, to the millimetre, and how links run."""
    lines = [f"{scene.title}: {scene.width:g} x {scene.height:g} mm", scene.description]
    lines += [f"note: {note}" for note in notes(scene)]
    for one in scene.parts:
        if one.role in {"casing", "page"}:
            continue
        said = " / ".join(words(one))
        if one.role == "link":
            shape = one.items[0]
            assert isinstance(shape, Shape)
            way = " ".join(f"{x:.0f},{y:.0f}" for x, y in _corners(shape))
            look = "dashed" if shape.pen and shape.pen.dash else "solid"
            lines.append(f"link {one.id}: {look} {way}")
        elif one.area is not None:
            x, y, width, height = one.area
            place = f"{x:.0f},{y:.0f} {width:.0f}x{height:.0f}"
            lines.append(f"{one.role} {one.id}: {place}: {said}")
    return "\n".join(lines) + "\n"


def _corners(shape: Shape) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for step in shape.steps:
        if not points or points[-1] != step.to:
            points.append(step.to)
    return points
