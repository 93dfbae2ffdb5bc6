// What a Debian host has before anything is installed, and what its packages add that is not Kubernetes.
import type {LabCommand} from '../command.ts';

export const osCommands: readonly LabCommand[] = [];
