// PostgreSQL's object types in our words.
import type { ObjectType as TreeObjectType } from 'libpg-query';
import type { ObjectType } from '../../model/schema.ts';

const types: Partial<Record<TreeObjectType, ObjectType>> = {
  OBJECT_TABLE: 'table',
  OBJECT_COLUMN: 'column',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'materialized-view',
  OBJECT_INDEX: 'index',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_SCHEMA: 'schema',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'domain',
  OBJECT_DOMCONSTRAINT: 'constraint',
  OBJECT_FUNCTION: 'function',
  OBJECT_ROUTINE: 'function',
  OBJECT_PROCEDURE: 'procedure',
  OBJECT_AGGREGATE: 'aggregate',
  OBJECT_OPERATOR: 'operator',
  OBJECT_TRIGGER: 'trigger',
  OBJECT_RULE: 'rule',
  OBJECT_POLICY: 'policy',
  OBJECT_EXTENSION: 'extension',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_ATTRIBUTE: 'attribute',
  OBJECT_ROLE: 'role',
  OBJECT_DATABASE: 'database',
  OBJECT_FOREIGN_TABLE: 'foreign-table',
  OBJECT_PUBLICATION: 'publication',
  OBJECT_SUBSCRIPTION: 'subscription',
  OBJECT_EVENT_TRIGGER: 'event-trigger',
};

export function objectTypeOf(type: TreeObjectType | undefined): ObjectType {
  return (type === undefined ? undefined : types[type]) ?? 'other';
}
