-- who sends the questions: the logo; name, contact and texts are settings. The picture comes last, so that reading its measures does not read it.
CREATE TABLE sender_logo (
    number INTEGER NOT NULL PRIMARY KEY CHECK (number = 1),
    hash   TEXT NOT NULL CHECK (length(hash) = 64),
    width  INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    png    BLOB NOT NULL CHECK (length(png) > 0)
) STRICT;
