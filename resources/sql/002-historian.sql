CREATE TABLE tag (
    id {integer} PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);
CREATE TABLE chunk (
    id {integer} PRIMARY KEY,
    tag {integer} NOT NULL REFERENCES tag (id),
    ordinal {integer} NOT NULL,
    first_ms {integer} NOT NULL,
    last_ms {integer} NOT NULL,
    summary {blob} NOT NULL,
    payload {blob} NOT NULL,
    hash {blob} NOT NULL,
    UNIQUE (tag, ordinal)
);
CREATE INDEX chunk_by_time ON chunk (tag, first_ms, ordinal);
CREATE TABLE pyramid (
    tag {integer} NOT NULL REFERENCES tag (id),
    level {integer} NOT NULL,
    ordinal {integer} NOT NULL,
    summary {blob} NOT NULL,
    PRIMARY KEY (tag, level, ordinal)
);
CREATE TABLE sample_tail (
    tag {integer} NOT NULL REFERENCES tag (id),
    id {integer} NOT NULL,
    payload {blob} NOT NULL,
    hash {blob} NOT NULL,
    PRIMARY KEY (tag, id)
);
{append-only tag};
{append-only chunk};
{append-only pyramid};
