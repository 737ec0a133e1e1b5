"""What leaves the program as a file: tables here, printed documents beside them."""
