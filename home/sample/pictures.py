"""The pictures of the sample content: what each shows, in words, and how it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from home.sample.drawing import evenings, indoors, logos, outdoors, tabletops
from home.sample.drawing.canvas import Canvas
from home.sample.drawing.portraits import portrait

SCENE, STRIP, PORTRAIT, LOGO = (1600, 1000), (1600, 500), (600, 600), (480, 240)
SQUARE = (240, 240)


@dataclass(frozen=True)
class SamplePicture:
    """A picture: its title in the library, its alternative text, how and how large it is drawn."""

    title: str
    alt: str
    draw: Callable[[Canvas], None]
    size: tuple[int, int] = SCENE

    def content(self, scale: float = 1.0) -> bytes:
        """Give the picture as a JPEG file."""
        canvas = Canvas(*self.size, scale)
        self.draw(canvas)
        out = BytesIO()
        canvas.finished().save(out, "JPEG", quality=92, subsampling=0)
        return out.getvalue()


PICTURES = {
    "terraces-at-dusk": SamplePicture(
        "Terraced street at dusk",
        "A terraced street at dusk with most of its windows lit. Two people with a notebook stand "
        "at the doors, and a brown dog watches them.",
        evenings.terraces,
    ),
    "hall-evening": SamplePicture(
        "Hall with its lights on",
        "A brick hall at night with every window lit, bunting in front and the doors open. "
        "Neighbours walk up to it, each with a chair of a different colour.",
        evenings.hall,
    ),
    "quay-cinema": SamplePicture(
        "Film night on the quay",
        "Rows of people by a harbour at night watch a film on a sheet hung on a stone wall. A big "
        "grey rabbit is on the screen, and three gulls sit on top.",
        evenings.quay_cinema,
    ),
    "lanterns": SamplePicture(
        "Lantern walk",
        "Children and adults walk down a street at night with glowing paper lanterns in the "
        "shape of houses, diamonds and globes.",
        evenings.lanterns,
    ),
    "bunting": SamplePicture("Bunting", "Bunting above low hills.", evenings.bunting_strip, STRIP),
    "allotment": SamplePicture(
        "Allotment by the sea",
        "Rows of vegetables run down towards the sea. A gardener in a straw hat stands beside a "
        "shed with a gutter that leads into a blue barrel.",
        outdoors.allotment,
    ),
    "river-bench": SamplePicture(
        "Bench by the river",
        "Two people sit side by side on a bench under a broad tree and look at a river that "
        "bends away between hills.",
        outdoors.river_bench,
    ),
    "signpost": SamplePicture(
        "Signpost on the hills",
        "Two walkers with a dog stop at a signpost on a hill where three paths part.",
        outdoors.signpost,
    ),
    "minibus": SamplePicture(
        "Minibus to the coast",
        "A yellow minibus full of people, with bunting and luggage, on a coast road with sheep "
        "and a sailing boat behind it.",
        outdoors.minibus,
    ),
    "pit-lane": SamplePicture(
        "Litter pickers on Pit Lane",
        "In heavy rain, people in bright hoods pick litter along a lane below an old pit wheel. "
        "Full bags stand at the side and there is a faint rainbow.",
        outdoors.pit_lane,
    ),
    "question-wall": SamplePicture(
        "Wall of questions",
        "Four people, seen from behind, read a wall covered with coloured paper speech bubbles. "
        "One of them reaches up to add another.",
        indoors.question_wall,
    ),
    "round-the-table": SamplePicture(
        "Meeting with an egg timer",
        "Seven people sit round a table with papers, mugs and a plate of chips. In the middle are "
        "an egg timer and a bicycle bell.",
        indoors.round_the_table,
    ),
    "warm-room": SamplePicture(
        "Warm room",
        "Somebody reads a newspaper in an armchair beside a radiator while snow falls outside. A "
        "cat sleeps on the rug and a second armchair is empty.",
        indoors.warm_room,
    ),
    "noticeboard": SamplePicture(
        "Noticeboard",
        "A noticeboard on a brick wall, crowded with coloured notices for suppers, meetings, "
        "walks and a tree planting.",
        indoors.noticeboard,
    ),
    "clock-bench": SamplePicture(
        "Clockmaker’s bench",
        "A clockmaker’s bench with brass wheels and clocks on the wall behind. In the lamplight "
        "lies one small sheet of paper with three boxes filled in.",
        indoors.clock_bench,
    ),
    "table-from-above": SamplePicture(
        "Hands round a roll of paper",
        "Seen from above, many hands draw and write along a roll of paper on which a blue line "
        "winds past coloured notes. Round it are mugs of tea and a plate of cake.",
        tabletops.table_from_above,
    ),
    "paper-map": SamplePicture(
        "Hand-made map with pins",
        "A hand-drawn map of streets and a river. Many of the small houses are coloured yellow, "
        "and pins are joined by red thread. A hand holds a pen over it.",
        tabletops.paper_map,
    ),
    "seed-trays": SamplePicture(
        "Seed trays",
        "Four trays of green seedlings with coloured labels on a wooden bench, and a hand "
        "reaching for one.",
        tabletops.seed_trays,
    ),
    "ledger-desk": SamplePicture(
        "Account book and shoebox",
        "A desk seen from above: an open account book with neat columns, a calculator, stacks of "
        "coins and a shoebox overflowing with receipts.",
        tabletops.ledger_desk,
    ),
    "kettle-and-compass": SamplePicture(
        "Kettle and compass",
        "A steaming red kettle and a large brass compass side by side on a window sill, with "
        "green hills outside.",
        tabletops.kettle_and_compass,
    ),
    **{
        f"portrait-{key}": SamplePicture(f"Portrait of {name}", alt, portrait(key), PORTRAIT)
        for key, name, alt in [
            ("nneka", "Nneka Obiora", "A smiling woman with full black hair and coral earrings."),
            ("mags", "Mags Dunleavy", "A smiling woman with a red bob and round glasses."),
            ("iqbal", "Iqbal Rahmani", "A smiling man with a grey beard, glasses and a green cap."),
            ("dot", "Dot Marchbanks", "A smiling woman with grey curls and a striped jersey."),
            ("tomasz", "Tomasz Wierzba", "A smiling man with a short brown beard."),
            ("roshni", "Roshni Pandya", "A smiling woman with long black hair."),
            ("kofi", "Kofi Asante-Bell", "A smiling man with short black hair and glasses."),
            ("sian", "Siân Harewood", "A smiling woman with brown hair in a bun."),
            ("amara", "Amara Lindqvist", "A smiling woman in a golden head wrap."),
        ]
    },
    "logo-square": SamplePicture(
        "Square logo of Lantern Streets",
        "A lit lantern over the roof of a house",
        logos.square,
        SQUARE,
    ),
    **{
        f"logo-{key}": SamplePicture(title, alt, draw, LOGO)
        for key, title, alt, draw in [
            ("lantern", "Logo of Lantern Streets", "A lantern over three roofs", logos.lantern),
            ("almond", "Logo of Almond Hill", "An almond blossom over a hill", logos.almond),
            ("doors", "Logo of Hadderby Neighbours", "Four front doors", logos.doors),
            ("waves", "Logo of Quayside Port Merrow", "A boat on three waves", logos.waves),
            ("table", "Logo of Plain Table", "A table with a cup on it", logos.table),
            ("ledger", "Logo of Ledger & Lamp", "An account book under a lamp", logos.ledger),
            ("bell", "Logo of Second Bell", "A ringing bell", logos.bell),
        ]
    },
}
