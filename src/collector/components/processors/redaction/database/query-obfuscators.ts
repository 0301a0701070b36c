import type { Logger } from '../../../../pipeline/logger.ts';
import type { DatabaseConfig } from '../config.ts';
import { obfuscateJson } from './obfuscate-json.ts';
import { obfuscateMemcached } from './obfuscate-memcached.ts';
import { obfuscateRedis } from './obfuscate-redis.ts';
import { obfuscateSql } from './obfuscate-sql.ts';

/** Takes the values out of the queries of one kind of database. */
export interface QueryObfuscator {
  /** Values of db.system.name that mean this kind. */
  readonly systems: readonly string[];
  /** The attributes that have such queries. */
  readonly attributes: ReadonlySet<string>;
  /** `system` is given where the query is known to be of that database. */
  readonly obfuscate: (query: string, system?: string) => string;
}

const SQL_SYSTEMS = ['other_sql', 'mysql', 'postgresql', 'mariadb', 'sqlite'];

/** Those that a configuration enables, in the order they are applied. */
export function queryObfuscators(config: DatabaseConfig, logger: Logger): QueryObfuscator[] {
  const { sql, redis, valkey, memcached, mongo, opensearch, es } = config;
  const json = (name: string) => obfuscatingJson(name, logger);
  return [
    ...enabled(sql, SQL_SYSTEMS, obfuscatingSql()),
    ...enabled(redis, ['redis'], obfuscateRedis),
    ...enabled(valkey, ['valkey'], obfuscateRedis),
    ...enabled(memcached, ['memcached'], obfuscateMemcached),
    ...enabled(mongo, ['mongodb'], json('mongo')),
    // The collector leaves the attributes of these two aside.
    ...enabled({ ...opensearch, attributes: [] }, ['opensearch'], json('opensearch')),
    ...enabled({ ...es, attributes: [] }, ['elasticsearch'], json('elasticsearch')),
  ];
}

function enabled(
  section: DatabaseConfig['sql'],
  systems: readonly string[],
  obfuscate: QueryObfuscator['obfuscate'],
): QueryObfuscator[] {
  return section.enabled ? [{ systems, attributes: new Set(section.attributes), obfuscate }] : [];
}

/** The collector reads statements whose database isn't told as those of the database that was told last. */
function obfuscatingSql(): QueryObfuscator['obfuscate'] {
  let mysql = false;
  return (statement, system) => {
    if (system !== undefined) mysql = system === 'mysql';
    return obfuscateSql(statement, mysql);
  };
}

function obfuscatingJson(name: string, logger: Logger): QueryObfuscator['obfuscate'] {
  return (query) => {
    const obfuscated = obfuscateJson(query);
    if (obfuscated !== undefined) return obfuscated;
    logger.log('debug', `${name} span name not obfuscated due to invalid JSON input`);
    return query;
  };
}
