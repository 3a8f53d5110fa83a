-- Flyway runs this file outside a transaction, because it holds nothing else.
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
