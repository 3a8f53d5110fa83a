-- Orders get a status, and point at their customers.
ALTER TABLE orders ADD COLUMN status text NOT NULL DEFAULT 'new';

ALTER TABLE orders
  ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id),
  ALTER COLUMN total TYPE numeric(12, 4);

CREATE INDEX orders_customer_id_idx ON orders (customer_id);

ALTER TABLE customers ALTER COLUMN name TYPE varchar(200);
