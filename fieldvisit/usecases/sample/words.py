"""What is said and noted at the dealers': sentences to choose from."""

from __future__ import annotations

from typing import Final, NamedTuple

TOLD: Final = (
    "Summer figures of the region, Wheat grew by a fifth; rebate of the quarter explained",
    "How Runze sells two pallets of Draft a week with a tasting table",
    "New list prices and the policy for retail",
    "Cooler programme and what it asks of the dealer",
    "Jiangyue's campaign and our answer to it",
)
REACTIONS: Final = (
    "Interested, wants the figures in writing",
    "Sees more in water and tea than in beer this month",
    "Content with deliveries; finds the corridor too tight",
    "Cautious, compares with Baima's terms",
    "Will try it with five cases first",
)
OURS: Final = (
    "Bring new shelf labels",
    "Second cooler",
    "Send the price policy in writing",
    "Replace the worn banner",
    "Samples of Lychee Radler",
    "Collect empty bottles",
)
THEIRS: Final = (
    "Shelf at eye level for Wheat",
    "Move the old batch to the front",
    "Pay the oldest invoice",
    "Put up the poster at the door",
    "List Jasmine Tea",
    "Keep retail inside the corridor",
)
TASKS: Final = (
    "Measure the place for a second cooler",
    "Photograph the new shelf",
    "Ask for the licence of the night market",
    "Bring the record card up to date",
)
PURPOSES: Final = (
    "Check the shelf and the payment",
    "Count again, agree the next order",
    "Look at prices after the promotion",
    "Settle open invoices",
    "Show new products",
)
STRENGTHS: Final = (
    "Figures ready, order agreed in ten minutes",
    "Owner heard before the count",
    "Good talk about display",
    "",
)
IMPROVE: Final = ("Too late at the shop, the owner had to leave", "Price of the neighbour not checked", "", "")
ADVICE: Final = (
    ("Wheat stands behind the pillar", "Move it beside Lager", "Wheat moved to the front shelf"),
    ("Old batch at the back", "First in, first out with coloured labels", "Labels put on"),
    ("No price shown for Draft", "Write it on the board", "Price board at the counter"),
    ("Water runs out at weekends", "Order on Wednesday for Friday", "Standing order for water"),
)
TRAININGS: Final = (
    ("Pouring draft and cleaning the tap", "counter staff", 3, 20),
    ("What the corridor is for", "owner and sales staff", 2, 10),
    ("Reading batch dates", "stock keeper", 1, 15),
)
SERVICES: Final = (("Tap cleaned", "done"), ("Cooler thermostat set", "runs at 5 °C"), ("Shelf filled", "done"))
PROBLEMS: Final = (
    ("Deposit of forty kegs not credited", "Accounts, head office", "Send the receipts again"),
    ("Broken cooler door", "Depot Suzhou", "Fitter on the next route day"),
    ("Difference of 360.00 from a price change", "Lin Yue", "Credit note asked for"),
)


class Grievance(NamedTuple):
    """A complaint as a dealer brings it up."""

    category: str
    severity: str
    facts: str
    cause: str
    solution: str


GRIEVANCES: Final = (
    Grievance("quality", "high", "8 cases Lager 500 ml, leaking caps", "Capper of line 2", "Replace the cases"),
    Grievance("delivery", "medium", "Delivery two days late on a festival weekend", "Lorry full", "Earlier slot"),
    Grievance("billing", "medium", "Invoice at the old price", "List not updated in time", "Credit note"),
    Grievance("promotion", "low", "Posters came after the promotion began", "Printer late", "Send a week earlier"),
    Grievance("service", "medium", "Cooler not repaired after the second call", "", "Exchange the cooler"),
)
FINDINGS: Final = (
    ("Jiangyue", "promotion", "Adds 0.20 a bottle at the month end", "told"),
    ("Baima", "channel", "Delivers to the night market from its own van", "seen"),
    ("Baima", "advertising", "New light box above the door opposite", "seen"),
    ("Xueshan", "price", "Water at 1.40 in the supermarket", "hearsay"),
    ("Chaye", "product", "Sugar-free tea in 900 ml", "seen"),
    ("Jiangyue", "staff", "Representative changed in the spring", "told"),
)
PROSPECTS: Final = (
    ("Hehua Noodle House 荷花面馆", "Ms Lu 陆女士", "Suzhou East, Xinggang St", 24_000),
    ("Sports park kiosk 体育公园便民店", "Mr He 何先生", "Kunshan, stadium", 38_000),
    ("Canal Hostel 运河青年旅舍", "Mr Tang 唐先生", "Suzhou West, Baima Jing Rd", 15_000),
)
SKIPPED: Final = {
    "market": "Queue at the counter, no time to ask",
    "guidance": "Nobody free for it today",
    "account": "Accountant away; sent by post",
}
PLANS: Final = ("East side tomorrow, Kunshan on the day after", "Collect at Jinhe, then the new prospects", "")
VIEWS: Final = ("Beer goes well, water moves by itself", "Customers ask for smaller packs", "Slow since the rain", "")
SIGNATURE: Final = [
    [[80, 150], [130, 70], [150, 170], [200, 90], [220, 165], [270, 100], [300, 150], [420, 120]],
    [[460, 160], [520, 80], [560, 150], [640, 130]],
]
