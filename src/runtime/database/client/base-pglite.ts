/**
 * PGlite's own base class: queries, transactions, parameters, types and errors over `execProtocol…` methods. PGlite
 * doesn't export it; the class for its worker, which it does export, extends it, too.
 */
import type { PGliteInterface } from '@electric-sql/pglite';
import { PGliteWorker } from '@electric-sql/pglite/worker';

/** What the base class brings, and what it asks of those that extend it. */
type Inherited = Pick<
  PGliteInterface,
  'query' | 'sql' | 'exec' | 'transaction' | 'describeQuery' | 'runExclusive' | 'refreshArrayTypes'
> & {
  parsers: NonNullable<import('@electric-sql/pglite').PGliteOptions['parsers']>;
  serializers: NonNullable<import('@electric-sql/pglite').PGliteOptions['serializers']>;
  _initArrayTypes(): Promise<void>;
};

export const BasePGlite = Object.getPrototypeOf(PGliteWorker) as abstract new () => Inherited;
