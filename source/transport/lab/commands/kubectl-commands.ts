// kubectl, curl, haproxy, keepalived.
import type {LabCommand} from '../command.ts';

export const kubectlCommands: readonly LabCommand[] = [];
