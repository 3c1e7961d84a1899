"""What a poster tells of those it shows: each story is one function here that makes a Story."""
