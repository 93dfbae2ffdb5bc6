/** Exit codes of the command-line contract. */
export const exitCodes = {done: 0, failed: 1, usage: 2, unreachable: 3, stopped: 4, held: 5} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
