INSERT INTO customers (email, name) VALUES
  ('ada@example.org', 'Ada'),
  ('grace@example.org', 'Grace');

INSERT INTO orders (customer_id, total) VALUES (1, 12.50), (2, 99.00);
