/** A built-in module of the sandbox, for this client only (`../../embedded/sandbox/database-port.ts`). */
declare module 'lab:database' {
  /** Rejects with what the engine says, or when the run has no database. Holds the program open until it is settled. */
  export function callDatabase(
    database: number,
    call: import('../messages.ts').DatabaseCall,
  ): Promise<import('../messages.ts').DatabaseValue>;
}
