-- The spreadsheet or the file that a workbook is, however its config names it: one name for each.
-- '' is not known yet: `migrate` finds it out.
ALTER TABLE fleet_workbooks ADD COLUMN target text NOT NULL DEFAULT '';
CREATE UNIQUE INDEX fleet_workbooks_target ON fleet_workbooks (target) WHERE target <> '';

-- Who took a request that Google grants: what a dead process took need not stay taken.
ALTER TABLE fleet_slots ADD COLUMN taken_by text NOT NULL DEFAULT '';

-- On which host a machine is, and since when: it takes the place of a dead one there.
ALTER TABLE fleet_machines
    ADD COLUMN host text NOT NULL DEFAULT '',
    ADD COLUMN since timestamptz NOT NULL DEFAULT clock_timestamp();
