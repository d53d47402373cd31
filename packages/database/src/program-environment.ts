/**
 * What the PostgreSQL programs are given instead of our own environment, which holds keys and PG* variables
 * that are meant for other programs.
 */
export const programEnvironment: Readonly<Record<string, string>> = { LC_ALL: 'C', TZ: 'UTC', PATH: '/bin:/usr/bin' }
