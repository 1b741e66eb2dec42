"""The bytes of a returned file -> Book, after a gate that no parser sees a file before."""
