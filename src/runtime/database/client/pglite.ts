/** What `@electric-sql/pglite` exports to programs in the sandbox. */

export { formatQuery, messages, parse, protocol, TransactionAbortedError, types } from '@electric-sql/pglite';
export { PGlite } from './pglite-client.ts';
