-- In which incarnation of the database a workbook was last found in order, its tab Notices knowing
-- nothing that its state does not: another one was put back from a dump, or took over from the
-- primary, and may lack the last numbers of a seller.
ALTER TABLE workbooks ADD COLUMN seen_in text NOT NULL DEFAULT '';
