ALTER TABLE events DROP COLUMN seen_at;
