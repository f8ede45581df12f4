-- The secret folders that clients' pages are published in (design §19), and a fingerprint of what
-- stands in each. A revoked one stays until what stands there is gone.
CREATE TABLE pages (
    token TEXT PRIMARY KEY,
    client TEXT NOT NULL,
    shown TEXT NOT NULL,
    revoked INTEGER NOT NULL CHECK (revoked IN (0, 1)),
    seal TEXT NOT NULL
);

CREATE UNIQUE INDEX one_page_a_client ON pages (client) WHERE revoked = 0;

CREATE TRIGGER revoked_pages_stay_so BEFORE UPDATE ON pages
WHEN OLD.revoked = 1 AND NEW.revoked = 0
BEGIN
    SELECT RAISE(ABORT, 'a revoked page never comes back');
END;

CREATE TRIGGER pages_in_force_stay BEFORE DELETE ON pages WHEN OLD.revoked = 0
BEGIN
    SELECT RAISE(ABORT, 'a page is revoked before it is forgotten');
END;
