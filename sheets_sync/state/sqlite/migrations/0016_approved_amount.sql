-- The amount that a person let go: an approval is for about that, however an account creeps later.
ALTER TABLE mailings ADD COLUMN approved_amount INTEGER;

DROP TRIGGER written_mailings_stay;
DROP TRIGGER sent_mailings_stay;
UPDATE mailings SET seal = '';  -- a seal is over all columns

CREATE TRIGGER written_mailings_stay BEFORE UPDATE ON mailings WHEN OLD.state = 'written'
BEGIN
    SELECT RAISE(ABORT, 'what was written is never changed');
END;

CREATE TRIGGER sent_mailings_stay BEFORE UPDATE ON mailings
WHEN OLD.state = 'sent' AND NOT (
    NEW.state IN ('sent', 'refused') AND instr(NEW.outcomes, '"bounced"') > 0
    AND NEW.kind = OLD.kind AND NEW.recipients = OLD.recipients AND NEW.copies = OLD.copies
    AND NEW.created = OLD.created AND NEW.via = OLD.via AND NEW.number IS OLD.number
    AND NEW.client IS OLD.client AND NEW.episode IS OLD.episode AND NEW.ordinal IS OLD.ordinal
    AND NEW.currency IS OLD.currency AND NEW.balance IS OLD.balance AND NEW.asked IS OLD.asked
    AND NEW.invoice IS OLD.invoice AND NEW.occasion IS OLD.occasion
)
BEGIN
    SELECT RAISE(ABORT, 'what was sent is never changed');
END;
