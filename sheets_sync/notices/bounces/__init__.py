"""Letters that came back: reports of delivery in a mailbox, and what they say (design §17)."""

from sheets_sync.notices.bounces.box import BounceBox, new_mails, opened_folder
from sheets_sync.notices.bounces.reports import DeliveryReport, Failure, read_report

__all__ = ["BounceBox", "DeliveryReport", "Failure", "new_mails", "opened_folder", "read_report"]
