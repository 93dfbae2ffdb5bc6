/** Where a command writes; the front door hands in the process's own, tests hand in their own. */
export type Io = {readonly stdout: (text: string) => void; readonly stderr: (text: string) => void};
