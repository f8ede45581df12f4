-- Written into the folder is not sent: it is a state of its own, and once letters are mailed the
-- same letter may come again within its episode.
DROP TRIGGER sent_mailings_stay;
DROP INDEX one_notice;

UPDATE mailings SET state = 'written', seal = '' WHERE state = 'sent' AND via = 'folder';

CREATE UNIQUE INDEX one_notice ON mailings (client, episode, kind, ordinal)
WHERE state NOT IN ('cancelled', 'written') AND kind <> 'DIGEST';

CREATE TRIGGER written_mailings_stay BEFORE UPDATE ON mailings WHEN OLD.state = 'written'
BEGIN
    SELECT RAISE(ABORT, 'what was written is never changed');
END;

-- What was sent stays as it is, but for what bounced: its answers then, and what they come to.
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
