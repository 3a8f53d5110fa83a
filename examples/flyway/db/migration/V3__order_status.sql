-- Orders get a status, and point at their customers. The old rows are looked at by V4.
SET LOCAL lock_timeout = '5s';

ALTER TABLE orders ADD COLUMN status text NOT NULL DEFAULT 'new';

ALTER TABLE orders
  ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;

ALTER TABLE customers ALTER COLUMN name TYPE varchar(200);
