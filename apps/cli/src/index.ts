/** The `rolecall` command. It talks to the admin API only and knows no other part of Rolecall. */
export { program } from './program.ts'
