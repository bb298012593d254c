-- {integer}, {blob} and {append-only TABLE} are put into the words of the database in one place:
-- processgraph/historian/sqlconnection.cpp.
CREATE TABLE journal (
    sequence {integer} PRIMARY KEY,
    time_ms {integer} NOT NULL,
    elapsed_ms {integer} NOT NULL,
    batch TEXT NOT NULL,
    code TEXT NOT NULL,
    element TEXT NOT NULL,
    person TEXT NOT NULL,
    data TEXT NOT NULL,
    chunk {integer} NOT NULL,
    hash {blob} NOT NULL
);
CREATE INDEX journal_by_batch ON journal (batch, sequence);
CREATE INDEX journal_by_code ON journal (code, sequence);
{append-only journal};
