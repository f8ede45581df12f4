"""Many workbooks, several machines, one PostgreSQL, one quota (design §21).

Procrastinate only rings the bell; what is true of a workbook stands in our own row of it
(``roster``). Asked for by the extra ``fleet``; nothing else imports this room.
"""
