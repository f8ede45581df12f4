"""The tabs Effort and Staff."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "effort.month": "Month",
    "effort.client": "Client",
    "effort.service": "Service",
    "effort.orders": "Orders",
    "effort.hours": "Hours",
    "effort.per_order": "Minutes an order",
    "effort.norm": "Peers' minutes an order",
    "effort.peers": "Peers",
    "effort.ratio": "Times the peers",
    "effort.verdict": "Labour",
    "effort.entries": "Log rows an order",
    "effort.uncredited": "Uncredited hours",
    "effort.given_away": "Hours given away",
    "effort.off_channel": "Off channel",
    "effort.out_of_tariff": "Out of tariff",
    "effort.personal": "Personal",
    "effort.funnel_client": "For the chart",
    "effort.funnel_orders": "Orders behind it",
    "effort.funnel_index": "Effort index",
    "effort.funnel_high": "by chance up to",
    "effort.funnel_low": "by chance down to",
    "effort.funnel_heavy": "heavy",
    "chart.funnel": "Effort index over the orders behind it: between the dashed lines it may be chance",
    "chart.orders": "orders, reckoned as of one size",
    "effort.guide": (
        "Labour by month, client and service, the newest first. The first lines are the window that "
        "the effort index of Summary is made of."
    ),
    "effort.limit": "From this limit on, and where labour is heavy beyond chance, coloured",
    "effort.guide_more": (
        "Times the peers: 1 = an order takes what it takes with other clients. For quotes, log "
        "rows an order tell how often one order is quoted. Uncredited: with a typical error."
    ),
    "effort.window": "{first} … {last}",
    "staff.month": "Month",
    "staff.staff": "Staff",
    "staff.currency": "Currency",
    "staff.credited": "Credited hours",
    "staff.uncredited": "Uncredited hours",
    "staff.charged": "Charged",
    "staff.off_channel": "Off channel",
    "staff.out_of_tariff": "Out of tariff",
    "staff.personal": "Personal",
    "staff.guide": (
        "What each of the staff put out, by month, the newest first, and below in all. Credited is "
        "work inside the price list through agreed channels; the rest is no output."
    ),
    "staff.guide_more": (
        "Typical errors are counted in log rows: off channel, out of tariff (no price for it), "
        "personal favours. By client they are in Effort."
    ),
    "staff.shown_sum": "Sum of the months shown",
    "staff.in_all": "in all",
    "then.effort.hours": "Minutes",
    "then.effort.uncredited": "Uncredited minutes",
    "then.staff.credited": "Credited minutes",
    "then.staff.uncredited": "Uncredited minutes",
    "staff.nobody": "(nobody named)",
}
