"""The process map: pure layout and drawing, without Django and without the database. See docs/process-map.md."""
