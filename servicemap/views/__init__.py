"""What a picture shows of a map: each kind is one function here that makes a View."""
